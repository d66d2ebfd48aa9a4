{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div class="hello">
<header class="hello-text">
<h1>Enterprise hardware, tested and graded.</h1>
<p>{{PRODUCTS}} products for racks that have work to do. Every used unit is tested before it ships, and each page states condition, stock and price.</p>
<p class="try"><span>Try</span> <a href="/search?q=48+port+poe">48 port PoE</a> <a href="/search?q=10g+sfp%2B">10G SFP+</a> <a href="/search?q=100g+switch">100G switch</a> <a href="/search?q=r740">R740</a></p>
</header>
{{#HAS_RACK}}
<div class="elevation">
<ol reversed aria-label="In stock now, as a rack">
{{#RACK}}
<li><span class="at" aria-hidden="true">{{RACK_UNIT}}</span><a href="{{ROW_PATH}}" title="{{ROW_TITLE}}, {{ROW_PRICE}}">{{#ROW_PHOTO}}<picture>{{#ROW_SIZED}}<source type="image/webp" srcset="{{ROW_IMAGE_SMALL}}">{{/ROW_SIZED}}<img src="{{ROW_IMAGE}}" width="{{ROW_IMAGE_WIDTH}}" height="{{ROW_IMAGE_HEIGHT}}" alt="" decoding="async"></picture>{{/ROW_PHOTO}}{{#ROW_DRAWN}}
{{>SHOP_FRONT}}
{{/ROW_DRAWN}}<span class="unseen">{{ROW_TITLE}}, {{ROW_PRICE}}</span></a></li>
{{/RACK}}
</ol>
</div>
{{/HAS_RACK}}
</div>
<ul class="promises">
<li><svg class="icon" aria-hidden="true"><use href="{{SITE_ICONS}}#tested"/></svg><a href="/pages/conditions">Graded by the unit</a><span>Tested, reset, and described as it is.</span></li>
<li><svg class="icon" aria-hidden="true"><use href="{{SITE_ICONS}}#security"/></svg><a href="/pages/warranty">One-year warranty</a><span>On all that is not sold for parts.</span></li>
<li><svg class="icon" aria-hidden="true"><use href="{{SITE_ICONS}}#return"/></svg><a href="/pages/returns">30-day returns</a><span>Not what you needed? Send it back.</span></li>
<li><svg class="icon" aria-hidden="true"><use href="{{SITE_ICONS}}#truck"/></svg><a href="/pages/shipping">50 states and DC</a><span>Shipping priced before you pay.</span></li>
</ul>
<section class="departments" id="departments" aria-labelledby="departments-title">
<h2 id="departments-title">Departments</h2>
<ul class="cabinet">
{{#DEPARTMENTS}}
<li>
<h3><svg class="icon" aria-hidden="true"><use href="{{SITE_ICONS}}#{{DEPARTMENT_ICON}}"/></svg><a href="{{DEPARTMENT_PATH}}">{{DEPARTMENT_NAME}}</a> <span class="many">{{DEPARTMENT_COUNT}}</span></h3>
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
<ul class="cards">
{{#FEATURED}}
{{>SHOP_PRODUCT_ROW}}
{{/FEATURED}}
</ul>
</section>
{{/HAS_FEATURED}}
{{#HAS_SOLD}}
<section aria-labelledby="sold-title">
<h2 id="sold-title">Sold lately, still in stock</h2>
<ul class="cards">
{{#SOLD}}
{{>SHOP_PRODUCT_ROW}}
{{/SOLD}}
</ul>
</section>
{{/HAS_SOLD}}
{{#HAS_ARRIVALS}}
<section aria-labelledby="arrivals-title">
<h2 id="arrivals-title">New arrivals</h2>
<ul class="cards">
{{#ARRIVALS}}
{{>SHOP_PRODUCT_ROW}}
{{/ARRIVALS}}
</ul>
</section>
{{/HAS_ARRIVALS}}
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
{{#HAS_GUIDES}}
<section aria-labelledby="guides-title">
<h2 id="guides-title">Before you buy</h2>
<ul class="texts">
{{#GUIDES}}
<li><a href="{{GUIDE_PATH}}">{{GUIDE_TITLE}}</a><p>{{GUIDE_SUMMARY}}</p></li>
{{/GUIDES}}
</ul>
<p class="row"><a href="/guides">All guides</a></p>
</section>
{{/HAS_GUIDES}}
<section aria-labelledby="brands-title">
<h2 id="brands-title">Makers</h2>
<ul class="shelf">
{{#BRANDS}}
<li><a href="{{BRAND_PATH}}">{{BRAND_NAME}}</a> <span class="many">{{BRAND_COUNT}}</span></li>
{{/BRANDS}}
</ul>
</section>
{{>SHOP_SEEN}}
<script type="application/ld+json">{{JSON_LD:x-json}}</script>
{{>SHOP_PAGE_FOOT}}
