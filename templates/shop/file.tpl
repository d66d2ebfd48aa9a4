{{%AUTOESCAPE context="HTML"}}
<div class="field">
<label for="{{FILE_NAME}}">{{FILE_LABEL}} <span class="aside">(required)</span></label>
<input id="{{FILE_NAME}}" name="{{FILE_NAME}}" type="file" accept="{{FILE_ACCEPT}}" required {{#FILE_ERROR}}aria-invalid="true"{{/FILE_ERROR}} aria-describedby="{{FILE_NAME}}-error {{FILE_NAME}}-hint">
<p class="wrong" id="{{FILE_NAME}}-error">{{FILE_ERROR}}</p>
<p class="hint" id="{{FILE_NAME}}-hint">{{FILE_HINT}}</p>
</div>
