{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<header class="top">
<h1>{{NAME}}</h1>
<p>{{ITEMS_TEXT}}. A list keeps nothing back for you: prices and stock are those of now.</p>
</header>
{{#NOTICE}}
<div class="notice" role="status" data-focus tabindex="-1"><p>{{NOTICE}}</p></div>
{{/NOTICE}}
{{#ERROR}}
<div class="notice bad" role="alert"><p><a href="#name">{{ERROR}}</a></p></div>
{{/ERROR}}
<div class="desk">
<div class="desk-main">
{{#EMPTY}}
<p>Nothing is on it. “Save” beside a product puts it here.</p>
{{/EMPTY}}
<ul class="lines">
{{#ITEMS}}
<li class="line">
<div class="line-what">
{{#ITEM_PHOTO}}<img src="{{ITEM_IMAGE}}" width="{{ITEM_IMAGE_WIDTH}}" height="{{ITEM_IMAGE_HEIGHT}}" alt="">{{/ITEM_PHOTO}}
<a class="unit-name" href="{{ITEM_PATH}}">{{ITEM_TITLE}}</a>
<p><span class="mpn">{{ITEM_MPN}}</span> <span class="grade">{{ITEM_GRADE}}</span> <span class="led {{ITEM_BAND}}">{{ITEM_STOCK}}</span></p>
</div>
<div class="line-do">
{{#ITEM_CAN_BE_HAD}}
<form action="/cart/add" method="post"><input type="hidden" name="variant" value="{{ITEM_VARIANT}}"><input type="hidden" name="units" value="{{ITEM_UNITS}}"><input type="hidden" name="price_version" value="{{ITEM_VERSION}}">{{#OWN}}<input type="hidden" name="list" value="{{LIST_ID}}">{{/OWN}}<button class="plain" type="submit">{{#OWN}}Move{{/OWN}}{{#NOT_OWN}}Add{{/NOT_OWN}} to cart<span class="unseen">: {{ITEM_TITLE}}</span></button></form>
{{/ITEM_CAN_BE_HAD}}
{{#OWN}}
{{#HAS_OTHERS}}
<form class="row" action="/lists/save" method="post"><input type="hidden" name="variant" value="{{ITEM_VARIANT}}"><input type="hidden" name="units" value="{{ITEM_UNITS}}"><input type="hidden" name="from" value="{{LIST_ID}}"><label class="unseen" for="to-{{ITEM_VARIANT}}">Another list for {{ITEM_TITLE}}</label><select id="to-{{ITEM_VARIANT}}" name="list">{{#OTHERS}}<option value="{{OTHER_ID}}">{{OTHER_NAME}}</option>{{/OTHERS}}</select><button class="quiet" type="submit">Move<span class="unseen"> {{ITEM_TITLE}} to that list</span></button></form>
{{/HAS_OTHERS}}
<form action="/lists/remove" method="post"><input type="hidden" name="list" value="{{LIST_ID}}"><input type="hidden" name="variant" value="{{ITEM_VARIANT}}"><button class="quiet" type="submit">Remove<span class="unseen"> {{ITEM_TITLE}}</span></button></form>
{{/OWN}}
</div>
<p class="line-price"><span class="price">{{ITEM_TOTAL}}</span><br><span class="aside">{{ITEM_UNITS}} × {{ITEM_PRICE}}</span></p>
</li>
{{/ITEMS}}
</ul>
</div>
<aside class="desk-side" aria-label="What can be done with the list">
{{#TO_BE_HAD}}
<form class="card" action="/lists/cart" method="post">
<p class="due"><span>{{HAD_TEXT}} that can be had</span> <b>{{TOTAL}}</b></p>
<input type="hidden" name="total_version" value="{{TOTAL_VERSION}}">{{#OWN}}<input type="hidden" name="list" value="{{LIST_ID}}">{{/OWN}}{{#LIST_CODE}}<input type="hidden" name="code" value="{{LIST_CODE}}">{{/LIST_CODE}}
<button class="wide" type="submit">Add them all to the cart</button>
</form>
{{/TO_BE_HAD}}
{{#OWN}}
<section class="card" aria-labelledby="share-title">
<h2 id="share-title">Share it</h2>
{{#SHARED}}
<p>Whoever has this link sees the list, and changes nothing: <a class="mpn" href="{{SHARE_URL}}">{{SHARE_URL}}</a></p>
<form action="/lists/share" method="post"><input type="hidden" name="list" value="{{LIST_ID}}"><input type="hidden" name="share" value="no"><button class="plain wide" type="submit">Share it no more</button></form>
{{/SHARED}}
{{#NOT_SHARED}}
<p>Nobody but you sees it.</p>
<form action="/lists/share" method="post"><input type="hidden" name="list" value="{{LIST_ID}}"><input type="hidden" name="share" value="yes"><button class="plain wide" type="submit">Make a link to it</button></form>
{{/NOT_SHARED}}
</section>
<section class="card" aria-labelledby="name-title">
<h2 id="name-title">The list itself</h2>
<form class="amount" action="/lists/name" method="post">
<input type="hidden" name="list" value="{{LIST_ID}}">
<label for="name">Name</label>
<input id="name" name="name" type="text" maxlength="60" autocomplete="off" value="{{TYPED}}" required {{#ERROR}}aria-invalid="true" autofocus{{/ERROR}} aria-describedby="name-error">
<button class="plain" type="submit">Rename</button>
<p class="wrong" id="name-error">{{ERROR}}</p>
</form>
<form action="/lists/remove" method="post"><input type="hidden" name="list" value="{{LIST_ID}}"><button class="quiet" type="submit">Remove the whole list</button></form>
</section>
<p><a href="/lists">All your lists</a></p>
{{/OWN}}
</aside>
</div>
{{>SHOP_PAGE_FOOT}}
