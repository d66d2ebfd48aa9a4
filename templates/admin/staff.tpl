{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
{{>ADMIN_SAID}}
<header class="top">
<h1>Who works here</h1>
<p>What somebody may do is what the roles say. A password alone opens nothing: a code of an authenticator comes with it.</p>
</header>
{{#MANAGES}}
<p><a class="button" href="/admin/staff/new">Invite somebody</a></p>
{{/MANAGES}}
<ul class="kept">
{{#MEMBERS}}
<li class="card">
<h2>{{#MEMBER_PATH}}<a href="{{MEMBER_PATH}}">{{MEMBER_NAME}}</a>{{/MEMBER_PATH}}{{#MEMBER_PLAIN}}{{MEMBER_NAME}}{{/MEMBER_PLAIN}}</h2>
<p>{{MEMBER_EMAIL}}</p>
<p>{{#MEMBER_ROLES}}{{MEMBER_ROLES}}{{/MEMBER_ROLES}} {{#MEMBER_LACKS}}<span class="grade">{{MEMBER_LACKS}}</span>{{/MEMBER_LACKS}}</p>
<p class="hint">{{MEMBER_SEEN}}</p>
</li>
{{/MEMBERS}}
</ul>
{{>SHOP_PAGE_FOOT}}
