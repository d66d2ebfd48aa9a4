{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{#NOTICE}}
<div class="notice" role="status" data-focus tabindex="-1"><h2>{{NOTICE_TITLE}}</h2><p>{{NOTICE_TEXT}}</p></div>
{{/NOTICE}}
<header class="top">
<h1>Your account</h1>
<p>{{#NAME}}{{NAME}}, {{/NAME}}{{EMAIL}}</p>
</header>
<div class="desk">
<div class="desk-main">
<section aria-labelledby="orders-title">
<h2 id="orders-title">Orders</h2>
{{#NO_ORDERS}}
<p>None yet. Orders that you placed with this mail address stand here, also those from before you had an account.</p>
{{/NO_ORDERS}}
{{#HAS_ORDERS}}
<table class="spec">
<thead><tr><th scope="col">Order</th><th scope="col">Placed</th><th scope="col">How it stands</th><th scope="col" class="num">Total</th></tr></thead>
<tbody>
{{#ORDERS}}
<tr><td><a href="/account/orders/{{ORDER_NUMBER}}">{{ORDER_NUMBER}}</a></td><td>{{ORDER_ON}}</td><td>{{ORDER_STATE}}</td><td class="num">{{ORDER_TOTAL}}</td></tr>
{{/ORDERS}}
</tbody>
</table>
{{/HAS_ORDERS}}
</section>
<section class="apart" aria-labelledby="addresses-title">
<h2 id="addresses-title">Addresses</h2>
{{#NO_ADDRESSES}}
<p>None yet. An address that is kept here needs no typing at the checkout.</p>
{{/NO_ADDRESSES}}
<ul class="kept">
{{#ADDRESSES}}
<li class="card">
{{#ADDRESS_LABEL}}<h3>{{ADDRESS_LABEL}}</h3>{{/ADDRESS_LABEL}}
<address>{{#LINES}}{{LINE}}<br>{{/LINES}}</address>
<p>{{#ADDRESS_IS_SHIPPING}}<span class="grade">ships here</span> {{/ADDRESS_IS_SHIPPING}}{{#ADDRESS_IS_BILLING}}<span class="grade">bills go here</span>{{/ADDRESS_IS_BILLING}}</p>
<div class="row">
<a href="/account/address?id={{ADDRESS_ID}}">Edit<span class="unseen"> the address of {{ADDRESS_FIRST}}</span></a>
<form action="/account/address/remove" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{ADDRESS_ID}}"><button class="quiet">Remove<span class="unseen"> the address of {{ADDRESS_FIRST}}</span></button></form>
{{#ADDRESS_NOT_SHIPPING}}<form action="/account/address/default" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{ADDRESS_ID}}"><input type="hidden" name="use" value="shipping"><button class="quiet">Ship here<span class="unseen">: the address of {{ADDRESS_FIRST}}</span></button></form>{{/ADDRESS_NOT_SHIPPING}}
{{#ADDRESS_NOT_BILLING}}<form action="/account/address/default" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{ADDRESS_ID}}"><input type="hidden" name="use" value="billing"><button class="quiet">Bill here<span class="unseen">: the address of {{ADDRESS_FIRST}}</span></button></form>{{/ADDRESS_NOT_BILLING}}
</div>
</li>
{{/ADDRESSES}}
</ul>
<p><a class="button" href="/account/address">Add an address</a></p>
</section>
</div>
<aside class="desk-side" aria-label="Signing in">
{{#CREDIT}}
<section class="card" aria-labelledby="credit-title">
<h2 id="credit-title">Store credit</h2>
<p class="due"><span>To spend</span> <b>{{CREDIT}}</b></p>
</section>
{{/CREDIT}}
<section class="card" aria-labelledby="sign-title">
<h2 id="sign-title">Signing in</h2>
<ul class="ways">
{{#SIGNING}}
<li><a href="{{SIGNING_PATH}}">{{SIGNING_TEXT}}</a></li>
{{/SIGNING}}
<li><a href="/account/plans">Support plans</a></li>
<li><a href="/account/certificates">Exemption certificates</a></li>
<li><a href="/lists">Saved lists</a></li>
<li><a href="/account/data">A copy of my data</a></li>
</ul>
<form action="/account/sign-out" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><button class="plain wide">Sign out</button></form>
</section>
<section class="card" aria-labelledby="devices-title">
<h2 id="devices-title">Where you are signed in</h2>
<ul class="devices">
{{#DEVICES}}
<li><b>{{DEVICE_NAME}}</b>{{#DEVICE_THIS}} <span class="grade">this one</span>{{/DEVICE_THIS}}<br><span class="hint">{{DEVICE_ADDRESS}} {{DEVICE_SEEN}}</span>
{{#DEVICE_OTHER}}<form action="/account/devices/end" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{DEVICE_ID}}"><button class="quiet">Sign it out<span class="unseen">: {{DEVICE_NAME}}, {{DEVICE_SEEN}}</span></button></form>{{/DEVICE_OTHER}}</li>
{{/DEVICES}}
</ul>
<form action="/account/sign-out-everywhere" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><button class="plain wide">Sign out everywhere</button></form>
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
