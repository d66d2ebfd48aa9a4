{{%AUTOESCAPE context="HTML"}}
<div class="field">
<label for="captcha_answer">{{CAPTCHA_QUESTION}}</label>
<input id="captcha_answer" name="captcha_answer" type="text" inputmode="numeric" maxlength="4" autocomplete="off" aria-describedby="captcha_answer-hint">
<p class="hint" id="captcha_answer-hint">Programs send many of these forms. A number shows us that you are none.</p>
<input type="hidden" name="captcha_stamp" value="{{CAPTCHA_STAMP}}">
</div>
