{{%AUTOESCAPE context="HTML"}}
<p>{{SITE_NAME}} sells enterprise IT hardware: switches, routers, servers, storage, wireless, firewalls, optics and power, new, refurbished and used. We have done so since 2003, on our own shelf and with our own test bench.</p>
<p>We are an independent reseller. Makers' names and part numbers are used to say what a thing is; we are not affiliated with the makers.</p>
<h2>How to reach us</h2>
<p>Answer any mail that we sent you about an order: a person reads it.</p>
