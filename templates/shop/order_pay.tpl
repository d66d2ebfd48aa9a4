{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<header class="top">
<h1>Pay for order <span class="tape">{{NUMBER}}</span></h1>
</header>
<section class="card sheet" aria-labelledby="pay-title">
<h2 id="pay-title">Payment</h2>
{{#PAY}}
<p class="due"><span>Still to be paid</span> <b>{{AMOUNT}}</b></p>
<form class="pay" action="/checkout/balance" method="post">
<input type="hidden" name="number" value="{{PAY_NUMBER}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<button class="wide" type="submit">Pay {{AMOUNT}} by card</button>
<p class="hint">You pay on a page of our payment provider and come back here.</p>
</form>
{{/PAY}}
{{#PAID}}
<p>{{SAID}}</p>
{{/PAID}}
<p><a href="{{ORDER_PATH}}">See the order</a></p>
</section>
{{>SHOP_PAGE_FOOT}}
