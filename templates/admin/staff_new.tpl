{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
<div class="narrow">
<h1>Invite somebody</h1>
<p class="lead">A mail with a link goes there. Who comes by it chooses a password and sets up an authenticator.</p>
{{>ADMIN_SAID}}
<form class="sheet" action="/admin/staff" method="post" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#FIELDS}}
{{>SHOP_FIELD}}
{{/FIELDS}}
<fieldset id="role" tabindex="-1" aria-describedby="role-error">
<legend>Role <span class="aside">(more can be given later)</span></legend>
<p class="wrong" id="role-error">{{ROLE_ERROR}}</p>
{{#ROLES}}
<label class="choice"><input type="radio" name="role" value="{{ROLE_NAME}}" {{#ROLE_CHOSEN}}checked{{/ROLE_CHOSEN}} required><span class="choice-what"><b>{{ROLE_NAME}}</b> <span>{{ROLE_SAYS}}</span></span></label>
{{/ROLES}}
</fieldset>
<button type="submit">Send the invitation</button>
</form>
<ul class="ways"><li><a href="/admin/staff">Back to the staff</a></li></ul>
</div>
{{>SHOP_PAGE_FOOT}}
