{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
{{>ADMIN_PANELS}}
<div class="narrow">
{{>ADMIN_SAID}}
<h1>{{MEMBER_NAME}}</h1>
<p>{{MEMBER_EMAIL}} {{#MEMBER_LACKS}}<span class="grade">{{MEMBER_LACKS}}</span>{{/MEMBER_LACKS}}</p>
<p class="hint">{{MEMBER_SEEN}}</p>
{{#WORKS_HERE}}
<section class="card apart" aria-labelledby="roles-title">
<h2 id="roles-title">Roles</h2>
{{#IS_YOU}}
<p>These are yours: somebody else takes them away, and ends you.</p>
{{/IS_YOU}}
<ul class="devices">
{{#ROLES}}
<li><b>{{ROLE_NAME}}</b> {{#ROLE_GIVEN}}<span class="grade new">given</span>{{/ROLE_GIVEN}}<br><span class="hint">{{ROLE_SAYS}}</span>
{{#ROLE_DO}}<form action="/admin/staff/role" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{MEMBER_ID}}"><input type="hidden" name="role" value="{{ROLE_NAME}}"><input type="hidden" name="do" value="{{ROLE_DO}}"><button class="quiet">{{#ROLE_GIVEN}}Take it away{{/ROLE_GIVEN}}{{#ROLE_OPEN}}Give it{{/ROLE_OPEN}}<span class="unseen">: {{ROLE_NAME}}</span></button></form>{{/ROLE_DO}}</li>
{{/ROLES}}
</ul>
<p class="hint">Taking a role away ends this person's sessions. A role that you do not wholly have yourself is not yours to give or take.</p>
</section>
{{#IS_OTHER}}
<section class="card" aria-labelledby="anew-title">
<h2 id="anew-title">Lost the authenticator</h2>
<p>Password, authenticator, recovery codes and sessions are void then, and a link to begin anew goes to {{MEMBER_EMAIL}}. Make sure by telephone that it is this person who asks.</p>
<form action="/admin/staff/anew" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{MEMBER_ID}}"><button class="plain" type="submit">Let this person begin anew</button></form>
</section>
<section class="card" aria-labelledby="end-title">
<h2 id="end-title">Works here no more</h2>
<p>Roles, sessions, password and authenticator go at once, and {{MEMBER_KEYS}} with them. What was done stays in the audit log.</p>
<form action="/admin/staff/end" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="id" value="{{MEMBER_ID}}"><button type="submit">End {{MEMBER_NAME}}</button></form>
</section>
{{/IS_OTHER}}
{{/WORKS_HERE}}
<section class="card" aria-labelledby="tries-title">
<h2 id="tries-title">The last tries to sign in</h2>
{{#NO_ATTEMPTS}}
<p>None in the last ninety days.</p>
{{/NO_ATTEMPTS}}
<ol class="devices">
{{#ATTEMPTS}}
<li>{{ATTEMPT_WHAT}}<br><span class="hint"><time datetime="{{ATTEMPT_AT}}">{{ATTEMPT_ON}}</time> {{ATTEMPT_FROM}}</span></li>
{{/ATTEMPTS}}
</ol>
</section>
<ul class="ways"><li><a href="/admin/staff">Back to the staff</a></li></ul>
</div>
{{>SHOP_PAGE_FOOT}}
