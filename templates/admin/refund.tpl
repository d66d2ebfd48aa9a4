{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
<div class="narrow">
<h1>Give money of order <span class="tape">{{NUMBER}}</span> back</h1>
<p class="lead">It is worth {{WORTH}} as it stands; {{PAID}} is paid. Nothing comes back to the shelf by this: what comes back is a return.</p>
{{>ADMIN_SAID}}
{{#PREVIEW}}
<section class="card apart" aria-labelledby="preview-title" data-focus tabindex="-1">
<h2 id="preview-title">What it comes to</h2>
{{>ADMIN_SHARES}}
<p class="hint">{{#PREVIEW_OWED}}{{PREVIEW_OWED}} is owed to the customer then, and goes once it is sent.{{/PREVIEW_OWED}} It stands in the books at once and cannot be taken back.</p>
<form action="/admin/orders/refund" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="number" value="{{NUMBER}}"><input type="hidden" name="seen" value="{{SEEN}}"><input type="hidden" name="step" value="give">
{{#KEPT}}
<input type="hidden" name="{{KEPT_NAME}}" value="{{KEPT_VALUE}}">
{{/KEPT}}
<button type="submit">Give {{PREVIEW_TOTAL}} back</button></form>
</section>
{{/PREVIEW}}
<form action="/admin/orders/refund" method="post" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="number" value="{{NUMBER}}"><input type="hidden" name="seen" value="{{SEEN}}"><input type="hidden" name="step" value="look">
<fieldset>
<legend>Units that the customer keeps, or never got</legend>
<ul class="lines">
{{#LINES}}
<li class="line">
<div class="line-what"><b>{{LINE_TITLE}}</b><p class="hint">{{LINE_UNITS}} of <span class="mpn">{{LINE_SKU}}</span></p></div>
<div class="line-do amount">{{#LINE_OPEN}}<label for="{{LINE_FIELD}}">Units, of {{LINE_LEFT}} left<span class="unseen">: {{LINE_TITLE}}</span></label><input id="{{LINE_FIELD}}" name="{{LINE_FIELD}}" type="number" min="0" max="{{LINE_LEFT}}" value="{{LINE_TYPED}}" {{#LINE_ERROR}}aria-invalid="true"{{/LINE_ERROR}} aria-describedby="{{LINE_FIELD}}-error"><p class="wrong" id="{{LINE_FIELD}}-error">{{LINE_ERROR}}</p>{{/LINE_OPEN}}{{#LINE_DONE}}<span class="hint">All of it was given back.</span>{{/LINE_DONE}}</div>
<p class="line-price">{{LINE_TOTAL}}<br><span class="hint">with its tax</span></p>
</li>
{{/LINES}}
</ul>
</fieldset>
<p class="hint">The shipping was {{SHIPPING}} before its tax.</p>
{{#FIELDS}}
{{>SHOP_FIELD}}
{{/FIELDS}}
<button type="submit" class="{{#PREVIEW}}plain{{/PREVIEW}}">See what it comes to</button>
</form>
<ul class="ways"><li><a href="/admin/orders/{{NUMBER}}">Back to the order</a></li></ul>
</div>
{{>SHOP_PAGE_FOOT}}
