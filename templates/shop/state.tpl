{{%AUTOESCAPE context="HTML"}}
<div class="field">
<label for="state">State <span class="aside">(required)</span></label>
<select id="state" name="state" autocomplete="shipping address-level1" required {{#STATE_ERROR}}aria-invalid="true"{{/STATE_ERROR}} aria-describedby="state-error state-hint">
<option value="" {{#STATE_NONE}}selected{{/STATE_NONE}}>Choose a state</option>
{{#STATES}}
<option value="{{STATE_CODE}}" {{#STATE_CHOSEN}}selected{{/STATE_CHOSEN}}>{{STATE_NAME}}</option>
{{/STATES}}
</select>
<p class="wrong" id="state-error">{{STATE_ERROR}}</p>
<p class="hint" id="state-hint">We ship to the 50 states and DC.</p>
</div>
