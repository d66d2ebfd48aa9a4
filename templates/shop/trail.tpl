{{%AUTOESCAPE context="HTML"}}
<nav class="trail" aria-label="Breadcrumb">
<ol>
<li><a href="/">Home</a></li>
{{#TRAIL}}
<li><a href="{{TRAIL_PATH}}">{{TRAIL_NAME}}</a></li>
{{/TRAIL}}
<li aria-current="page">{{TRAIL_HERE}}</li>
</ol>
</nav>
