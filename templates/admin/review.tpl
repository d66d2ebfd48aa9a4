{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
{{>ADMIN_SAID}}
<div class="narrow">
<h1>{{REVIEW_TITLE}}</h1>
<p><span class="stars" role="img" aria-label="{{REVIEW_STARS_TEXT}}">{{REVIEW_STARS}}</span> <span class="grade {{#REVIEW_SHOWN}}new{{/REVIEW_SHOWN}}">{{REVIEW_STATE}}</span>{{#DECIDED_BY}} by {{DECIDED_BY}}{{/DECIDED_BY}}{{#DECIDED_ON}} on {{DECIDED_ON}}{{/DECIDED_ON}}{{#REVIEW_REASON}}: {{REVIEW_REASON}}{{/REVIEW_REASON}}</p>
<div class="card said">{{REVIEW_HTML:none}}</div>
<table class="spec">
<tbody>
<tr><th scope="row">Goods</th><td><a href="{{PRODUCT_PATH}}">{{REVIEW_PRODUCT}}</a></td></tr>
<tr><th scope="row">Name to show</th><td>{{REVIEW_AUTHOR}}</td></tr>
<tr><th scope="row">Written</th><td>{{REVIEW_DAY}}</td></tr>
<tr><th scope="row">Order</th><td>{{ORDER_NUMBER}}</td></tr>
<tr><th scope="row">Buyer</th><td>{{CUSTOMER_EMAIL}}</td></tr>
</tbody>
</table>
{{#APPROVABLE}}
<section class="card apart" aria-labelledby="approve-title">
<h2 id="approve-title">Approve it</h2>
<p>It stands on the product's page within seconds, and counts for its stars there and with search engines.</p>
<form action="/admin/reviews/decide" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{REVIEW_ID}}"><input type="hidden" name="decision" value="approve"><button type="submit">Approve</button></form>
</section>
{{/APPROVABLE}}
{{#REFUSABLE}}
<section class="card apart" aria-labelledby="refuse-title">
<h2 id="refuse-title">Do not show it</h2>
<p>For what is not about the goods, is abusive, or tells who somebody is. Few stars are no reason: the law wants them shown.</p>
<form action="/admin/reviews/decide" method="post" novalidate><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{REVIEW_ID}}"><input type="hidden" name="decision" value="refuse">
<div class="field">
<label for="reason">Why <span class="aside">(required, for staff)</span></label>
<textarea id="reason" name="reason" rows="3" maxlength="{{REASON_MOST}}" required {{#REASON_ERROR}}aria-invalid="true"{{/REASON_ERROR}} aria-describedby="reason-error">{{REASON}}</textarea>
<p class="wrong" id="reason-error">{{REASON_ERROR}}</p>
</div>
<button class="plain" type="submit">Do not show it</button></form>
</section>
{{/REFUSABLE}}
<ul class="ways"><li><a href="/admin/reviews">Back to the reviews</a></li></ul>
</div>
{{>SHOP_PAGE_FOOT}}
