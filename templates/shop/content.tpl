{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>SHOP_TRAIL}}
<article class="prose">
<h1>{{TITLE}}</h1>
{{BODY_HTML:none}}
</article>
{{>SHOP_PAGE_FOOT}}
