{{%AUTOESCAPE context="HTML"}}
<div class="field">
<label for="{{CHOICE_NAME}}">{{CHOICE_LABEL}} <span class="aside">(required)</span></label>
<select id="{{CHOICE_NAME}}" name="{{CHOICE_NAME}}" required {{#CHOICE_ERROR}}aria-invalid="true"{{/CHOICE_ERROR}} aria-describedby="{{CHOICE_NAME}}-error {{CHOICE_NAME}}-hint">
<option value="" {{#CHOICE_NONE}}selected{{/CHOICE_NONE}}>Choose one</option>
{{#OPTIONS}}
<option value="{{OPTION_VALUE}}" {{#OPTION_CHOSEN}}selected{{/OPTION_CHOSEN}}>{{OPTION_TEXT}}</option>
{{/OPTIONS}}
</select>
<p class="wrong" id="{{CHOICE_NAME}}-error">{{CHOICE_ERROR}}</p>
<p class="hint" id="{{CHOICE_NAME}}-hint">{{CHOICE_HINT}}</p>
</div>
