{{%AUTOESCAPE context="HTML"}}
{{#NOTICE}}
<div class="notice" role="status" data-focus tabindex="-1"><h2>{{NOTICE_TITLE}}</h2><p>{{NOTICE_TEXT}}</p></div>
{{/NOTICE}}
{{>SHOP_FORM_ERRORS}}
