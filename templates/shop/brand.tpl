{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>SHOP_TRAIL}}
<header class="top">
<h1>{{NAME}}</h1>
<p>{{#FIRST_PAGE}}{{LIST_COUNT}} of this maker, those{{/FIRST_PAGE}}{{#LATER_PAGE}}Those{{/LATER_PAGE}} in stock first. We are an independent reseller and not affiliated with {{NAME}}.</p>
</header>
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
