{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<div class="narrow">
<h1>Your recovery codes</h1>
<p class="lead">Keep them where your phone is not: each lets you in once without it. They are shown this once; older ones are void.</p>
<ul class="recovery">
{{#CODES}}
<li class="mpn">{{CODE}}</li>
{{/CODES}}
</ul>
<p class="row"><a class="button" href="{{BACK}}">I have kept them</a></p>
</div>
{{>SHOP_PAGE_FOOT}}
