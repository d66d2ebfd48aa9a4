{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>SHOP_CHECKOUT_STEPS}}
<div class="desk">
<div class="desk-main">
<h1>Where does it go?</h1>
<p class="lead">No account is needed.</p>
{{>SHOP_FORM_ERRORS}}
<form class="sheet" action="/checkout" method="post" novalidate>
{{#BEFORE_STATE}}
{{>SHOP_FIELD}}
{{/BEFORE_STATE}}
<div class="field">
<label for="state">State <span class="aside">(required)</span></label>
<select id="state" name="state" autocomplete="shipping address-level1" required {{#STATE_ERROR}}aria-invalid="true"{{/STATE_ERROR}} aria-describedby="state-error state-hint">
<option value="" {{#STATE_NONE}}selected{{/STATE_NONE}}>Choose a state</option>
{{#STATES}}
<option value="{{STATE_CODE}}" {{#STATE_CHOSEN}}selected{{/STATE_CHOSEN}}>{{STATE_NAME}}</option>
{{/STATES}}
</select>
<p class="wrong" id="state-error">{{STATE_ERROR}}</p>
<p class="hint" id="state-hint">We ship to the 50 states and DC.</p>
</div>
{{#AFTER_STATE}}
{{>SHOP_FIELD}}
{{/AFTER_STATE}}
<button type="submit">Continue</button>
<p class="hint">Next: how it ships and what that costs.</p>
</form>
</div>
<aside class="desk-side" aria-label="Your order">
{{>SHOP_SUMMARY}}
</aside>
</div>
{{>SHOP_PAGE_FOOT}}
