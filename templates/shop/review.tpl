{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div class="narrow">
<h1>How is it?</h1>
<p class="lead">{{GOODS}}, of your order <span class="tape">{{ORDER}}</span>. Others who look at it will read what you write.</p>
{{>SHOP_FORM_ERRORS}}
<form class="sheet" action="/review" method="post" novalidate>
<input type="hidden" name="order" value="{{ORDER}}">
<input type="hidden" name="line" value="{{LINE}}">
<input type="hidden" name="t" value="{{TOKEN}}">
<fieldset aria-describedby="stars-error">
<legend>Stars <span class="aside">(required)</span></legend>
{{#STARS}}
<label class="choice"><input type="radio" {{#STARS_LEAD}}id="stars"{{/STARS_LEAD}} name="stars" value="{{STARS_VALUE}}" {{#STARS_CHOSEN}}checked{{/STARS_CHOSEN}} required><span class="choice-what"><b>{{STARS_TEXT}}</b> <span>{{STARS_MEANING}}</span></span></label>
{{/STARS}}
<p class="wrong" id="stars-error">{{STARS_ERROR}}</p>
</fieldset>
{{#TITLE_FIELD}}
{{>SHOP_FIELD}}
{{/TITLE_FIELD}}
<div class="field">
<label for="text">Your review <span class="aside">(required)</span></label>
<textarea id="text" name="text" rows="6" maxlength="{{TEXT_MOST}}" required {{#TEXT_ERROR}}aria-invalid="true"{{/TEXT_ERROR}} aria-describedby="text-error text-hint">{{TEXT}}</textarea>
<p class="wrong" id="text-error">{{TEXT_ERROR}}</p>
<p class="hint" id="text-hint">Of the goods: what you use it for, how it runs, what you would tell a colleague. For questions about your order <a href="/contact">write to us</a>.</p>
</div>
{{#AUTHOR_FIELD}}
{{>SHOP_FIELD}}
{{/AUTHOR_FIELD}}
{{>SHOP_CAPTCHA}}
<button type="submit">Send the review</button>
<p class="hint">We read each before it is shown, and refuse none for its stars.</p>
</form>
</div>
{{>SHOP_PAGE_FOOT}}
