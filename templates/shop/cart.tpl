{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div data-cart-units="{{UNITS}}">
<h1>Your cart</h1>
{{#HAS_ERRORS}}
<div class="notice bad" role="alert">
{{#ERRORS}}
<p>{{#ERROR_LINE}}<a href="#units-{{ERROR_LINE}}">{{/ERROR_LINE}}{{ERROR_TEXT}}{{#ERROR_LINE}}</a>{{/ERROR_LINE}}</p>
{{/ERRORS}}
</div>
{{/HAS_ERRORS}}
{{#REMOVED}}
<div class="notice undo" role="status">
<p>Removed: {{REMOVED_TITLE}}, {{REMOVED_UNITS_TEXT}}.</p>
<form action="/cart/add" method="post"><input type="hidden" name="variant" value="{{REMOVED_VARIANT}}"><input type="hidden" name="units" value="{{REMOVED_UNITS}}"><input type="hidden" name="price_version" value="{{REMOVED_VERSION}}"><button class="plain" type="submit">Undo<span class="unseen">: put it back at {{REMOVED_PRICE}} each</span></button></form>
</div>
{{/REMOVED}}
{{#SAVED_LIST}}
<div class="notice" role="status"><p>Saved for later, on <a href="{{SAVED_LIST}}">your list</a>.</p></div>
{{/SAVED_LIST}}
{{#LEFT}}
<div class="notice warn" role="status"><p>{{LEFT}} of your order cannot be had now: sold out, not sold any more, or a gift card. What can be had is here.</p></div>
{{/LEFT}}
{{#JOINED}}
<div class="notice" role="status" data-focus tabindex="-1">
<h2>Two carts are one now</h2>
{{#JOINS}}
<p>{{JOIN_SAYS}}</p>
{{/JOINS}}
</div>
{{/JOINED}}
{{#PAYING}}
<section class="notice warn" aria-labelledby="paying-title">
<h2 id="paying-title">A payment for this cart is under way</h2>
<p>So it cannot be changed right now. Finish the payment, or cancel it and the cart opens again; nothing is charged then.</p>
{{>SHOP_PAYING}}
</section>
{{/PAYING}}
{{#AGREED}}
<section class="notice" aria-labelledby="agreed-title">
<h2 id="agreed-title">This is a quote that you accepted</h2>
<p>Its prices and units stay as agreed. To buy other things first, set it aside: the link in our mail leads back to it. If something is short, answer that mail.</p>
<form action="/quotes/aside" method="post"><button class="plain" type="submit">Set the quote aside</button></form>
</section>
{{/AGREED}}
{{#EMPTY}}
<p>Nothing is in it yet.</p>
<p class="row"><a class="button" href="/#departments">See the departments</a></p>
<p>What you saved for later stands on <a href="/lists">your lists</a>.</p>
<p>Looking for a part number? The search above finds it with or without its dashes.</p>
{{/EMPTY}}
{{#FILLED}}
<div class="desk">
<div class="desk-main">
<ul class="lines">
{{#LINES}}
<li class="line" id="line-{{LINE_VARIANT}}">
<div class="line-what">
{{#LINE_PHOTO}}<img src="{{LINE_IMAGE}}" width="{{LINE_IMAGE_WIDTH}}" height="{{LINE_IMAGE_HEIGHT}}" alt="">{{/LINE_PHOTO}}
<a class="unit-name" href="{{LINE_PATH}}">{{LINE_TITLE}}</a>
<p><span class="mpn">{{LINE_MPN}}</span> <span class="grade">{{LINE_GRADE}}</span></p>
{{#LINE_NOTE}}<p class="aside">{{LINE_NOTE}}</p>{{/LINE_NOTE}}
{{#LINE_PRICE_WAS}}<p class="flag">The price has changed: <del>{{LINE_PRICE_WAS}}</del> → <ins>{{LINE_PRICE_NOW}}</ins></p>{{/LINE_PRICE_WAS}}
{{#LINE_SHORT}}
<div class="flag"><p>Only {{LINE_AVAILABLE_TEXT}} can be had now.</p>
{{#EDITABLE}}
<form action="/cart/update" method="post"><input type="hidden" name="variant" value="{{LINE_VARIANT}}"><input type="hidden" name="units" value="{{LINE_AVAILABLE}}"><button class="plain" type="submit">Change it to {{LINE_AVAILABLE_TEXT}}</button></form>
{{/EDITABLE}}
</div>
{{/LINE_SHORT}}
{{#LINE_GONE}}<p class="flag">This one is sold out now. Remove it to go on.</p>{{/LINE_GONE}}
</div>
<div class="line-do">
{{#EDITABLE}}
<form class="amount" action="/cart/update" method="post">
<input type="hidden" name="variant" value="{{LINE_VARIANT}}">
<label for="units-{{LINE_VARIANT}}">Units<span class="unseen"> of {{LINE_TITLE}}</span></label>
<input id="units-{{LINE_VARIANT}}" name="units" type="text" inputmode="numeric" maxlength="10" value="{{LINE_TYPED}}" required {{#LINE_ERROR}}aria-invalid="true" autofocus{{/LINE_ERROR}} aria-describedby="units-{{LINE_VARIANT}}-error">
<button class="plain" type="submit">Update<span class="unseen"> {{LINE_TITLE}}</span></button>
<p class="wrong" id="units-{{LINE_VARIANT}}-error">{{LINE_ERROR}}</p>
</form>
<form action="/lists/save" method="post"><input type="hidden" name="variant" value="{{LINE_VARIANT}}"><input type="hidden" name="units" value="{{LINE_UNITS}}"><input type="hidden" name="from" value="cart"><button class="quiet" type="submit">Save for later<span class="unseen">: {{LINE_TITLE}}</span></button></form>
<form action="/cart/remove" method="post"><input type="hidden" name="variant" value="{{LINE_VARIANT}}"><button class="quiet" type="submit">Remove<span class="unseen"> {{LINE_TITLE}}</span></button></form>
{{/EDITABLE}}
{{#FIXED}}<p>{{LINE_UNITS}} ×</p>{{/FIXED}}
</div>
<p class="line-price"><span class="price">{{LINE_TOTAL}}</span><br><span class="aside">{{#LINE_LIST_PRICE}}<del>{{LINE_LIST_PRICE}}</del> {{/LINE_LIST_PRICE}}{{LINE_UNIT_PRICE}} each</span></p>
</li>
{{/LINES}}
</ul>
</div>
<aside class="desk-side" aria-label="Sum">
<div class="card">
<p class="due"><span>Subtotal, {{UNITS_TEXT}}</span> <b>{{SUBTOTAL}}</b></p>
{{#DISCOUNTS}}
<p class="due less"><span>{{DISCOUNT_NAME}}</span> <b>−{{DISCOUNT_AMOUNT}}</b></p>
{{/DISCOUNTS}}
{{#GOODS}}
<p class="due"><span>Goods after discounts</span> <b>{{GOODS}}</b></p>
{{/GOODS}}
<p class="hint">Shipping and sales tax depend on the address. You see the whole total before you pay.</p>
{{#EDITABLE}}<p class="hint">Many units, or terms? <a href="/contact?cart=yes" rel="nofollow">Ask for a quote of this cart</a></p>{{/EDITABLE}}
{{#READY}}
<p><a class="button wide" href="/checkout">Checkout</a></p>
{{/READY}}
{{#NOT_READY}}
<p class="flag">Settle what is marked in the lines, then you can check out.</p>
{{/NOT_READY}}
{{#CREDIT}}
<div class="codes"><form action="/cart/credit" method="post"><input type="hidden" name="use" value="{{CREDIT_USE}}"><span>{{CREDIT_SAYS}}</span> {{#EDITABLE}}<button class="quiet" type="submit">{{CREDIT_BUTTON}}</button>{{/EDITABLE}}</form></div>
{{/CREDIT}}
{{#EDITABLE}}
<details class="codes" {{#CODE_OPEN}}open{{/CODE_OPEN}}>
<summary>Do you have a code?</summary>
{{#CODES}}
<form action="/cart/coupon" method="post"><input type="hidden" name="remove" value="{{CODE}}"><span><b class="mpn">{{CODE}}</b> {{CODE_SAYS}}</span> <button class="quiet" type="submit">Remove<span class="unseen"> {{CODE}}</span></button></form>
{{/CODES}}
<form class="amount" action="/cart/coupon" method="post">
<label for="code">Code</label>
<input id="code" name="code" type="text" maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false" value="{{CODE_TYPED}}" {{#CODE_ERROR}}aria-invalid="true" autofocus{{/CODE_ERROR}} aria-describedby="code-error">
<button class="plain" type="submit">Apply</button>
<p class="wrong" id="code-error">{{CODE_ERROR}}</p>
</form>
</details>
<details class="codes" {{#CARD_OPEN}}open{{/CARD_OPEN}}>
<summary>Do you have a gift card?</summary>
{{#CARDS}}
<form action="/cart/gift-card" method="post"><input type="hidden" name="remove" value="{{CARD}}"><span>{{CARD_SAYS}}</span> <button class="quiet" type="submit">Remove<span class="unseen"> this gift card</span></button></form>
{{/CARDS}}
<form class="amount" action="/cart/gift-card" method="post">
<label for="gift-card">Code of the card</label>
<input id="gift-card" name="code" type="text" maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false" {{#CARD_ERROR}}aria-invalid="true" autofocus{{/CARD_ERROR}} aria-describedby="gift-card-error">
<button class="plain" type="submit">Use</button>
<p class="wrong" id="gift-card-error">{{CARD_ERROR}}</p>
</form>
</details>
{{/EDITABLE}}
{{#EDITABLE}}
<details class="codes">
<summary>Save this cart as a list</summary>
<form class="amount" action="/lists/save" method="post">
<input type="hidden" name="from" value="cart">
<label for="list-name">Name of the list</label>
<input id="list-name" name="name" type="text" maxlength="60" autocomplete="off" required>
<button class="plain" type="submit">Save</button>
</form>
</details>
{{/EDITABLE}}
{{#HELD}}
<p class="hint">These units are kept for you for another {{HELD}}. After that the cart stays, but others may buy them.</p>
{{/HELD}}
</div>
</aside>
</div>
{{/FILLED}}
</div>
{{>SHOP_SEEN}}
{{>SHOP_PAGE_FOOT}}
