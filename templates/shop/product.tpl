{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>SHOP_TRAIL}}
<article class="product" data-product="{{PRODUCT}}">
<header class="product-head">
<h1>{{TITLE}}</h1>
{{#HARDWARE}}<p><span class="tape">{{MPN}}</span> <a href="{{BRAND_PATH}}">{{BRAND_NAME}}</a></p>{{/HARDWARE}}
{{#REPLACED}}<p class="notice"><span>Replaced by <a href="{{SUCCESSOR_PATH}}">{{SUCCESSOR_TITLE}}</a>, {{SUCCESSOR_PRICE}}</span> <span class="led {{SUCCESSOR_BAND}}">{{SUCCESSOR_STOCK}}</span></p>{{/REPLACED}}
</header>
<div class="product-show">
{{#HAS_IMAGES}}
<div class="photos">
{{#IMAGES}}
<figure><a href="{{IMAGE_PATH}}"><picture>{{#IMAGE_SIZED}}<source type="image/webp" srcset="{{IMAGE_SMALL}} {{IMAGE_SMALL_WIDTH}}w, {{IMAGE_MEDIUM}} {{IMAGE_MEDIUM_WIDTH}}w" sizes="(min-width: 58rem) 46rem, 94vw">{{/IMAGE_SIZED}}<img src="{{IMAGE_PATH}}" width="{{IMAGE_WIDTH}}" height="{{IMAGE_HEIGHT}}" alt="{{IMAGE_ALT}}" decoding="async"></picture></a><figcaption>{{IMAGE_ALT}}</figcaption></figure>
{{/IMAGES}}
</div>
{{/HAS_IMAGES}}
{{#DRAWN}}
<figure class="drawing">
{{>SHOP_FRONT}}
{{#HARDWARE}}<figcaption>Drawing, not a photo{{#DRAWN_FACTS}}: made from the specification, {{DRAWN_FACTS}}{{/DRAWN_FACTS}}.</figcaption>{{/HARDWARE}}
</figure>
{{/DRAWN}}
</div>
<section class="offers" aria-label="Price and stock">
{{#OFFERS}}
<div class="{{OFFER_RANK}}" id="offer-{{OFFER_VARIANT}}" data-offer="{{OFFER_VARIANT}}" data-price-version="{{OFFER_VERSION}}" data-sku="{{OFFER_SKU}}">
{{#OFFER_GRADED}}<h2><span class="grade {{OFFER_GRADE_WORD}}">{{OFFER_GRADE}}</span></h2>{{/OFFER_GRADED}}
<p class="price">{{OFFER_PRICE}}{{#OFFER_WAS}} <s class="was"><span class="unseen">was </span>{{OFFER_OLD_PRICE}}</s>{{/OFFER_WAS}}</p>
{{#OFFER_TIERED}}
<ul class="tiers" aria-label="Price of several">
{{#TIERS}}
<li>{{TIER_UNITS}} or more: <b>{{TIER_PRICE}}</b> each</li>
{{/TIERS}}
</ul>
{{/OFFER_TIERED}}
<p class="led {{OFFER_BAND}}" data-stock>{{OFFER_STOCK}}</p>
{{#OFFER_SUPPLIED}}
<p class="lead">{{OFFER_LEAD}}.</p>
{{/OFFER_SUPPLIED}}
<p class="meaning">{{OFFER_MEANING}}</p>
{{#OFFER_OPEN}}
<form class="add" action="/cart/add" method="post">
<input type="hidden" name="variant" value="{{OFFER_VARIANT}}">
<input type="hidden" name="price_version" value="{{OFFER_VERSION}}">
<label for="units-{{OFFER_VARIANT}}">Units</label>
<input id="units-{{OFFER_VARIANT}}" name="units" type="number" inputmode="numeric" min="1" max="{{OFFER_MOST}}" value="1" required>
<button type="submit">{{OFFER_BUTTON}}</button>
<button class="quiet" type="submit" formaction="/lists/save">Save to a list</button>
<p class="answer" role="status" data-answer></p>
</form>
{{/OFFER_OPEN}}
{{#OFFER_SOLD_OUT}}
<form class="wait" action="/notify" method="post">
<p class="gone">This condition is sold out. We write to you once when it is back.</p>
<input type="hidden" name="variant" value="{{OFFER_VARIANT}}">
<label for="wait-{{OFFER_VARIANT}}">E-mail</label>
<input id="wait-{{OFFER_VARIANT}}" name="email" type="email" inputmode="email" autocomplete="email" maxlength="254" required>
<button class="plain" type="submit">{{OFFER_WAIT}}</button>
</form>
<form action="/lists/save" method="post"><input type="hidden" name="variant" value="{{OFFER_VARIANT}}"><button class="quiet" type="submit">Save to a list</button></form>
{{/OFFER_SOLD_OUT}}
{{#OFFER_COVERED}}
<p class="cover">One-year <a href="/pages/warranty">warranty</a>, 30-day <a href="/pages/returns">returns</a>.</p>
{{/OFFER_COVERED}}
{{#OFFER_AS_IT_IS}}
<p class="cover">Sold as it is: no <a href="/pages/warranty">warranty</a>, no <a href="/pages/returns">returns</a>.</p>
{{/OFFER_AS_IT_IS}}
<p class="sku">SKU {{OFFER_SKU}}</p>
</div>
{{/OFFERS}}
{{#NO_OFFERS}}
<p class="gone">This product is not for sale at the moment.</p>
{{/NO_OFFERS}}
{{#HARDWARE}}
{{#CAN_ESTIMATE}}
<form class="estimate" action="/estimate" data-estimate>
<input type="hidden" name="sku" value="{{ESTIMATE_SKU}}">
<label for="zip">Shipping of one unit to ZIP code</label>
<input id="zip" name="zip" type="text" inputmode="numeric" autocomplete="postal-code" maxlength="10" required>
<button class="plain" type="submit">Show</button>
<div class="answer" role="status" data-answer></div>
</form>
{{/CAN_ESTIMATE}}
<ul class="terms">
<li><svg class="icon" aria-hidden="true"><use href="{{SITE_ICONS}}#truck"/></svg><span><a href="/pages/shipping">Shipping</a> to the 50 states and DC, priced before you pay</span></li>
<li><svg class="icon" aria-hidden="true"><use href="{{SITE_ICONS}}#tested"/></svg><span>What each <a href="/pages/conditions">condition</a> means, and how we test</span></li>
<li><svg class="icon" aria-hidden="true"><use href="{{SITE_ICONS}}#mail"/></svg><span>Several units, or terms? <a href="/contact?sku={{ESTIMATE_SKU}}" rel="nofollow">Ask for a quote</a></span></li>
</ul>
{{/HARDWARE}}
</section>
<div class="product-more">
{{#IS_BUNDLE}}
<section aria-labelledby="parts-title">
<h2 id="parts-title">What is in the bundle</h2>
<table class="spec">
<thead><tr><th scope="col">Units</th><th scope="col">Part</th><th scope="col" class="num">Alone</th></tr></thead>
<tbody>
{{#PARTS}}
<tr><td class="num">{{PART_UNITS}}</td><td><a href="{{PART_PATH}}">{{PART_TITLE}}</a><br><span class="mpn">{{PART_MPN}}</span> {{PART_GRADE}}</td><td class="num">{{PART_PRICE}}</td></tr>
{{/PARTS}}
</tbody>
{{#BUNDLE_SAVES}}
<tfoot><tr><th scope="row" colspan="2">Bought one by one; the bundle is {{BUNDLE_PERCENT}} % less</th><td class="num">{{BUNDLE_PARTS_PRICE}}</td></tr></tfoot>
{{/BUNDLE_SAVES}}
</table>
</section>
{{/IS_BUNDLE}}
{{>SHOP_SPECS}}
{{#HAS_FITTING}}
<section aria-labelledby="fitting-title">
<h2 id="fitting-title">Parts that fit it</h2>
<ul class="rack slim">
{{#FITTING}}
{{>SHOP_PRODUCT_ROW}}
{{/FITTING}}
</ul>
</section>
{{/HAS_FITTING}}
{{#HAS_FITS}}
<section aria-labelledby="fits-title">
<h2 id="fits-title">What it fits</h2>
<ul class="rack slim">
{{#FITS}}
{{>SHOP_PRODUCT_ROW}}
{{/FITS}}
</ul>
</section>
{{/HAS_FITS}}
{{#HAS_REPLACES}}
<section aria-labelledby="replaces-title">
<h2 id="replaces-title">What it replaces</h2>
<ul class="rack slim">
{{#REPLACES}}
{{>SHOP_PRODUCT_ROW}}
{{/REPLACES}}
</ul>
</section>
{{/HAS_REPLACES}}
{{#HAS_REVIEWS}}
<section class="reviews" aria-labelledby="reviews-title">
<h2 id="reviews-title">Reviews by buyers</h2>
<p class="mean"><b>{{REVIEWS_MEAN}}</b> of 5 stars, {{REVIEWS_COUNT}}</p>
<table class="spec">
<caption>How many gave so many stars</caption>
<tbody>
{{#STARS}}
<tr><th scope="row">{{STARS_TEXT}}</th><td><meter min="0" max="{{STARS_ALL}}" value="{{STARS_COUNT}}" aria-hidden="true"></meter></td><td class="num">{{STARS_COUNT}}</td></tr>
{{/STARS}}
</tbody>
</table>
<ul class="opinions">
{{#REVIEWS}}
<li>
<h3><span class="stars" role="img" aria-label="{{REVIEW_STARS_TEXT}}">{{REVIEW_STARS}}</span> {{REVIEW_TITLE}}</h3>
<div class="said">{{REVIEW_HTML:none}}</div>
<p class="hint">{{REVIEW_AUTHOR}}, who bought it here, on {{REVIEW_DAY}}</p>
</li>
{{/REVIEWS}}
</ul>
{{#REVIEWS_FURTHER}}
<p class="hint">The newest {{REVIEWS_SHOWN}} are shown; the stars are those of all.</p>
{{/REVIEWS_FURTHER}}
</section>
{{/HAS_REVIEWS}}
{{#HAS_HISTORY}}
<section class="priced" aria-labelledby="history-title">
<h2 id="history-title">Price history</h2>
<svg class="steps-line" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="{{HISTORY_PATH}}"/></svg>
<table class="spec">
<caption>What the {{HISTORY_OF}} one cost here, and from which day on</caption>
<tbody>
{{#HISTORY}}
<tr><th scope="row">{{HISTORY_DAY}}</th><td class="num">{{HISTORY_PRICE}}</td></tr>
{{/HISTORY}}
</tbody>
</table>
</section>
{{/HAS_HISTORY}}
</div>
</article>
{{#HAS_RELATED}}
<section aria-labelledby="related-title">
<h2 id="related-title">{{RELATED_TITLE}}</h2>
<ul class="cards">
{{#RELATED}}
{{>SHOP_PRODUCT_ROW}}
{{/RELATED}}
</ul>
</section>
{{/HAS_RELATED}}
{{>SHOP_SEEN}}
<script type="application/ld+json">{{JSON_LD:x-json}}</script>
{{>SHOP_PAGE_FOOT}}
