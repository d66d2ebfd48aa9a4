{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div class="narrow">
<h1>Saved lists</h1>
{{#ERROR}}
<div class="notice bad" role="alert"><p><a href="#name">{{ERROR}}</a></p></div>
{{/ERROR}}
{{#NO_LISTS}}
<p>Nothing is saved yet. “Save” beside a product, or in your cart, puts it on a list, where it waits without being held for you.</p>
{{/NO_LISTS}}
{{#HAS_LISTS}}
<ul class="kept">
{{#LISTS}}
<li class="card"><h2><a href="/lists/{{LIST_ID}}">{{LIST_NAME}}</a></h2><p>{{LIST_ITEMS}}{{#LIST_SHARED}} <span class="grade">shared</span>{{/LIST_SHARED}}</p></li>
{{/LISTS}}
</ul>
{{/HAS_LISTS}}
{{#IS_GUEST}}
<p class="hint">This browser alone knows these lists. <a href="/account/sign-in?next=/lists">Sign in</a> and they are in your account, in every browser.</p>
{{/IS_GUEST}}
<form class="sheet" action="/lists/save" method="post">
<div class="field">
<label for="name">Name of a new list</label>
<input id="name" name="name" type="text" maxlength="60" autocomplete="off" value="{{TYPED}}" required {{#ERROR}}aria-invalid="true" autofocus{{/ERROR}} aria-describedby="name-error">
<p class="wrong" id="name-error">{{ERROR}}</p>
</div>
<button type="submit">Begin it</button>
</form>
</div>
{{>SHOP_PAGE_FOOT}}
