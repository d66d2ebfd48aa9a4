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
<p class="row"><a class="button" href="{{RETRY_PATH}}">Try again</a> <a href="/cart">Back to your cart</a></p>
<p class="reference">Reference: <span class="mpn">{{REFERENCE}}</span></p>
</div>
{{>SHOP_PAGE_FOOT}}
