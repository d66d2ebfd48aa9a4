{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
{{>ADMIN_SAID}}
<header class="top">
<h1>Reviews of goods</h1>
<p>Written by buyers of goods that were sent to them; those that wait stand first. None is shown before it is approved.</p>
</header>
{{#NONE}}
<p>Nobody has written one yet. Buyers are asked on the page of their order once goods are on their way.</p>
{{/NONE}}
<ul class="kept">
{{#REVIEWS}}
<li class="card">
<h2><a href="/admin/reviews/{{REVIEW_ID}}">{{REVIEW_TITLE}}</a></h2>
<p><span class="grade {{#REVIEW_SHOWN}}new{{/REVIEW_SHOWN}}">{{REVIEW_STATE}}</span> <span class="stars" role="img" aria-label="{{REVIEW_STARS_TEXT}}">{{REVIEW_STARS}}</span></p>
<div class="said">{{REVIEW_HTML:none}}</div>
{{#REVIEW_REASON}}
<p>Why not: {{REVIEW_REASON}}</p>
{{/REVIEW_REASON}}
<p class="hint">{{REVIEW_PRODUCT}}; {{REVIEW_AUTHOR}}, {{REVIEW_DAY}}</p>
</li>
{{/REVIEWS}}
</ul>
{{>SHOP_PAGE_FOOT}}
