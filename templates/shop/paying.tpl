{{%AUTOESCAPE context="HTML"}}
<div class="row">
<form action="/checkout/resume" method="post"><button type="submit">Resume payment</button></form>
<form action="/checkout/cancel" method="post"><button class="plain" type="submit">Cancel and edit</button></form>
</div>
