{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div class="narrow">
<h1>{{TITLE}}</h1>
{{#ABOUT_ANYTHING}}
<p class="lead">Looking for something that is not here, or not sure that it fits? Ask. A quote is quickest found by its number; an order is <a href="/orders/lookup">found by its number and your mail address</a>.</p>
{{/ABOUT_ANYTHING}}
{{#ABOUT_GOODS}}
<p class="lead">Several units, terms, or something special about it? Tell us, and we answer with an offer. Nothing is reserved by asking.</p>
<ul class="card">
{{#GOODS}}
<li>{{GOODS_UNITS}}: <a href="{{GOODS_PATH}}">{{GOODS_TITLE}}</a></li>
{{/GOODS}}
</ul>
{{/ABOUT_GOODS}}
{{>SHOP_FORM_ERRORS}}
<form class="sheet" action="/contact" method="post" novalidate>
{{#OF_SKU}}
<input type="hidden" name="sku" value="{{SKU}}">
<div class="field">
<label for="units">Units <span class="aside">(required)</span></label>
<input id="units" name="units" type="text" inputmode="numeric" maxlength="5" value="{{UNITS}}" required {{#UNITS_ERROR}}aria-invalid="true"{{/UNITS_ERROR}} aria-describedby="units-error">
<p class="wrong" id="units-error">{{UNITS_ERROR}}</p>
</div>
{{/OF_SKU}}
{{#OF_CART}}
<input type="hidden" name="cart" value="yes">
{{/OF_CART}}
{{#FIELDS}}
{{>SHOP_FIELD}}
{{/FIELDS}}
<div class="field">
<label for="message">Message {{#ABOUT_GOODS}}<span class="aside">(optional)</span>{{/ABOUT_GOODS}}{{#ABOUT_ANYTHING}}<span class="aside">(required)</span>{{/ABOUT_ANYTHING}}</label>
<textarea id="message" name="message" rows="6" maxlength="4000" {{#MESSAGE_ERROR}}aria-invalid="true"{{/MESSAGE_ERROR}} aria-describedby="message-error">{{MESSAGE}}</textarea>
<p class="wrong" id="message-error">{{MESSAGE_ERROR}}</p>
</div>
{{>SHOP_CAPTCHA}}
<button type="submit">Send</button>
<p class="hint">We use this to answer you, and for nothing else: <a href="/pages/privacy">privacy</a>.</p>
</form>
</div>
{{>SHOP_PAGE_FOOT}}
