{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
{{>ADMIN_SAID}}
<header class="top">
<h1>Exemption certificates</h1>
<p>A customer pays no sales tax in a state once a certificate for it is approved; those that wait stand first.</p>
</header>
{{#NONE}}
<p>None has been sent in yet. Shoppers send them from their account.</p>
{{/NONE}}
<ul class="kept">
{{#CERTIFICATES}}
<li class="card">
<h2><a href="/admin/certificates/{{CERTIFICATE_ID}}">{{CERTIFICATE_STATES}}: {{CERTIFICATE_PURCHASER}}</a></h2>
<p><span class="grade {{#CERTIFICATE_GOOD}}new{{/CERTIFICATE_GOOD}}">{{CERTIFICATE_STATUS}}</span></p>
<p>{{CERTIFICATE_KIND}}{{#CERTIFICATE_ENDS}}, until {{CERTIFICATE_ENDS}}{{/CERTIFICATE_ENDS}}</p>
{{#CERTIFICATE_NOTE}}
<p>Why: {{CERTIFICATE_NOTE}}</p>
{{/CERTIFICATE_NOTE}}
<p class="hint">Sent in on {{CERTIFICATE_SENT}}</p>
</li>
{{/CERTIFICATES}}
</ul>
{{>SHOP_PAGE_FOOT}}
