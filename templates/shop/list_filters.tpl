{{%AUTOESCAPE context="HTML"}}
{{#HAS_FILTERS}}
<aside class="filters" id="filters" tabindex="-1" aria-labelledby="filters-title">
<h2 id="filters-title">Filter</h2>
{{#FILTERED}}<p><a href="{{PLAIN_PATH}}" rel="nofollow">Clear all filters</a></p>{{/FILTERED}}
{{#GROUP}}
<h3>{{GROUP_TITLE}}</h3>
<ul>
{{#CHOICE}}
<li>{{#CHOSEN}}<a class="chosen" href="{{CHOICE_PATH}}" rel="nofollow">{{CHOICE_NAME}}<span class="unseen"> is chosen: take it away</span></a>{{/CHOSEN}}{{#FREE}}<a href="{{CHOICE_PATH}}" rel="nofollow">{{CHOICE_NAME}}</a>{{/FREE}} <span class="many">{{CHOICE_COUNT}}</span></li>
{{/CHOICE}}
</ul>
{{/GROUP}}
</aside>
{{/HAS_FILTERS}}
