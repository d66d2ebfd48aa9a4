{{%AUTOESCAPE context="HTML"}}
<div class="field">
<label for="{{FIELD_NAME}}">{{FIELD_LABEL}} {{#FIELD_OPTIONAL}}<span class="aside">(optional)</span>{{/FIELD_OPTIONAL}}{{#FIELD_REQUIRED}}<span class="aside">(required)</span>{{/FIELD_REQUIRED}}</label>
<input id="{{FIELD_NAME}}" name="{{FIELD_NAME}}" type="{{FIELD_TYPE}}" value="{{FIELD_VALUE}}" maxlength="{{FIELD_MOST}}" autocomplete="{{FIELD_AUTOCOMPLETE}}" {{#FIELD_REQUIRED}}required{{/FIELD_REQUIRED}} {{#FIELD_ERROR}}aria-invalid="true"{{/FIELD_ERROR}} aria-describedby="{{FIELD_NAME}}-error {{FIELD_NAME}}-hint">
<p class="wrong" id="{{FIELD_NAME}}-error">{{FIELD_ERROR}}</p>
<p class="hint" id="{{FIELD_NAME}}-hint">{{FIELD_HINT}}</p>
</div>
