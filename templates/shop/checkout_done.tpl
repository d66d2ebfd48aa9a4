{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div data-cart-units="0">
{{#PLACED}}
<header class="top"><h1>Thank you. Your order is placed.</h1>
<p>Order <span class="tape">{{NUMBER}}</span></p>
<p>The payment is received. A confirmation goes to {{EMAIL}}; you get another mail when it ships.</p></header>
{{/PLACED}}
{{#BEING_CHECKED}}
<header class="top"><h1>We have your payment and are checking the order.</h1>
<p>Order <span class="tape">{{NUMBER}}</span></p>
<p>Something needs a look by a person before it ships. We write to {{EMAIL}}; there is nothing you need to do.</p></header>
{{/BEING_CHECKED}}
<p class="row"><a class="button" href="{{ORDER_PATH}}">Follow this order</a> <span class="hint">The link is in the mail, too.</span></p>
<div class="desk">
<div class="desk-main">
{{>SHOP_SUMMARY}}
</div>
<aside class="desk-side" aria-label="Delivery">
<section class="card" aria-labelledby="to-title">
<h2 id="to-title">Ships to</h2>
<address>{{#ADDRESS}}{{ADDRESS_LINE}}<br>{{/ADDRESS}}</address>
</section>
<section class="card" aria-labelledby="by-title">
<h2 id="by-title">Ships by</h2>
<p>{{METHOD}}: {{METHOD_DAYS}} in transit, after we have packed.</p>
{{#UNLOADING}}<p>Unloading: {{UNLOADING}}</p>{{/UNLOADING}}
</section>
</aside>
</div>
</div>
{{>SHOP_PAGE_FOOT}}
