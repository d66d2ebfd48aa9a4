{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div class="narrow">
{{#ENROL}}
<h1>Set up your authenticator</h1>
<p class="lead">Scan this with an authenticator app, then type the code that it shows. This is shown until a code was right, and never again.</p>
<svg class="qr" viewBox="0 0 {{QR_SIZE}} {{QR_SIZE}}" width="240" height="240" role="img" aria-label="QR code with the key below"><path class="qr-ground" d="M0 0h{{QR_SIZE}}v{{QR_SIZE}}H0z"/><path d="{{QR_PATH}}"/></svg>
<p>Or type this key: <span class="mpn">{{SEED}}</span></p>
{{/ENROL}}
{{#ASK}}
<h1>The code of your authenticator</h1>
<p class="lead">Or one of your recovery codes; each works once.</p>
{{/ASK}}
<form class="sheet" action="{{ACTION}}" method="post" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<div class="field">
<label for="code">Code <span class="aside">(required)</span></label>
<input id="code" name="code" type="text" inputmode="text" autocomplete="one-time-code" maxlength="40" required autofocus {{#CODE_ERROR}}aria-invalid="true"{{/CODE_ERROR}} aria-describedby="code-error">
<p class="wrong" id="code-error">{{CODE_ERROR}}</p>
</div>
<button type="submit">{{BUTTON}}</button>
</form>
</div>
{{>SHOP_PAGE_FOOT}}
