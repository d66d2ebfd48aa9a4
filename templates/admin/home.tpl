{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
<header class="top">
<h1>Staff</h1>
<p>{{NAME}}, {{EMAIL}}</p>
</header>
<div class="desk">
<div class="desk-main">
<section aria-labelledby="may-title">
<h2 id="may-title">What you may do</h2>
{{#MAY_NOTHING}}
<p>Nothing yet. Somebody who manages the staff gives you a role.</p>
{{/MAY_NOTHING}}
<ul class="may">
{{#MAY}}
<li>{{MAY_SAYS}} <span class="hint mpn">{{MAY_NAME}}</span></li>
{{/MAY}}
</ul>
</section>
</div>
<aside class="desk-side" aria-label="Signing in">
<section class="card" aria-labelledby="recovery-title">
<h2 id="recovery-title">Recovery codes</h2>
<p>{{RECOVERY_LEFT}} left.</p>
<form action="/admin/recovery" method="post"><input type="hidden" name="csrf" value="{{CSRF}}">
<div class="field"><label for="code">A code of your authenticator</label><input id="code" name="code" type="text" autocomplete="one-time-code" maxlength="40" {{#CODE_WRONG}}aria-invalid="true"{{/CODE_WRONG}} aria-describedby="code-error"><p class="wrong" id="code-error">{{#CODE_WRONG}}This code is not right, or it was used before.{{/CODE_WRONG}}</p></div>
<button class="plain">Make new ones</button></form>
</section>
<section class="card" aria-labelledby="devices-title">
<h2 id="devices-title">Where you are signed in</h2>
<ul class="devices">
{{#DEVICES}}
<li><b>{{DEVICE_NAME}}</b>{{#DEVICE_THIS}} <span class="grade">this one</span>{{/DEVICE_THIS}}<br><span class="hint">{{DEVICE_ADDRESS}} {{DEVICE_SEEN}}</span>
{{#DEVICE_OTHER}}<form action="/admin/sessions/end" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{DEVICE_ID}}"><button class="quiet">Sign it out<span class="unseen">: {{DEVICE_NAME}}, {{DEVICE_SEEN}}</span></button></form>{{/DEVICE_OTHER}}</li>
{{/DEVICES}}
</ul>
</section>
<section class="card" aria-labelledby="tries-title">
<h2 id="tries-title">The last tries</h2>
<ol class="devices">
{{#ATTEMPTS}}
<li>{{ATTEMPT_WHAT}}<br><span class="hint"><time datetime="{{ATTEMPT_AT}}">{{ATTEMPT_ON}}</time> {{ATTEMPT_FROM}}</span></li>
{{/ATTEMPTS}}
</ol>
</section>
</aside>
</div>
{{>SHOP_PAGE_FOOT}}
