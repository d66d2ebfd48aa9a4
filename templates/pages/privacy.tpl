{{%AUTOESCAPE context="HTML"}}
<h2>What we keep</h2>
<p>When you order: your name, your address, your mail address, your phone number if you give it, and what you bought. We need it to deliver, to answer questions and to keep our books.</p>
<h2>What we do not see</h2>
<p>Card numbers. Payment is on a page of our payment provider, Stripe.</p>
<h2>Cookies</h2>
<p>One, from the moment you put something in the cart: it holds a random number by which we find your cart again. There are no tracking cookies, and no scripts of other companies on our pages.</p>
<h2>Your rights</h2>
<p>You may ask for a copy of what we hold about you, and for its removal as far as tax law lets us. Answer any mail of your order to do so.</p>
