{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>SHOP_CHECKOUT_STEPS}}
<h1>Review your order</h1>
{{#TOTAL_CHANGED}}
<div class="notice warn" role="alert" data-focus tabindex="-1"><h2>The total has changed</h2><p>Nothing was charged. Look at the new total below, and place the order if you agree.</p></div>
{{/TOTAL_CHANGED}}
{{#LOOK_AGAIN}}
<div class="notice" role="status" data-focus tabindex="-1"><h2>Please look at your order once more</h2><p>Nothing was charged. We have worked out shipping and tax anew: place the order if all is right.</p></div>
{{/LOOK_AGAIN}}
{{#SOLD_OUT}}
<div class="notice warn" role="alert" data-focus tabindex="-1"><h2>There is less in stock than you order</h2><p>Nothing was charged. Others were faster; below is what is left.</p></div>
{{/SOLD_OUT}}
{{#NOT_FOR_SALE}}
<div class="notice warn" role="alert" data-focus tabindex="-1"><h2>Something is no longer for sale</h2><p>Nothing was charged. Take it out below, then order the rest.</p></div>
{{/NOT_FOR_SALE}}
{{#CODE_USED}}
<div class="notice warn" role="alert" data-focus tabindex="-1"><h2>A code cannot be used any more</h2><p>Nothing was charged. Its last use went to another order; the total below is without it.</p></div>
{{/CODE_USED}}
{{#TENDER_GONE}}
<div class="notice warn" role="alert" data-focus tabindex="-1"><h2>A gift card or store credit was used elsewhere</h2><p>Nothing was charged. Another order was faster with what was there; below is what it still pays.</p></div>
{{/TENDER_GONE}}
{{#TOO_SMALL}}
<div class="notice warn" role="alert" data-focus tabindex="-1"><h2>The total is too small for a card</h2><p>Nothing was charged. A card can be charged 50 cents at least: <a href="/cart">add something to your cart</a>.</p></div>
{{/TOO_SMALL}}
{{#HAS_CODES}}
<div class="notice" role="status">
{{#CODES}}
<p>{{CODE_SAYS}}</p>
{{/CODES}}
</div>
{{/HAS_CODES}}
{{#HAS_CHANGES}}
<section class="notice warn" aria-labelledby="changes-title">
<h2 id="changes-title">What is different now</h2>
<ul class="changes">
{{#CHANGES}}
<li><span>{{CHANGE_TITLE}}: <del>{{CHANGE_WAS}}</del> → <ins>{{CHANGE_NOW}}</ins></span>
{{#CHANGE_ACT}}
<form action="{{CHANGE_ACTION}}" method="post"><input type="hidden" name="variant" value="{{CHANGE_VARIANT}}"><input type="hidden" name="units" value="{{CHANGE_UNITS}}"><button class="plain" type="submit">{{CHANGE_BUTTON}}</button></form>
{{/CHANGE_ACT}}
</li>
{{/CHANGES}}
</ul>
</section>
{{/HAS_CHANGES}}
<div class="desk">
<div class="desk-main">
{{>SHOP_SUMMARY}}
{{#EXEMPT}}
<p class="hint">{{EXEMPT}}</p>
{{/EXEMPT}}
<p><a href="/cart">Change what you order</a></p>
</div>
<aside class="desk-side" aria-label="Delivery and payment">
<section class="card" aria-labelledby="to-title">
<h2 id="to-title">Ships to</h2>
<address>{{#ADDRESS}}{{ADDRESS_LINE}}<br>{{/ADDRESS}}{{EMAIL}}</address>
<p><a href="/checkout">Change the address</a></p>
</section>
<section class="card" aria-labelledby="by-title">
<h2 id="by-title">Ships by</h2>
<p>{{METHOD}}: {{METHOD_DAYS}} in transit.</p>
{{#UNLOADING}}<p>Unloading: {{UNLOADING}}</p>{{/UNLOADING}}
<p><a href="/checkout/shipping">Change the shipping</a></p>
</section>
{{#CAN_PLACE}}
{{#TERMS}}
<form class="pay" action="/checkout/place-on-terms" method="post">
<input type="hidden" name="expected_total" value="{{EXPECTED_TOTAL}}">
<p class="due" id="due-later"><span>Payment due later: {{TERMS}}</span> <b>{{DUE}}</b></p>
<div class="field"><label for="po-number">Your purchase order number <span class="aside">(optional)</span></label>
<input id="po-number" name="po_number" type="text" maxlength="{{MOST_PO_NUMBER}}" autocomplete="off" value="{{PO_NUMBER}}"></div>
<button class="wide" type="submit" aria-describedby="due-later">Place order, pay later</button>
<p class="hint">As we agreed, no card is charged. We confirm the order by mail and say there how to pay. By placing the order you accept our <a href="/pages/terms">terms of sale</a>.</p>
</form>
{{/TERMS}}
<form class="pay" action="/checkout/place" method="post">
<input type="hidden" name="expected_total" value="{{EXPECTED_TOTAL}}">
<input type="hidden" name="expected_due" value="{{EXPECTED_DUE}}">
{{#TO_PAY}}
<p class="due" id="due"><span>You pay, tax and shipping included</span> <b>{{DUE}}</b></p>
<button class="wide" type="submit" aria-describedby="due">Place order and pay <span class="num" aria-hidden="true">{{DUE}}</span></button>
<p class="hint">Payment is on a page of Stripe; we never see your card number. By placing the order you accept our <a href="/pages/terms">terms of sale</a>.</p>
{{/TO_PAY}}
{{#NOTHING_TO_PAY}}
<p class="due" id="due"><span>Nothing is left to pay, tax and shipping included</span> <b>{{DUE}}</b></p>
<button class="wide" type="submit" aria-describedby="due">Place order</button>
<p class="hint">By placing the order you accept our <a href="/pages/terms">terms of sale</a>.</p>
{{/NOTHING_TO_PAY}}
</form>
{{/CAN_PLACE}}
{{#MUST_ACT}}
<p class="hint">Settle what is different above, then you can place the order.</p>
{{/MUST_ACT}}
</aside>
</div>
{{>SHOP_PAGE_FOOT}}
