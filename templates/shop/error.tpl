{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div class="narrow">
<p class="status">{{STATUS}}</p>
<h1>{{TITLE}}</h1>
<p>{{ADVICE}}</p>
<p class="row"><a class="button" href="/">Go to the start page</a></p>
{{#BY_NGINX}}
<p class="reference">Reference: <span class="mpn"><!--# echo var="gds_request" --></span>. Name it when you write to us about this.</p>
{{/BY_NGINX}}
{{#REFERENCE}}
<p class="reference">Reference: <span class="mpn">{{REFERENCE}}</span>. Name it when you write to us about this.</p>
{{/REFERENCE}}
</div>
{{>SHOP_PAGE_FOOT}}
