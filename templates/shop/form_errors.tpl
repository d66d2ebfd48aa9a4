{{%AUTOESCAPE context="HTML"}}
{{#HAS_ERRORS}}
<div class="notice bad" role="alert" id="errors" tabindex="-1" autofocus data-focus>
<h2>Please mend this first</h2>
<ul>
{{#ERRORS}}
<li>{{#ERROR_FIELD}}<a href="#{{ERROR_FIELD}}">{{ERROR_TEXT}}</a>{{/ERROR_FIELD}}{{#ERROR_PLAIN}}{{ERROR_TEXT}}{{/ERROR_PLAIN}}</li>
{{/ERRORS}}
</ul>
</div>
{{/HAS_ERRORS}}
