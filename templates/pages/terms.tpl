{{%AUTOESCAPE context="HTML"}}
<h2>The order</h2>
<p>Your order is placed when its payment is confirmed; we then send a confirmation with its number. Should a payment reach us for units that are no longer there, we write to you and refund it or find a replacement, as you wish.</p>
<h2>Prices</h2>
<p>Prices are in US dollars and without sales tax. Tax and shipping are added in the checkout and shown before you pay. What you saw on the review page is what is charged.</p>
<h2>Units in your cart</h2>
<p>They are kept for you for 15 minutes, and longer while you go through the checkout. After that the cart stays, but others may buy them.</p>
<h2>Title and risk</h2>
<p>Both pass to you on delivery.</p>
<p>See also <a href="/pages/returns">returns</a> and <a href="/pages/warranty">warranty</a>.</p>
