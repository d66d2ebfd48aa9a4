{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>SHOP_TRAIL}}
<article class="post">
<header class="post-head">
<h1>{{TITLE}}</h1>
<p class="lead">{{SUMMARY}}</p>
<p class="hint">{{AUTHOR}}, <time datetime="{{DAY_ISO}}">{{DAY}}</time>{{#EDITED}}, last edited {{EDITED_DAY}}{{/EDITED}}</p>
</header>
{{#HAS_CONTENTS}}
<nav class="contents" aria-labelledby="contents-title">
<h2 class="silk" id="contents-title">In this text</h2>
<ol>
{{#CONTENTS}}
<li><a href="#{{HEADING_ID}}">{{HEADING}}</a></li>
{{/CONTENTS}}
</ol>
</nav>
{{/HAS_CONTENTS}}
<div class="prose">
{{#PARTS}}
{{#IS_TEXT}}{{PART_HTML:none}}{{/IS_TEXT}}
{{#IS_PRODUCT}}
<ul class="rack slim">
{{#PRODUCT}}
{{>SHOP_PRODUCT_ROW}}
{{/PRODUCT}}
</ul>
{{/IS_PRODUCT}}
{{/PARTS}}
</div>
</article>
{{#HAS_OTHERS}}
<section aria-labelledby="others-title">
<h2 id="others-title">Read on</h2>
<ul class="texts">
{{#POSTS}}
<li><a href="{{POST_PATH}}">{{POST_TITLE}}</a><p>{{POST_SUMMARY}}</p><p class="hint">{{POST_DAY}}</p></li>
{{/POSTS}}
</ul>
</section>
{{/HAS_OTHERS}}
<script type="application/ld+json">{{JSON_LD:x-json}}</script>
{{>SHOP_PAGE_FOOT}}
