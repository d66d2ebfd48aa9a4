{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<header class="top">
<h1>{{TITLE}}</h1>
<p><span class="mpn">{{MPN}}</span> of {{BRAND}} is discontinued: we have not sold it since {{SINCE}}.</p>
</header>
{{#HAS_SUCCESSOR}}
<section aria-labelledby="successor-title">
<h2 id="successor-title">What replaced it</h2>
<ul class="rack">
{{#SUCCESSOR}}
{{>SHOP_PRODUCT_ROW}}
{{/SUCCESSOR}}
</ul>
</section>
{{/HAS_SUCCESSOR}}
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
{{>SHOP_SPECS}}
<p class="row"><a class="button" href="/contact">Ask us for one</a></p>
{{>SHOP_PAGE_FOOT}}
