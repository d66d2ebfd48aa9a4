{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<header class="top">
<h1>Side by side</h1>
{{#LEFT_OUT}}<p>Four fit beside each other; the others are left out.</p>{{/LEFT_OUT}}
{{#TOO_FEW}}<p>Mark two to four products in a category or in search results, then choose Compare below the list.</p>{{/TOO_FEW}}
</header>
{{#SIDE_BY_SIDE}}
<div class="compare" tabindex="0" role="region" aria-label="Comparison">
<table class="spec">
<thead>
<tr><td></td>
{{#PRODUCTS}}
<th scope="col">
<div class="unit-front">{{#ROW_PHOTO}}<picture>{{#ROW_SIZED}}<source type="image/webp" srcset="{{ROW_IMAGE_SMALL}}">{{/ROW_SIZED}}<img src="{{ROW_IMAGE}}" width="{{ROW_IMAGE_WIDTH}}" height="{{ROW_IMAGE_HEIGHT}}" alt="" decoding="async"></picture>{{/ROW_PHOTO}}{{#ROW_DRAWN}}
{{>SHOP_FRONT}}
{{/ROW_DRAWN}}</div>
<a href="{{ROW_PATH}}">{{ROW_TITLE}}</a>
<span class="mpn">{{ROW_MPN}}</span>
<span class="price">{{#ROW_FROM}}<small>from</small> {{/ROW_FROM}}{{ROW_PRICE}}</span>
<span class="led {{ROW_BAND}}">{{ROW_STOCK}}</span>
{{#CAN_BUY}}
<form class="add" action="/cart/add" method="post"><input type="hidden" name="variant" value="{{BUY_VARIANT}}"><input type="hidden" name="price_version" value="{{BUY_VERSION}}"><input type="hidden" name="units" value="1"><button type="submit">Add to cart<span class="unseen">: {{ROW_TITLE}}, {{BUY_GRADE}}</span></button><p class="answer" role="status" data-answer></p></form>
{{/CAN_BUY}}
<a class="quiet" href="{{WITHOUT_PATH}}">Take out<span class="unseen">: {{ROW_TITLE}}</span></a>
</th>
{{/PRODUCTS}}
</tr>
</thead>
<tbody>
{{#FACTS}}
<tr class="{{FACT_RANK}}"><th scope="row">{{FACT_LABEL}}{{#FACT_DIFFERS}}<span class="unseen">, they differ</span>{{/FACT_DIFFERS}}</th>{{#CELLS}}<td>{{CELL}}{{#CELL_UNKNOWN}}<span class="unseen">not known</span>—{{/CELL_UNKNOWN}}</td>{{/CELLS}}</tr>
{{/FACTS}}
</tbody>
</table>
</div>
<p class="hint">Marked rows are those in which they differ. The address of this page can be shared.</p>
{{/SIDE_BY_SIDE}}
{{>SHOP_PAGE_FOOT}}
