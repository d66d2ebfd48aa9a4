{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<nav class="trail" aria-label="Where you are"><ol><li><a href="/account">Your account</a></li><li aria-current="page">Support plans</li></ol></nav>
{{#NOTICE}}
<div class="notice" role="status" data-focus tabindex="-1"><h2>{{NOTICE_TITLE}}</h2><p>{{NOTICE_TEXT}}</p></div>
{{/NOTICE}}
<h1>Support plans</h1>
<section aria-labelledby="yours-title">
<h2 id="yours-title">Yours</h2>
{{#NONE}}
<p>None yet.</p>
{{/NONE}}
<ul class="kept">
{{#SUBSCRIBED}}
<li class="card">
<h3>{{PLAN_NAME}}</h3>
<p>{{PLAN_PRICE}}</p>
<p>{{STANDING}}</p>
<div class="row">
{{#CAN_PAY}}<a class="button" href="/checkout/invoice?id={{PAY_ID}}">Pay now</a>{{/CAN_PAY}}
{{#CAN_END}}<form action="/account/plans/end" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{END_ID}}"><button class="quiet">End it<span class="unseen">: {{END_NAME}}</span></button></form>{{/CAN_END}}
</div>
</li>
{{/SUBSCRIBED}}
</ul>
</section>
<section class="apart" aria-labelledby="offered-title">
<h2 id="offered-title">To choose from</h2>
{{#NO_OFFERS}}
<p>There is none that you have not got.</p>
{{/NO_OFFERS}}
<ul class="kept">
{{#OFFERED}}
<li class="card">
<h3>{{PLAN_NAME}}</h3>
<p>{{PLAN_ABOUT}}</p>
<p>{{PLAN_PRICE}}. It renews by itself until you end it.</p>
<form action="/checkout/subscribe" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="plan" value="{{PLAN_CODE}}"><button>Subscribe<span class="unseen"> to {{PLAN_NAME}}</span></button></form>
</li>
{{/OFFERED}}
</ul>
</section>
{{>SHOP_PAGE_FOOT}}
