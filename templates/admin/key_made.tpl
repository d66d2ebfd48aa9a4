{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
<div class="narrow">
<h1>The key is made</h1>
<p class="lead">Copy it now to where it is used, nowhere else: it is shown this once, and we keep no more than a digest of it.</p>
<p><code class="tape">{{KEY}}</code></p>
<p>It goes into each request as <code>Authorization: Bearer</code> and the key.</p>
<p class="row"><a class="button" href="/admin/keys">I have copied it</a></p>
</div>
{{>SHOP_PAGE_FOOT}}
