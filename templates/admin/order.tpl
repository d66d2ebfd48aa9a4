{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
{{>ADMIN_SAID}}
<header class="top">
<h1>Order <span class="tape">{{NUMBER}}</span></h1>
<p>Placed {{PLACED_ON}} by <a href="{{EMAIL_PATH}}">{{EMAIL}}</a>{{#BUYER}}: {{BUYER}}{{/BUYER}}</p>
</header>
<section class="state {{STATE_WORD}}" aria-labelledby="state-title">
<h2 id="state-title">{{STATE_TITLE}}</h2>
{{#ATTENTION}}<p>{{ATTENTION}}</p>{{/ATTENTION}}
{{#HOLDS}}
<p>Held by “{{HOLD_CAUSE}}”: {{HOLD_REASON}}</p>
{{/HOLDS}}
{{#RESOLVE_PATH}}<p><a class="button" href="{{RESOLVE_PATH}}">Decide about it</a></p>{{/RESOLVE_PATH}}
{{#DECIDING}}
<p>Go on with it as paid, and the units are taken from the shelf now; or cancel it, and all that was paid is owed to the customer. Neither can be taken back.</p>
<form action="/admin/orders/resolve" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="number" value="{{NUMBER}}"><button type="submit" name="decision" value="place">Go on with it</button> <button class="plain" type="submit" name="decision" value="cancel">Cancel it</button></form>
{{/DECIDING}}
{{#CANCEL_PATH}}<p><a href="{{CANCEL_PATH}}">Cancel what has not left</a></p>{{/CANCEL_PATH}}
</section>
<div class="desk">
<div class="desk-main">
<table class="sum">
<caption>What was ordered</caption>
<tbody>
{{#LINES}}
<tr><td class="num">{{LINE_UNITS}} ×</td><td>{{LINE_TITLE}}<br><span class="mpn">{{LINE_SKU}}</span> <span class="aside">{{LINE_PROGRESS}}</span></td><td class="num">{{LINE_TOTAL}}</td></tr>
{{/LINES}}
</tbody>
<tfoot>
{{#DISCOUNTS}}
<tr><td class="aside" colspan="2">{{DISCOUNT_NAME}}, taken off already</td><td class="num aside">−{{DISCOUNT_AMOUNT}}</td></tr>
{{/DISCOUNTS}}
<tr><th scope="row" colspan="2">{{METHOD}}</th><td class="num">{{SHIPPING}}</td></tr>
<tr><th scope="row" colspan="2">Sales tax</th><td class="num">{{TAX}}</td></tr>
<tr class="total"><th scope="row" colspan="2">Total</th><td class="num">{{TOTAL}}</td></tr>
{{#GRANTED}}
<tr><th scope="row" colspan="2">Given back</th><td class="num">−{{GRANTED}}</td></tr>
{{/GRANTED}}
<tr><th scope="row" colspan="2">Paid, less what was sent back</th><td class="num">{{PAID}}</td></tr>
{{#DUE}}
<tr class="total"><th scope="row" colspan="2">Still to be paid</th><td class="num">{{DUE}}</td></tr>
{{/DUE}}
{{#OWED}}
<tr class="total"><th scope="row" colspan="2">Owed to the customer</th><td class="num">{{OWED}}</td></tr>
{{/OWED}}
</tfoot>
</table>
<section class="apart" aria-labelledby="history-title">
<h2 id="history-title">History</h2>
<ol class="devices">
{{#ENTRIES}}
<li><b>{{ENTRY_WHAT}}</b> {{ENTRY_REASON}} {{#ENTRY_TOLD}}<span class="grade">told</span>{{/ENTRY_TOLD}}<br><span class="hint"><time datetime="{{ENTRY_AT}}">{{ENTRY_ON}}</time>, {{ENTRY_BY}}</span></li>
{{/ENTRIES}}
</ol>
{{#COMMENTS}}
<form class="sheet" action="/admin/orders/comment" method="post" novalidate><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="number" value="{{NUMBER}}">
<div class="field">
<label for="text">Say something of it <span class="aside">(required)</span></label>
<textarea id="text" name="text" rows="3" maxlength="1000" required {{#TEXT_ERROR}}aria-invalid="true"{{/TEXT_ERROR}} aria-describedby="text-error">{{TEXT}}</textarea>
<p class="wrong" id="text-error">{{TEXT_ERROR}}</p>
</div>
<p><label class="choice"><input type="checkbox" name="tell" value="yes" {{#TELL}}checked{{/TELL}}><span class="choice-what"><b>The customer reads it</b> <span>on the page of the order; else staff alone do</span></span></label></p>
<button class="plain" type="submit">Write it down</button></form>
{{/COMMENTS}}
</section>
</div>
<aside class="desk-side" aria-label="Money, customer and parcels">
<section class="card" aria-labelledby="back-title">
<h2 id="back-title">Money back</h2>
{{#OWED}}<p class="due"><span>Owed to the customer</span> <b>{{OWED}}</b></p>{{/OWED}}
{{#SENDING}}
<ul class="devices">
{{#PARTS}}
<li>{{PART_AMOUNT}} {{PART_WAY}}</li>
{{/PARTS}}
</ul>
<form action="/admin/orders/send" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="number" value="{{NUMBER}}"><button class="wide" type="submit">Send it</button></form>
{{/SENDING}}
{{#BY_STAFF}}
<form class="sheet" action="/admin/orders/refund-sent" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="number" value="{{NUMBER}}"><input type="hidden" name="send" value="{{BY_STAFF_ID}}">
<div class="field"><label for="reference-{{BY_STAFF_ID}}">{{BY_STAFF_AMOUNT}} by staff: the number of the wire or check <span class="aside">(required)</span></label><input id="reference-{{BY_STAFF_ID}}" name="reference" maxlength="100" autocomplete="off" required></div>
<button class="plain wide" type="submit">It is sent</button></form>
{{/BY_STAFF}}
{{#CONFIRM_PATH}}<p><a href="{{CONFIRM_PATH}}">Say that staff have sent it</a></p>{{/CONFIRM_PATH}}
{{#SEND_PATH}}<p><a class="button wide" href="{{SEND_PATH}}">Send it</a></p>{{/SEND_PATH}}
{{#HAS_REFUNDS}}
<ul class="devices">
{{#REFUNDS}}
<li>{{REFUND_TOTAL}} given back ({{REFUND_KIND}}){{#REFUND_REASON}}: {{REFUND_REASON}}{{/REFUND_REASON}}<br><span class="hint">{{REFUND_ON}}, {{REFUND_BY}}</span></li>
{{/REFUNDS}}
</ul>
{{/HAS_REFUNDS}}
{{#GRANTS}}<p><a href="/admin/orders/{{NUMBER}}/refund">Give money back</a></p>{{/GRANTS}}
</section>
<section class="card" aria-labelledby="to-title">
<h2 id="to-title">Ships to</h2>
<address>{{#ADDRESS}}{{ADDRESS_LINE}}<br>{{/ADDRESS}}{{EMAIL}}</address>
{{#TERMS}}<p>{{TERMS}}</p>{{/TERMS}}
{{#UNLOADING}}<p>Unloading: {{UNLOADING}}</p>{{/UNLOADING}}
</section>
<section class="card" aria-labelledby="parcels-title">
<h2 id="parcels-title">Parcels and returns</h2>
{{#NO_PARCELS}}<p>None yet.</p>{{/NO_PARCELS}}
<ul class="devices">
{{#PARCELS}}
<li>Parcel {{PARCEL_ID}}: {{PARCEL_HOW}}<br><span class="hint">{{PARCEL_BY}} <span class="mpn">{{PARCEL_TRACKING}}</span></span></li>
{{/PARCELS}}
{{#RETURNS}}
<li>Return {{RETURN_NUMBER}}: {{RETURN_STATE}}<br><span class="hint">{{RETURN_REASON}}</span></li>
{{/RETURNS}}
</ul>
</section>
{{#PAYMENTS}}
<section class="card" aria-labelledby="payments-title">
<h2 id="payments-title">Payments</h2>
{{#NO_PAYMENTS}}<p>No card was charged.</p>{{/NO_PAYMENTS}}
<ul class="devices">
{{#CHARGES}}
<li>{{CHARGE_AMOUNT}} by {{CHARGE_CARD}}<br><span class="hint">{{CHARGE_HOW}}, {{CHARGE_ON}}</span></li>
{{/CHARGES}}
{{#SENDS}}
<li>{{SEND_AMOUNT}} back to {{SEND_TO}}<br><span class="hint">{{SEND_HOW}}, {{SEND_ON}}</span></li>
{{/SENDS}}
</ul>
</section>
{{/PAYMENTS}}
</aside>
</div>
<ul class="ways"><li><a href="/admin/orders">Back to the orders</a></li></ul>
{{>SHOP_PAGE_FOOT}}
