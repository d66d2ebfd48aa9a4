{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>SHOP_TRAIL}}
<header class="top">
<h1>{{TITLE}}</h1>
<p>{{LEAD}}</p>
</header>
{{#NONE_YET}}
<p>Nothing is published here yet.</p>
{{/NONE_YET}}
<ul class="texts">
{{#POSTS}}
<li><a href="{{POST_PATH}}">{{POST_TITLE}}</a><p>{{POST_SUMMARY}}</p><p class="hint">{{POST_DAY}}</p></li>
{{/POSTS}}
</ul>
{{#IS_BLOG}}
<p class="row"><a href="/blog/atom.xml">Atom</a> <a href="/blog/feed.xml">RSS</a></p>
{{/IS_BLOG}}
{{>SHOP_PAGE_FOOT}}
