{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
{{>ADMIN_SAID}}
<div class="narrow">
<h1>What the file would do</h1>
<p class="lead">Nothing is written yet. Sent in by {{FILE_SENT}}.</p>
<table class="spec">
<tbody>
<tr><th scope="row">Rows of the file</th><td class="num">{{COUNT_ROWS}}</td></tr>
<tr><th scope="row">New</th><td class="num">{{COUNT_CREATED}}</td></tr>
<tr><th scope="row">Changed</th><td class="num">{{COUNT_UPDATED}}</td></tr>
<tr><th scope="row">Prices among them</th><td class="num">{{COUNT_PRICES}}</td></tr>
<tr><th scope="row">As they are</th><td class="num">{{COUNT_UNCHANGED}}</td></tr>
<tr><th scope="row">Left out</th><td class="num">{{COUNT_REFUSED}}</td></tr>
</tbody>
</table>
{{#NOTICES}}
<p class="hint">{{FILE_NOTICE}}.</p>
{{/NOTICES}}
{{#CAN_APPLY}}
<section class="card apart" aria-labelledby="apply-title">
<h2 id="apply-title">Do it</h2>
<p>Exactly this, all at once. If goods, counts or the file have changed since this page was made, nothing is done and you see it anew.</p>
<form action="/admin/catalog/apply" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{FILE_ID}}"><input type="hidden" name="plan" value="{{PLAN}}"><button type="submit">Apply: {{TO_DO}}</button></form>
</section>
{{/CAN_APPLY}}
{{#OTHERS_APPLY}}
<p>Who may import prices applies it, on this page.</p>
{{/OTHERS_APPLY}}
{{#NOTHING}}
<p>There is nothing to do.</p>
{{/NOTHING}}
{{#NOT_WHOLE}}
<p>The database refuses rows that it would have taken by themselves. Mend what is left out, and send the file once more.</p>
{{/NOT_WHOLE}}
{{#REFUSED}}
<section class="apart" aria-labelledby="refused-title">
<h2 id="refused-title">Left out</h2>
<table class="spec">
<thead><tr><th scope="col">Line</th><th scope="col">Why</th></tr></thead>
<tbody>
{{#REFUSED_ROWS}}
<tr><th scope="row">{{LINE}}</th><td>{{#SKU}}<span class="mpn">{{SKU}}</span> {{/SKU}}{{DETAIL}}</td></tr>
{{/REFUSED_ROWS}}
</tbody>
</table>
<p class="hint">{{REFUSED_MORE}}</p>
</section>
{{/REFUSED}}
{{#PRICES}}
<section class="apart" aria-labelledby="prices-title">
<h2 id="prices-title">Prices, the largest steps first</h2>
<table class="spec">
<thead><tr><th scope="col">SKU</th><th scope="col" class="num">Now</th><th scope="col" class="num">Then</th></tr></thead>
<tbody>
{{#PRICE_ROWS}}
<tr><th scope="row" class="mpn">{{SKU}}</th><td class="num">{{PRICE_FROM}}</td><td class="num">{{PRICE_TO}}</td></tr>
{{/PRICE_ROWS}}
</tbody>
</table>
<p class="hint">{{PRICES_MORE}}</p>
</section>
{{/PRICES}}
{{#CHANGED}}
<section class="apart" aria-labelledby="changed-title">
<h2 id="changed-title">Changed, not in price alone</h2>
<table class="spec">
<thead><tr><th scope="col">Line</th><th scope="col">What</th></tr></thead>
<tbody>
{{#CHANGED_ROWS}}
<tr><th scope="row">{{LINE}}</th><td><span class="mpn">{{SKU}}</span> {{DETAIL}}</td></tr>
{{/CHANGED_ROWS}}
</tbody>
</table>
<p class="hint">{{CHANGED_MORE}}</p>
</section>
{{/CHANGED}}
{{#CREATED}}
<section class="apart" aria-labelledby="created-title">
<h2 id="created-title">New</h2>
<table class="spec">
<thead><tr><th scope="col">Line</th><th scope="col">SKU</th></tr></thead>
<tbody>
{{#CREATED_ROWS}}
<tr><th scope="row">{{LINE}}</th><td><span class="mpn">{{SKU}}</span></td></tr>
{{/CREATED_ROWS}}
</tbody>
</table>
<p class="hint">{{CREATED_MORE}}</p>
</section>
{{/CREATED}}
<ul class="ways"><li><a href="/admin/catalog">Back to the catalog as a file</a></li></ul>
</div>
{{>SHOP_PAGE_FOOT}}
