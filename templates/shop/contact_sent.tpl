{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div class="narrow">
<h1>Sent</h1>
<p class="lead">We have it, and answer by e-mail, usually within a business day.</p>
<p class="row"><a class="button" href="/">Back to the shop</a></p>
</div>
{{>SHOP_PAGE_FOOT}}
