{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
{{>ADMIN_SAID}}
<header class="top">
<h1>Photos of goods</h1>
<p>A photo takes the place of the product's old one from that side.</p>
</header>
<form class="sheet" action="/admin/pictures" method="post" enctype="multipart/form-data" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#FIELDS}}
{{>SHOP_FIELD}}
{{/FIELDS}}
{{#CHOICE}}
{{>SHOP_CHOICE}}
{{/CHOICE}}
{{#FILE}}
{{>SHOP_FILE}}
{{/FILE}}
<button type="submit">Send it in</button>
</form>
<section class="apart" aria-labelledby="sent-title">
<h2 id="sent-title">The last ones</h2>
{{#NONE}}
<p>None has been sent in yet.</p>
{{/NONE}}
<ul class="kept">
{{#SENT}}
<li class="card">
<h3><a href="{{SENT_PATH}}">{{SENT_TITLE}}</a></h3>
<p><span class="grade {{#SENT_GOOD}}new{{/SENT_GOOD}}">{{SENT_STATE}}</span> <span class="hint">{{SENT_VIEW}}; {{SENT_BY}}, {{SENT_ON}}</span></p>
</li>
{{/SENT}}
</ul>
</section>
{{>SHOP_PAGE_FOOT}}
