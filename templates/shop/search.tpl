{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{#ASKED}}
<header class="top">
<h1>Results for “{{QUERY}}”</h1>
{{#HAS_MEANT}}<p>Nothing has exactly that in its name. These are the results for <strong>{{MEANT}}</strong>.</p>{{/HAS_MEANT}}
{{#HAS_LIST}}<p>{{LIST_COUNT}}</p>{{/HAS_LIST}}
</header>
{{/ASKED}}
{{#NOT_ASKED}}
<header class="top">
<h1>Search</h1>
{{#ERROR}}
<div class="notice bad" role="alert" tabindex="-1" autofocus data-focus><p>{{ERROR}} What you typed stands in the search above.</p></div>
{{/ERROR}}
<p>Type a part number, with or without its dashes, or a few words: “48 port PoE”, “10G SFP+”.</p>
</header>
{{/NOT_ASKED}}
<div class="found">
<div class="found-list">
{{#HAS_SORTS}}
<nav class="sorts" aria-label="Order of the results">
{{#HAS_FILTERS}}<a class="to-filters" href="#filters">Filter these results</a>{{/HAS_FILTERS}}
<ul>
{{#SORT}}
<li>{{#SORTED}}<span aria-current="true">{{SORT_NAME}}</span>{{/SORTED}}{{#SORTABLE}}<a href="{{SORT_PATH}}" rel="nofollow">{{SORT_NAME}}</a>{{/SORTABLE}}</li>
{{/SORT}}
</ul>
</nav>
{{/HAS_SORTS}}
{{#HAS_LIST}}
<ul class="rack">
{{#LIST}}
{{>SHOP_PRODUCT_ROW}}
{{/LIST}}
</ul>
{{/HAS_LIST}}
{{#NOTHING}}
<div class="notice"><p>Nothing in the shop has all of that in its name or part number. Fewer words, or the beginning of the part number, find more.</p>
{{#FILTERED}}<p><a href="{{PLAIN_PATH}}">Search again without filters</a></p>{{/FILTERED}}
</div>
{{/NOTHING}}
{{#HAS_NEAREST}}
<section aria-labelledby="nearest-title">
<h2 id="nearest-title">Nearest part numbers</h2>
<ul class="rack">
{{#NEAREST}}
{{>SHOP_PRODUCT_ROW}}
{{/NEAREST}}
</ul>
</section>
{{/HAS_NEAREST}}
{{>SHOP_PAGING}}
</div>
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
</div>
{{>SHOP_PAGE_FOOT}}
