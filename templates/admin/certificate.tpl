{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
{{>ADMIN_SAID}}
<div class="narrow">
<h1>{{CERTIFICATE_STATES}}: {{CERTIFICATE_PURCHASER}}</h1>
<p><span class="grade {{#CERTIFICATE_GOOD}}new{{/CERTIFICATE_GOOD}}">{{CERTIFICATE_STATUS}}</span>{{#REVIEWED_BY}} by {{REVIEWED_BY}}{{/REVIEWED_BY}}{{#CERTIFICATE_NOTE}}: {{CERTIFICATE_NOTE}}{{/CERTIFICATE_NOTE}}</p>
<table class="spec">
<tbody>
<tr><th scope="row">Customer</th><td>{{CUSTOMER_EMAIL}}</td></tr>
<tr><th scope="row">Why exempt</th><td>{{CERTIFICATE_KIND}}</td></tr>
<tr><th scope="row">Form</th><td>{{FORM}}</td></tr>
<tr><th scope="row">Number</th><td>{{NUMBERS}}</td></tr>
<tr><th scope="row">Purchaser</th><td>{{CERTIFICATE_PURCHASER}}<br>{{PURCHASER_ADDRESS}}</td></tr>
<tr><th scope="row">Goods</th><td>{{GOODS}}</td></tr>
<tr><th scope="row">Signed</th><td>{{SIGNER}}{{#SIGNED_ON}}, {{SIGNED_ON}}{{/SIGNED_ON}}</td></tr>
<tr><th scope="row">Last day</th><td>{{CERTIFICATE_ENDS}}</td></tr>
<tr><th scope="row">Received</th><td>{{RECEIVED_ON}}, sent in on {{CERTIFICATE_SENT}} by {{ENTERED_BY}}</td></tr>
</tbody>
</table>
{{#HAS_PAPER}}
<p><a class="button" href="/admin/certificates/{{CERTIFICATE_ID}}/paper">Get the paper</a></p>
<p class="hint">{{KILOBYTES}} KB, SHA-256 <span class="mpn">{{SHA256}}</span>. A stranger sent it: open it in a viewer that runs no scripts.</p>
{{/HAS_PAPER}}
{{#NO_PAPER}}
<p>Its paper is not kept any more.</p>
{{/NO_PAPER}}
{{#PENDING}}
<section class="card apart" aria-labelledby="approve-title">
<h2 id="approve-title">Approve it</h2>
<p>Name, number, state and signature on the paper are those above. Orders of this customer to {{CERTIFICATE_STATES}} are placed without sales tax from now on, and the customer hears of it.</p>
<form action="/admin/certificates/decide" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{CERTIFICATE_ID}}"><input type="hidden" name="decision" value="approve"><button type="submit">Approve</button></form>
</section>
<section class="card apart" aria-labelledby="reject-title">
<h2 id="reject-title">Do not accept it</h2>
<form action="/admin/certificates/decide" method="post" novalidate><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{CERTIFICATE_ID}}"><input type="hidden" name="decision" value="reject">
<div class="field">
<label for="note">Why <span class="aside">(required, and told to the customer)</span></label>
<textarea id="note" name="note" rows="3" maxlength="500" required {{#NOTE_ERROR}}aria-invalid="true"{{/NOTE_ERROR}} aria-describedby="note-error">{{NOTE}}</textarea>
<p class="wrong" id="note-error">{{NOTE_ERROR}}</p>
</div>
<button class="plain" type="submit">Do not accept</button></form>
</section>
{{/PENDING}}
{{#APPROVED}}
<section class="card apart" aria-labelledby="revoke-title">
<h2 id="revoke-title">End it</h2>
<p>Orders are taxed from now on; those that were placed stay as they are.</p>
<form action="/admin/certificates/decide" method="post" novalidate><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{CERTIFICATE_ID}}"><input type="hidden" name="decision" value="revoke">
<div class="field">
<label for="note">Why <span class="aside">(required, and told to the customer)</span></label>
<textarea id="note" name="note" rows="3" maxlength="500" required {{#NOTE_ERROR}}aria-invalid="true"{{/NOTE_ERROR}} aria-describedby="note-error">{{NOTE}}</textarea>
<p class="wrong" id="note-error">{{NOTE_ERROR}}</p>
</div>
<button class="plain" type="submit">End it</button></form>
</section>
{{/APPROVED}}
<ul class="ways"><li><a href="/admin/certificates">Back to the certificates</a></li></ul>
</div>
{{>SHOP_PAGE_FOOT}}
