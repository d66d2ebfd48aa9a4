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
{{>SHOP_STATE}}
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
