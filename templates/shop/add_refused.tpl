{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div class="narrow">
<h1>Not added to your cart</h1>
<div class="notice warn" role="alert"><p id="refusal">{{SENTENCE}}</p></div>
{{#TITLE}}
<p><a class="unit-name" href="{{PATH}}">{{TITLE}}</a> {{#GRADE}}<span class="grade">{{GRADE}}</span>{{/GRADE}}</p>
<p class="price">{{#PRICE_WAS}}<del>{{PRICE_WAS}}</del> → {{/PRICE_WAS}}<ins>{{PRICE}}</ins></p>
{{/TITLE}}
{{#AGAIN}}
<form class="add" action="/cart/add" method="post">
<input type="hidden" name="variant" value="{{VARIANT}}">
<input type="hidden" name="price_version" value="{{VERSION}}">
<label for="units">Units</label>
<input id="units" name="units" type="text" inputmode="numeric" maxlength="10" value="{{UNITS}}" required {{#UNITS_WRONG}}aria-invalid="true" autofocus{{/UNITS_WRONG}} aria-describedby="refusal">
<button type="submit">Add to cart</button>
</form>
{{/AGAIN}}
{{#CLOSED}}
{{>SHOP_PAYING}}
{{/CLOSED}}
<p><a href="/cart">See your cart</a></p>
</div>
{{>SHOP_PAGE_FOOT}}
