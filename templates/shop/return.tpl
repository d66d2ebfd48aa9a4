{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div class="narrow">
<h1>Send something back</h1>
<p class="lead">Of your order <span class="tape">{{NUMBER}}</span>. Say which units and why; we answer by mail with the address.</p>
{{>SHOP_FORM_ERRORS}}
<form class="sheet" action="{{PATH}}" method="post" novalidate>
{{#LINES}}
<fieldset>
<legend>{{LINE_TITLE}} <span class="mpn">{{LINE_SKU}}</span></legend>
<div class="field">
<label for="{{UNITS_FIELD}}">Units, {{LINE_MOST}} at most <span class="aside">(optional)</span></label>
<input id="{{UNITS_FIELD}}" name="{{UNITS_FIELD}}" type="number" inputmode="numeric" min="0" max="{{LINE_MOST}}" value="{{UNITS}}" {{#UNITS_ERROR}}aria-invalid="true"{{/UNITS_ERROR}} aria-describedby="{{UNITS_FIELD}}-error {{UNITS_FIELD}}-hint">
<p class="wrong" id="{{UNITS_FIELD}}-error">{{UNITS_ERROR}}</p>
<p class="hint" id="{{UNITS_FIELD}}-hint">Until {{LINE_UNTIL}}.</p>
</div>
<div class="field">
<label for="{{REASON_FIELD}}">Why <span class="aside">(required with units)</span></label>
<select id="{{REASON_FIELD}}" name="{{REASON_FIELD}}" {{#REASON_ERROR}}aria-invalid="true"{{/REASON_ERROR}} aria-describedby="{{REASON_FIELD}}-error">
<option value="">Choose one</option>
{{#REASONS}}
<option value="{{REASON_VALUE}}" {{#REASON_CHOSEN}}selected{{/REASON_CHOSEN}}>{{REASON_TEXT}}</option>
{{/REASONS}}
</select>
<p class="wrong" id="{{REASON_FIELD}}-error">{{REASON_ERROR}}</p>
</div>
</fieldset>
{{/LINES}}
<div class="field">
<label for="note">Anything else <span class="aside">(optional)</span></label>
<textarea id="note" name="note" rows="4" maxlength="{{NOTE_MOST}}" {{#NOTE_ERROR}}aria-invalid="true"{{/NOTE_ERROR}} aria-describedby="note-error note-hint">{{NOTE}}</textarea>
<p class="wrong" id="note-error">{{NOTE_ERROR}}</p>
<p class="hint" id="note-hint">What does not work, or what you would rather have.</p>
</div>
<button type="submit">Ask for the return</button>
<p class="hint">Who pays the way back stands in <a href="/pages/returns">our terms of returns</a>.</p>
</form>
<ul class="ways"><li><a href="{{ORDER_PATH}}">Back to the order</a></li></ul>
</div>
{{>SHOP_PAGE_FOOT}}
