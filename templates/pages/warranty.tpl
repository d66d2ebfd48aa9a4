{{%AUTOESCAPE context="HTML"}}
<p>New, open box, refurbished and used hardware has a warranty of one year from delivery. We repair or replace the device; where we can do neither, we refund it.</p>
<h2>What is not covered</h2>
<ul>
<li>Hardware sold for parts.</li>
<li>Batteries, and drives beyond their rated endurance.</li>
<li>Damage by accident, liquids, wrong voltage or modification.</li>
<li>Licences and support contracts of the maker: they do not move with used hardware unless the page says so.</li>
</ul>
<p>Data on a device you send in is erased. Keep a copy of your configuration.</p>
