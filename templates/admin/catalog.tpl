{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
{{>ADMIN_SAID}}
<header class="top">
<h1>The catalog as a file</h1>
<p>Get it, change it in a spreadsheet, send it back. Nothing is written before you have seen what would change.</p>
</header>
{{#MAY_EXPORT}}
<section class="apart" aria-labelledby="get-title">
<h2 id="get-title">Get it</h2>
<p>All that is for sale, with prices and counts, as CSV.</p>
<p><a class="button" href="/admin/catalog/file">Download the catalog</a></p>
</section>
{{/MAY_EXPORT}}
<section class="apart" aria-labelledby="send-title">
<h2 id="send-title">Send one in</h2>
<form class="sheet" action="/admin/catalog" method="post" enctype="multipart/form-data" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#FILE}}
{{>SHOP_FILE}}
{{/FILE}}
<button type="submit">See what it would do</button>
</form>
</section>
<section class="apart" aria-labelledby="files-title">
<h2 id="files-title">The last ones</h2>
{{#NONE}}
<p>None has been sent in yet.</p>
{{/NONE}}
<ul class="kept">
{{#FILES}}
<li class="card">
{{#FILE_WAITS}}
<h3><a href="/admin/catalog/{{FILE_ID}}">{{FILE_LINES}}</a></h3>
<p><span class="grade">Waits to be looked at</span></p>
{{/FILE_WAITS}}
{{#FILE_APPLIED}}
<h3>{{FILE_LINES}}</h3>
<p><span class="grade new">Applied</span> {{FILE_DONE}}</p>
<p class="hint">Applied by {{FILE_APPLIED_BY}}</p>
{{/FILE_APPLIED}}
<p class="hint">Sent in by {{FILE_SENT}}</p>
</li>
{{/FILES}}
</ul>
</section>
{{>SHOP_PAGE_FOOT}}
