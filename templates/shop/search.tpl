{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{#ASKED}}
<header class="top">
<h1>Results for “{{QUERY}}”</h1>
{{#HAS_MEANT}}<p>Nothing has exactly that in its name. These are the results for <strong>{{MEANT}}</strong>.</p>{{/HAS_MEANT}}
{{#HAS_LIST}}<p>{{LIST_COUNT}}</p>{{/HAS_LIST}}
</header>
{{/ASKED}}
{{#PLACED}}
<header class="top">
<h1>{{PLACE_NAME}}</h1>
<p>{{#HAS_LIST}}{{LIST_COUNT}} as filtered. {{/HAS_LIST}}<a href="{{PLACE_PATH}}">Back to all of {{PLACE_NAME}}</a></p>
</header>
{{/PLACED}}
{{#NOT_ASKED}}
<header class="top">
<h1>Search</h1>
{{#ERROR}}
<div class="notice bad" role="alert" tabindex="-1" autofocus data-focus><p>{{ERROR}} What you typed stands in the search above.</p></div>
{{/ERROR}}
<p>Type a part number, with or without its dashes, or a few words: “48 port PoE”, “10G SFP+”.</p>
</header>
{{/NOT_ASKED}}
<div class="found{{#HAS_FILTERS}} narrowed{{/HAS_FILTERS}}">
<div class="found-list">
{{>SHOP_LIST_SORTS}}
{{#HAS_LIST}}
<ul class="rack">
{{#LIST}}
{{>SHOP_PRODUCT_ROW}}
{{/LIST}}
</ul>
{{>SHOP_COMPARE_BAR}}
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
{{>SHOP_LIST_FILTERS}}
</div>
{{>SHOP_PAGE_FOOT}}
