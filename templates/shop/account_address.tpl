{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<nav class="trail" aria-label="Where you are"><ol><li><a href="/account">Your account</a></li><li aria-current="page">{{TITLE}}</li></ol></nav>
<h1>{{TITLE}}</h1>
{{>SHOP_FORM_ERRORS}}
<form class="sheet" action="/account/address" method="post" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#ADDRESS_ID}}
<input type="hidden" name="id" value="{{ADDRESS_ID}}">
{{/ADDRESS_ID}}
{{#BEFORE_STATE}}
{{>SHOP_FIELD}}
{{/BEFORE_STATE}}
{{>SHOP_STATE}}
{{#AFTER_STATE}}
{{>SHOP_FIELD}}
{{/AFTER_STATE}}
<button type="submit">Save the address</button>
</form>
{{>SHOP_PAGE_FOOT}}
