{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<title>Your order {{NUMBER}} has changed</title>
{{>MAIL_FRAME_HEAD}}
<tr><td style="padding:28px 28px 8px 28px">
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">Your order {{NUMBER}} has changed.</h1>
<p style="margin:0 0 12px 0">It comes to {{TOTAL}} before what was given back.</p>
{{#DUE}}<p style="margin:0 0 12px 0">{{AMOUNT}} of it is still to be paid: <a href="{{PAY_URL}}" style="color:#14324a">pay online</a>.</p>{{/DUE}}
<p style="margin:0 0 24px 0"><a href="{{TRACKING_URL}}" style="display:inline-block; padding:12px 22px; background-color:#0b6b4f; border-radius:6px; color:#ffffff; font-weight:bold; text-decoration:none">See your order</a></p>
</td></tr>
<tr><td style="padding:0 28px 16px 28px">
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-size:15px">
{{#ADDED}}
<tr><td style="padding:8px 0; border-bottom:1px solid #dde3e8">Added: {{LINE_UNITS}} × <strong>{{LINE_TITLE}}</strong>, {{LINE_TOTAL}}</td></tr>
{{/ADDED}}
{{#GONE}}
<tr><td style="padding:8px 0; border-bottom:1px solid #dde3e8">Cancelled: {{LINE_UNITS}} × <strong>{{LINE_TITLE}}</strong></td></tr>
{{/GONE}}
</table>
</td></tr>
<tr><td style="padding:16px 28px 24px 28px; border-top:1px solid #dde3e8; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">Questions? Just answer this mail.</p>
{{>MAIL_FRAME_FOOT}}
