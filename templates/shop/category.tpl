{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>SHOP_TRAIL}}
<header class="top">
<h1>{{NAME}}</h1>
<p>{{#FIRST_PAGE}}{{LIST_COUNT}}, those{{/FIRST_PAGE}}{{#LATER_PAGE}}Those{{/LATER_PAGE}} in stock first. Prices are per unit in US dollars.</p>
</header>
{{#HAS_CHILDREN}}
<nav aria-label="Within {{NAME}}">
<ul class="shelf">
{{#CHILDREN}}
<li><a href="{{CHILD_PATH}}">{{CHILD_NAME}}</a> <span class="many">{{CHILD_COUNT}}</span></li>
{{/CHILDREN}}
</ul>
</nav>
{{/HAS_CHILDREN}}
<div class="found{{#HAS_FILTERS}} narrowed{{/HAS_FILTERS}}">
<div class="found-list">
{{>SHOP_LIST_SORTS}}
<ul class="rack">
{{#LIST}}
{{>SHOP_PRODUCT_ROW}}
{{/LIST}}
</ul>
{{>SHOP_COMPARE_BAR}}
{{>SHOP_PAGING}}
</div>
{{>SHOP_LIST_FILTERS}}
</div>
<script type="application/ld+json">{{JSON_LD:x-json}}</script>
{{>SHOP_PAGE_FOOT}}
