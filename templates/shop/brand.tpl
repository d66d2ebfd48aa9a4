{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>SHOP_TRAIL}}
<header class="top">
<h1>{{NAME}}</h1>
<p>{{LIST_COUNT}} of this maker, those in stock first. We are an independent reseller and not affiliated with {{NAME}}.</p>
</header>
<ul class="rack">
{{#LIST}}
{{>SHOP_PRODUCT_ROW}}
{{/LIST}}
</ul>
{{>SHOP_PAGING}}
<script type="application/ld+json">{{JSON_LD:x-json}}</script>
{{>SHOP_PAGE_FOOT}}
