{{%AUTOESCAPE context="HTML"}}
<section class="seen" data-seen hidden aria-labelledby="seen-title">
<h2 id="seen-title">Seen lately</h2>
<ul></ul>
<p><button class="plain" type="button">Forget these</button> <span class="many">Kept in this browser alone.</span></p>
</section>
