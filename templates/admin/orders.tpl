{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
<header class="top">
<h1>Orders</h1>
<p>The newest first. A number leads straight to its order.</p>
</header>
<form class="row sought" action="/admin/orders" method="get">
<div class="field"><label for="q">Number or mail address</label><input id="q" name="q" type="search" value="{{ASKED}}" maxlength="254" autocomplete="off"></div>
<div class="field"><label for="state">How it stands</label><select id="state" name="state">
<option value="">All of them</option>
{{#STATES}}
<option value="{{STATE_CODE}}" {{#STATE_CHOSEN}}selected{{/STATE_CHOSEN}}>{{STATE_NAME}}</option>
{{/STATES}}
</select></div>
<button type="submit">Find</button>
{{#NARROWED}}<a href="/admin/orders">All orders</a>{{/NARROWED}}
</form>
{{#NONE}}
<p>No order is like this.</p>
{{/NONE}}
{{#ANY}}
<ol class="lines">
{{#ORDERS}}
<li class="line">
<div><a href="/admin/orders/{{ORDER_NUMBER}}"><b>{{ORDER_NUMBER}}</b></a> <span class="grade">{{ORDER_STATE}}</span><br><span class="hint">{{ORDER_ON}}, {{ORDER_EMAIL}}</span>{{#ORDER_ATTENTION}}<br><span class="flag">{{ORDER_ATTENTION}}</span>{{/ORDER_ATTENTION}}</div>
<p class="line-price"><b>{{ORDER_TOTAL}}</b>{{#ORDER_DUE}}<br><span class="hint">{{ORDER_DUE}}</span>{{/ORDER_DUE}}{{#ORDER_OWED}}<br><span class="flag">{{ORDER_OWED}}</span>{{/ORDER_OWED}}</p>
</li>
{{/ORDERS}}
</ol>
{{/ANY}}
{{#OLDER_PATH}}
<nav class="paging" aria-label="Pages of this list"><a href="{{OLDER_PATH}}">Older orders</a></nav>
{{/OLDER_PATH}}
{{>SHOP_PAGE_FOOT}}
