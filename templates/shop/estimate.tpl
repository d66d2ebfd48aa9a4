{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<header class="top">
<h1>What shipping costs</h1>
<p>One unit of <a href="{{PRODUCT_PATH}}">{{PRODUCT_TITLE}}</a>. Several units often travel together for less; the cart has the exact price.</p>
</header>
<form class="estimate" action="/estimate">
<input type="hidden" name="sku" value="{{SKU}}">
<label for="zip">ZIP code</label>
<input id="zip" name="zip" type="text" inputmode="numeric" autocomplete="postal-code" maxlength="10" value="{{ZIP}}" required {{#WRONG}}aria-invalid="true" autofocus{{/WRONG}} aria-describedby="zip-error">
<button class="plain" type="submit">Show</button>
<p class="wrong" id="zip-error">{{ERROR}}</p>
</form>
{{#PRICED}}
<table class="spec narrow">
<thead><tr><th scope="col">Way</th><th scope="col">Arrives</th><th scope="col" class="num">Price</th></tr></thead>
<tbody>
{{#WAYS}}
<tr><th scope="row">{{WAY_NAME}}</th><td>{{WAY_ARRIVES}}</td><td class="num">{{WAY_PRICE}}</td></tr>
{{/WAYS}}
</tbody>
</table>
{{/PRICED}}
{{#BY_HAND}}
<p class="notice">A carrier has no fixed price for this one: put it in the cart, and the checkout offers to have a person make the price.</p>
{{/BY_HAND}}
<p><a href="{{PRODUCT_PATH}}">Back to the product</a></p>
{{>SHOP_PAGE_FOOT}}
