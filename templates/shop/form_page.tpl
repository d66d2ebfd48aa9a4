{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div class="narrow">
{{#NOTICE}}
<div class="notice" role="status" data-focus tabindex="-1"><h2>{{NOTICE_TITLE}}</h2><p>{{NOTICE_TEXT}}</p></div>
{{/NOTICE}}
<h1>{{TITLE}}</h1>
{{#LEAD}}
<p class="lead">{{LEAD}}</p>
{{/LEAD}}
{{>SHOP_FORM_ERRORS}}
{{#FORM}}
<form class="sheet" action="{{ACTION}}" method="post" novalidate>
{{#HIDDEN}}
<input type="hidden" name="{{HIDDEN_NAME}}" value="{{HIDDEN_VALUE}}">
{{/HIDDEN}}
{{#FIELDS}}
{{>SHOP_FIELD}}
{{/FIELDS}}
{{>SHOP_CAPTCHA}}
<button type="submit">{{BUTTON}}</button>
</form>
{{/FORM}}
<ul class="ways">
{{#LINKS}}
<li><a href="{{LINK_PATH}}">{{LINK_TEXT}}</a></li>
{{/LINKS}}
</ul>
</div>
{{>SHOP_PAGE_FOOT}}
