{{%AUTOESCAPE context="HTML"}}
{{#HAS_SORTS}}
<nav class="sorts" aria-label="Order of the results">
{{#FILTERS_BELOW}}<a class="to-filters" href="#filters">Filter these results</a>{{/FILTERS_BELOW}}{{#FILTERS_ELSEWHERE}}<a href="{{FILTERS_PATH}}">Filter this list</a>{{/FILTERS_ELSEWHERE}}
<ul>
{{#SORT}}
<li>{{#SORTED}}<span aria-current="true">{{SORT_NAME}}</span>{{/SORTED}}{{#SORTABLE}}<a href="{{SORT_PATH}}" rel="nofollow">{{SORT_NAME}}</a>{{/SORTABLE}}</li>
{{/SORT}}
</ul>
</nav>
{{/HAS_SORTS}}
