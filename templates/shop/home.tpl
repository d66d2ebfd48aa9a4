{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<header class="hello">
<h1>Enterprise hardware, tested and graded.</h1>
<p>{{PRODUCTS}} products for racks that have work to do. Every unit is tested before it ships, and each page states condition, stock and price.</p>
<ul class="promises">
<li><a href="/pages/conditions">Graded by the unit</a></li>
<li><a href="/pages/warranty">One-year warranty</a></li>
<li><a href="/pages/returns">30-day returns</a></li>
<li><a href="/pages/shipping">Ships to 50 states and DC</a></li>
</ul>
</header>
<section class="departments" id="departments" aria-labelledby="departments-title">
<h2 id="departments-title">Departments</h2>
<ul class="cabinet">
{{#DEPARTMENTS}}
<li>
<h3><a href="{{DEPARTMENT_PATH}}">{{DEPARTMENT_NAME}}</a> <span class="many">{{DEPARTMENT_COUNT}}</span></h3>
<ul>
{{#CHILDREN}}
<li><a href="{{CHILD_PATH}}">{{CHILD_NAME}}</a> <span class="many">{{CHILD_COUNT}}</span></li>
{{/CHILDREN}}
</ul>
</li>
{{/DEPARTMENTS}}
</ul>
</section>
{{#HAS_FEATURED}}
<section aria-labelledby="featured-title">
<h2 id="featured-title">On the shelf now</h2>
<ul class="rack">
{{#FEATURED}}
{{>SHOP_PRODUCT_ROW}}
{{/FEATURED}}
</ul>
</section>
{{/HAS_FEATURED}}
{{#HAS_BUNDLES}}
<section aria-labelledby="bundles-title">
<h2 id="bundles-title">Bundles, cheaper than their parts</h2>
<ul class="rack">
{{#BUNDLES}}
{{>SHOP_PRODUCT_ROW}}
{{/BUNDLES}}
</ul>
</section>
{{/HAS_BUNDLES}}
<section aria-labelledby="brands-title">
<h2 id="brands-title">Makers</h2>
<ul class="shelf">
{{#BRANDS}}
<li><a href="{{BRAND_PATH}}">{{BRAND_NAME}}</a> <span class="many">{{BRAND_COUNT}}</span></li>
{{/BRANDS}}
</ul>
</section>
<script type="application/ld+json">{{JSON_LD:x-json}}</script>
{{>SHOP_PAGE_FOOT}}
