{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<header class="top">
<h1>Quote <span class="tape">{{NUMBER}}</span></h1>
<p>For {{FOR}}, good until {{EXPIRES}} (UTC)</p>
</header>
<section class="state {{#STATE_GOOD}}placed{{/STATE_GOOD}}{{#STATE_OVER}}expired{{/STATE_OVER}}" aria-labelledby="state-title">
<h2 id="state-title">{{STATE_TITLE}}</h2>
<p>{{STATE_ADVICE}}{{#ORDER}} It is order {{ORDER}}.{{/ORDER}}</p>
</section>
<div class="desk">
<div class="desk-main">
{{#NOTE}}
<p class="said">{{NOTE}}</p>
{{/NOTE}}
<table class="sum">
<caption>What we offer</caption>
<tbody>
{{#LINES}}
<tr><td class="num">{{LINE_UNITS}} ×</td><td><a href="{{LINE_PATH}}">{{LINE_TITLE}}</a><br><span class="mpn">{{LINE_MPN}}</span> {{LINE_GRADE}}, {{LINE_UNIT_PRICE}} each{{#LINE_LIST_PRICE}} <span class="aside">instead of <del>{{LINE_LIST_PRICE}}</del></span>{{/LINE_LIST_PRICE}}</td><td class="num">{{LINE_TOTAL}}</td></tr>
{{/LINES}}
</tbody>
<tfoot>
<tr><th scope="row" colspan="2">Subtotal</th><td class="num">{{GOODS}}</td></tr>
{{#SHIPPING}}
<tr><th scope="row" colspan="2">Shipping, {{METHOD}}</th><td class="num">{{SHIPPING}}</td></tr>
<tr><td class="aside" colspan="3">Sales tax depends on the address; the review shows the whole total before you order.</td></tr>
{{/SHIPPING}}
{{#SHIPPING_LATER}}
<tr><td class="aside" colspan="3">Shipping and sales tax depend on the address; the review shows the whole total before you order.</td></tr>
{{/SHIPPING_LATER}}
</tfoot>
</table>
</div>
<aside class="desk-side" aria-label="Terms and answer">
{{#TERMS}}
<section class="card" aria-labelledby="terms-title">
<h2 id="terms-title">Payment</h2>
<p>{{TERMS}}: no card is charged when you order.{{#PO_NUMBER}} Your purchase order: {{PO_NUMBER}}.{{/PO_NUMBER}}</p>
</section>
{{/TERMS}}
{{#CAN_ACCEPT}}
<form class="pay" action="/quotes/accept" method="post">
<input type="hidden" name="number" value="{{NUMBER}}"><input type="hidden" name="token" value="{{TOKEN}}">
<p class="due"><span>Without tax</span> <b>{{GOODS}}</b></p>
<button class="wide" type="submit">{{ACCEPT}}</button>
<p class="hint">Nothing is ordered yet: you give the address and see the whole total first.</p>
</form>
{{/CAN_ACCEPT}}
{{#CAN_DECLINE}}
<details class="card">
<summary>Not for you?</summary>
<form action="/quotes/decline" method="post">
<input type="hidden" name="number" value="{{NUMBER}}"><input type="hidden" name="token" value="{{TOKEN}}">
<div class="field"><label for="reason">What should be different? <span class="aside">(optional)</span></label>
<input id="reason" name="reason" type="text" maxlength="{{MOST_REASON}}" autocomplete="off"></div>
<button class="plain" type="submit">Decline this quote</button>
</form>
</details>
{{/CAN_DECLINE}}
</aside>
</div>
<p class="hint">Keep this link to yourself: who has it can read and accept this quote.</p>
{{>SHOP_PAGE_FOOT}}
