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
{{#HAS_OPTIONS}}
<form class="sheet" action="/checkout/shipping" method="post">
<fieldset aria-describedby="shipping_method-error">
<legend>When it arrives</legend>
<p class="wrong" id="shipping_method-error">{{OPTIONS_ERROR}}</p>
{{#OPTIONS}}
<label class="choice"><input type="radio" {{#OPTION_LEADS}}id="shipping_method"{{/OPTION_LEADS}} name="shipping_method" value="{{OPTION_CODE}}" {{#OPTION_CHOSEN}}checked{{/OPTION_CHOSEN}} required><span class="choice-what"><b>{{OPTION_DATES}}</b> <span>{{OPTION_NAME}}</span></span><span class="num">{{OPTION_PRICE}}</span></label>
{{/OPTIONS}}
</fieldset>
<button type="submit">Continue</button>
<p class="hint">Next: the whole total with sales tax. You pay after that.</p>
</form>
{{/HAS_OPTIONS}}
{{#NO_OPTIONS}}
<div class="notice bad" role="alert"><h2>We cannot ship this cart there</h2><p>Something in it is too heavy or too large for our price tables, or none of our carriers goes to this address. <a href="/cart">Take something out</a> or <a href="/checkout">change the address</a>.</p></div>
{{/NO_OPTIONS}}
</div>
<aside class="desk-side" aria-label="Your order">
{{>SHOP_SUMMARY}}
</aside>
</div>
{{>SHOP_PAGE_FOOT}}
