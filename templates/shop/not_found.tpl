{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<header class="top">
<h1>There is no such page</h1>
<p>The address may be mistyped, or the page may be gone. The search above finds part numbers with or without their dashes.</p>
</header>
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
<p class="row"><a class="button" href="/#departments">See the departments</a></p>
{{#REFERENCE}}
<p class="reference">Reference: <span class="mpn">{{REFERENCE}}</span></p>
{{/REFERENCE}}
{{>SHOP_PAGE_FOOT}}
