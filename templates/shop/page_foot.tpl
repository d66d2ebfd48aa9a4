{{%AUTOESCAPE context="HTML"}}
</main>
<footer class="foot">
<div class="foot-in">
<nav aria-label="About the shop">
<ul>
<li><a href="/contact">Contact</a></li>
<li><a href="/newsletter?from=foot" rel="nofollow">Newsletter</a></li>
<li><a href="/lists">Saved lists</a></li>
<li><a href="/guides">Guides</a></li>
<li><a href="/blog">Blog</a></li>
<li><a href="/pages/shipping">Shipping</a></li>
<li><a href="/pages/returns">Returns</a></li>
<li><a href="/pages/warranty">Warranty</a></li>
<li><a href="/pages/conditions">Condition grades</a></li>
<li><a href="/pages/about">About us</a></li>
<li><a href="/pages/privacy">Privacy</a></li>
<li><a href="/pages/terms">Terms of sale</a></li>
</ul>
</nav>
<p>{{SITE_NAME}} sells tested enterprise hardware. Prices are in US dollars, before sales tax. We ship to the 50 states and DC.</p>
</div>
</footer>
</body>
</html>
