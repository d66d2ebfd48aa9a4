{{%AUTOESCAPE context="HTML"}}
<nav aria-label="Panels">
<ul class="shelf">
{{#PANELS}}
<li><a href="{{PANEL_PATH}}" {{#PANEL_HERE}}aria-current="page"{{/PANEL_HERE}}>{{PANEL_NAME}}</a></li>
{{/PANELS}}
<li><form action="/admin/sign-out" method="post"><input type="hidden" name="csrf" value="{{CSRF}}"><button class="quiet">Sign out</button></form></li>
</ul>
</nav>
