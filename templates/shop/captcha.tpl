{{%AUTOESCAPE context="HTML"}}
{{#CAPTCHA}}
<div class="cf-turnstile" data-sitekey="{{CAPTCHA_SITEKEY}}" data-action="{{CAPTCHA_ACTION}}"></div>
{{#CAPTCHA_SILENT}}
<noscript>
{{>SHOP_CAPTCHA_QUESTION}}
</noscript>
{{/CAPTCHA_SILENT}}
{{#CAPTCHA_PLAIN}}
{{>SHOP_CAPTCHA_QUESTION}}
{{/CAPTCHA_PLAIN}}
{{#CAPTCHA_UNASKED}}
<noscript><p class="hint">This form needs script, to see that a person sends it.</p></noscript>
{{/CAPTCHA_UNASKED}}
<script src="{{CAPTCHA_SCRIPT}}" async defer></script>
{{/CAPTCHA}}
