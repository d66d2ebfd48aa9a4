{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
{{>ADMIN_SAID}}
<header class="top">
<h1>Keys of the API</h1>
<p>By a key another program of the business reads and changes what its scopes say, at <a href="/api/openapi.json">/api/v1</a>.</p>
</header>
<p><a class="button" href="/admin/keys/new">Make a key</a></p>
{{#NO_KEYS}}
<p>There is none yet. A stock system, a shipping program or a script each get one of their own, which can be ended by itself.</p>
{{/NO_KEYS}}
<ul class="kept">
{{#KEYS}}
<li class="card">
<h2><a href="/admin/keys/{{KEY_ID}}">{{KEY_NAME}}</a></h2>
<p><span class="grade {{#KEY_LIVES}}new{{/KEY_LIVES}}">{{KEY_STATE}}</span> <span class="mpn">gds_{{KEY_HANDLE}}_…</span></p>
<p>{{KEY_SCOPES}}</p>
<p class="hint">{{KEY_USED}}</p>
</li>
{{/KEYS}}
</ul>
{{>SHOP_PAGE_FOOT}}
