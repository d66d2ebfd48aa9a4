{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div class="narrow">
{{#TAX_UNAVAILABLE}}
<h1>We cannot work out the sales tax right now</h1>
<p>The service that calculates it does not answer. Your cart and your address are kept and nothing was charged. It usually takes a minute.</p>
{{/TAX_UNAVAILABLE}}
{{#PAYMENT_UNAVAILABLE}}
<h1>The payment page does not open right now</h1>
<p>Our payment provider does not answer. Your cart and your address are kept and nothing was charged. It usually takes a minute.</p>
{{/PAYMENT_UNAVAILABLE}}
{{#TOO_LARGE}}
<h1>This order is too large for one card payment</h1>
<p>A card can be charged $999,999.99 at most, tax and shipping included. Your cart and your address are kept and nothing was charged. Order fewer units at a time.</p>
{{/TOO_LARGE}}
{{#OFFER_ENDED}}
<h1>This quote has expired</h1>
<p>Its last day is over, so its prices no longer hold. Nothing was charged. Answer the mail it came with, and we write you a new one.</p>
{{/OFFER_ENDED}}
{{#OVER_LIMIT}}
<h1>This order is more than your company's open credit</h1>
<p>With what is still to be paid it would pass the limit that we agreed with your company. Nothing was ordered. Pay by card, or answer the mail of the quote, and we find a way.</p>
{{/OVER_LIMIT}}
{{#TOO_MANY_DECLINES}}
<h1>No further payment page for now</h1>
<p>Too many cards were declined lately. To keep stolen cards from being tried out here, we open no further payment page for a while. Your cart and your address are kept and nothing was charged. Try again tomorrow, or write to us, and we find another way to pay.</p>
{{/TOO_MANY_DECLINES}}
{{#REFUSED}}
<h1>We cannot open a payment page for this order</h1>
<p>Our payment provider does not take it, and trying again will not help. Your cart and your address are kept and nothing was charged. By the reference below our staff can see why.</p>
{{/REFUSED}}
<p class="row">{{#RETRY}}<a class="button" href="{{RETRY_PATH}}">Try again</a> {{/RETRY}}<a href="/cart">Back to your cart</a></p>
<p class="reference">Reference: <span class="mpn">{{REFERENCE}}</span></p>
</div>
{{>SHOP_PAGE_FOOT}}
