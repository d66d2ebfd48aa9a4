{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
<div class="narrow">
<h1>{{KEY_NAME}}</h1>
<p><span class="grade {{#KEY_LIVES}}new{{/KEY_LIVES}}">{{KEY_STATE}}</span> <span class="mpn">gds_{{KEY_HANDLE}}_…</span></p>
<table class="spec">
<tbody>
<tr><th scope="row">May do</th><td>{{KEY_SCOPES}}</td></tr>
<tr><th scope="row">How often</th><td>{{KEY_RATE}}</td></tr>
<tr><th scope="row">Made</th><td>{{KEY_MADE}}</td></tr>
<tr><th scope="row">Used</th><td>{{KEY_USED}}</td></tr>
</tbody>
</table>
{{#KEY_LIVES}}
<section class="card apart" aria-labelledby="end-title">
<h2 id="end-title">End it</h2>
<p>From that moment every request by this key is refused. It cannot be undone; a new key takes its place.</p>
<form action="/admin/keys/end" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{KEY_ID}}"><button type="submit">End the key</button></form>
</section>
{{/KEY_LIVES}}
<ul class="ways"><li><a href="/admin/keys">Back to the keys</a></li></ul>
</div>
{{>SHOP_PAGE_FOOT}}
