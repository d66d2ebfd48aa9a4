{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>SHOP_CHECKOUT_STEPS}}
<div class="desk">
<div class="desk-main">
<h1>How should it ship?</h1>
{{>SHOP_FORM_ERRORS}}
<section class="card" aria-labelledby="to-title">
<h2 id="to-title">Ships to</h2>
<address>{{#ADDRESS}}{{ADDRESS_LINE}}<br>{{/ADDRESS}}</address>
<p><a href="/checkout">Change the address</a></p>
</section>
{{#HAS_FORM}}
<form class="sheet" action="/checkout/shipping" method="post">
{{#FREIGHT}}
<p class="lead">Something in your cart is too heavy or too large for a parcel. It goes on a pallet, by truck.</p>
<fieldset aria-describedby="unload_site-error">
<legend>Where is the truck unloaded? <span class="aside">(required)</span></legend>
<p class="wrong" id="unload_site-error">{{SITE_ERROR}}</p>
{{#SITES}}
<label class="choice"><input type="radio" {{#SITE_LEADS}}id="unload_site"{{/SITE_LEADS}} name="unload_site" value="{{SITE_WORD}}" {{#SITE_CHOSEN}}checked{{/SITE_CHOSEN}} required><span class="choice-what"><b>{{SITE_NAME}}</b> <span>{{SITE_SAYS}}</span></span></label>
{{/SITES}}
</fieldset>
<fieldset aria-describedby="appointment-error">
<legend>What does the driver need to know? <span class="aside">(optional)</span></legend>
<p class="wrong" id="appointment-error">{{WISH_ERROR}}</p>
{{#WISHES}}
<label class="choice"><input type="checkbox" id="{{WISH_WORD}}" name="{{WISH_WORD}}" value="yes" {{#WISH_CHOSEN}}checked{{/WISH_CHOSEN}}><span class="choice-what"><b>{{WISH_NAME}}</b> <span>{{WISH_SAYS}}</span></span></label>
{{/WISHES}}
</fieldset>
{{/FREIGHT}}
{{#HAS_OPTIONS}}
<fieldset aria-describedby="shipping_method-error">
<legend>When it arrives</legend>
<p class="wrong" id="shipping_method-error">{{OPTIONS_ERROR}}</p>
{{#OPTIONS}}
<label class="choice"><input type="radio" {{#OPTION_LEADS}}id="shipping_method"{{/OPTION_LEADS}} name="shipping_method" value="{{OPTION_CODE}}" {{#OPTION_CHOSEN}}checked{{/OPTION_CHOSEN}} required><span class="choice-what"><b>{{OPTION_DATES}}</b> <span>{{OPTION_NAME}}</span></span><span class="num">{{OPTION_PRICE}}</span></label>
{{/OPTIONS}}
</fieldset>
<button type="submit">Continue</button>
<p class="hint">{{#FREIGHT}}The price is for the answers above; other answers show it anew first. {{/FREIGHT}}Next: the whole total with sales tax. You pay after that.</p>
{{/HAS_OPTIONS}}
{{#WANTS_PRICE}}
<button type="submit">Show the price</button>
<p class="hint">Next: what the delivery costs and when it comes.</p>
{{/WANTS_PRICE}}
</form>
{{/HAS_FORM}}
{{#ASK}}
<div class="notice" role="status" data-focus tabindex="-1"><h2>We price this delivery by hand</h2><p>Our tables have no price for this cart at this address. Ask us: we write to {{EMAIL}} with a quote for goods and delivery, to be accepted by its link. Your cart stays as it is. You can also <a href="/cart">take something out</a> or <a href="/checkout">change the address</a>.</p>
<form action="/checkout/shipping/ask" method="post"><button type="submit">Ask for a price</button></form></div>
{{/ASK}}
{{#ASKED}}
<div class="notice" role="status" data-focus tabindex="-1"><h2>We have your request</h2><p>A person works out the delivery and writes to {{EMAIL}} with a quote, usually within one business day. Nothing is ordered yet and no units are set aside.</p></div>
{{/ASKED}}
</div>
<aside class="desk-side" aria-label="Your order">
{{>SHOP_SUMMARY}}
</aside>
</div>
{{>SHOP_PAGE_FOOT}}
