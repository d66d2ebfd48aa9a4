{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<nav class="trail" aria-label="Where you are"><ol><li><a href="/account">Your account</a></li><li aria-current="page">Exemption certificates</li></ol></nav>
{{#NOTICE}}
<div class="notice" role="status" data-focus tabindex="-1"><h2>{{NOTICE_TITLE}}</h2><p>{{NOTICE_TEXT}}</p></div>
{{/NOTICE}}
<h1>Exemption certificates</h1>
<p class="lead">Who buys for resale, or for a government or a nonprofit, need not pay sales tax in a state for which we hold a certificate. Until one is approved every order is taxed.</p>
{{>SHOP_FORM_ERRORS}}
<section aria-labelledby="yours-title">
<h2 id="yours-title">Yours</h2>
{{#NONE}}
<p>None yet.</p>
{{/NONE}}
<ul class="kept">
{{#CERTIFICATES}}
<li class="card">
<h3>{{CERTIFICATE_STATES}}: {{CERTIFICATE_KIND}}</h3>
<p><span class="grade {{#CERTIFICATE_GOOD}}new{{/CERTIFICATE_GOOD}}">{{CERTIFICATE_STATUS}}</span></p>
<p>{{CERTIFICATE_PURCHASER}}. {{#CERTIFICATE_ENDS}}Its last day is {{CERTIFICATE_ENDS}}. {{/CERTIFICATE_ENDS}}<span class="hint">Sent in on {{CERTIFICATE_SENT}}.</span></p>
{{#CERTIFICATE_NOTE}}
<p>Why: {{CERTIFICATE_NOTE}}</p>
{{/CERTIFICATE_NOTE}}
</li>
{{/CERTIFICATES}}
</ul>
</section>
<section class="apart" aria-labelledby="send-title">
<h2 id="send-title">Send one in</h2>
<form class="sheet" action="/account/certificates" method="post" enctype="multipart/form-data" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#CHOICES}}
{{>SHOP_CHOICE}}
{{/CHOICES}}
{{#FIELDS}}
{{>SHOP_FIELD}}
{{/FIELDS}}
{{#FILE}}
{{>SHOP_FILE}}
{{/FILE}}
<button type="submit">Send it in</button>
<p class="hint">We keep it as long as the orders it covers, and show it to nobody but who decides on it and the states' auditors: <a href="/pages/privacy">privacy</a>.</p>
</form>
</section>
{{>SHOP_PAGE_FOOT}}
