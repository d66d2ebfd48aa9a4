{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<title>Payment received for order {{NUMBER}}</title>
{{>MAIL_FRAME_HEAD}}
<tr><td style="padding:28px 28px 8px 28px">
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">We have received your payment.</h1>
<p style="margin:0 0 12px 0">It is for order <strong>{{NUMBER}}</strong> of {{PLACED}}, and we are checking it.</p>
<p style="margin:0 0 20px 0">Something about it needs a person to look at it before we ship. You need to do nothing: we write to you as soon as it is settled. Nothing more will be charged.</p>
<p style="margin:0 0 24px 0"><a href="{{TRACKING_URL}}" style="display:inline-block; padding:12px 22px; background-color:#0b6b4f; border-radius:6px; color:#ffffff; font-weight:bold; text-decoration:none">How it stands</a></p>
</td></tr>
<tr><td style="padding:0 28px">
{{>MAIL_ORDER_LINES}}
</td></tr>
<tr><td style="padding:24px 28px 8px 28px">
<h2 style="margin:0 0 4px 0; font-size:17px; color:#14324a">Shipping to</h2>
<p style="margin:0 0 8px 0">{{#ADDRESS}}{{ADDRESS_LINE}}<br>{{/ADDRESS}}</p>
<p style="margin:0 0 16px 0; color:#5a6b7b">By {{METHOD}}, {{METHOD_DAYS}} in transit once it is on its way.</p>
</td></tr>
<tr><td style="padding:16px 28px 24px 28px; border-top:1px solid #dde3e8; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">Questions? Just answer this mail.</p>
{{>MAIL_FRAME_FOOT}}
