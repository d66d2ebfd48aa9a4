{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div class="narrow">
{{#CONFIRMING}}
<h1>Your payment is being confirmed</h1>
<p role="status">This takes a few seconds. The page looks again by itself; you can also close it, the confirmation comes by mail.</p>
<p class="row"><a class="button" href="{{AGAIN_PATH}}">Look again</a></p>
{{/CONFIRMING}}
{{#OPEN}}
<h1>Your payment is not finished</h1>
<p>The payment page is still open{{#DUE}} for {{DUE}}{{/DUE}}. Nothing was charged yet, and your units are kept for you until it closes.</p>
{{>SHOP_PAYING}}
{{/OPEN}}
{{#EXPIRED}}
<h1>The time to pay has run out</h1>
<p>Nothing was charged. Your cart is as you left it.</p>
<p class="row"><a class="button" href="/cart">Back to your cart</a></p>
{{/EXPIRED}}
</div>
{{>SHOP_PAGE_FOOT}}
