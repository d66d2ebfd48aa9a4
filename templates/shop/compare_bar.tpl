{{%AUTOESCAPE context="HTML"}}
<form class="compare-bar" id="compare" action="/compare">
<p>Mark two to four products above to see them side by side.</p>
<button class="plain" type="submit">Compare</button>
</form>
<form id="keep" action="/lists/save" method="post"></form>
