{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
<div class="narrow">
<h1>Make a key</h1>
<p class="lead">It does what you choose here and you may do yourself, and no longer than you may. It is shown once.</p>
{{>ADMIN_SAID}}
<form class="sheet" action="/admin/keys" method="post" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#FIELDS}}
{{>SHOP_FIELD}}
{{/FIELDS}}
<fieldset id="scopes" tabindex="-1" aria-describedby="scopes-error">
<legend>What it may do <span class="aside">(one at least)</span></legend>
<p class="wrong" id="scopes-error">{{SCOPES_ERROR}}</p>
{{#NO_SCOPES}}
<p>You may do nothing that a key can be made for.</p>
{{/NO_SCOPES}}
{{#SCOPES}}
<label class="choice"><input type="checkbox" name="scope_{{SCOPE_NAME}}" value="yes" {{#SCOPE_CHOSEN}}checked{{/SCOPE_CHOSEN}}><span class="choice-what"><b>{{SCOPE_SAYS}}</b> <span class="mpn">{{SCOPE_NAME}}</span></span></label>
{{/SCOPES}}
</fieldset>
<button type="submit">Make the key</button>
</form>
<ul class="ways"><li><a href="/admin/keys">Back to the keys</a></li></ul>
</div>
{{>SHOP_PAGE_FOOT}}
