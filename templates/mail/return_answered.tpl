{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<title>Your return {{RETURN}}</title>
{{>MAIL_FRAME_HEAD}}
<tr><td style="padding:28px 28px 8px 28px">
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">{{#APPROVED}}Your return {{RETURN}} is approved.{{/APPROVED}}{{#REFUSED}}We cannot take this back.{{/REFUSED}}</h1>
<p style="margin:0 0 12px 0">It is about order {{NUMBER}}.</p>
{{#APPROVED}}<p style="margin:0 0 12px 0">Write <strong>{{RETURN}}</strong> on the box and send it to:<br>{{POSTAL_ADDRESS}}</p>{{/APPROVED}}
{{#ANSWER}}<p style="margin:0 0 12px 0">{{ANSWER}}</p>{{/ANSWER}}
<p style="margin:0 0 24px 0"><a href="{{TRACKING_URL}}" style="display:inline-block; padding:12px 22px; background-color:#0b6b4f; border-radius:6px; color:#ffffff; font-weight:bold; text-decoration:none">See your order</a></p>
</td></tr>
<tr><td style="padding:0 28px 16px 28px">
<h2 style="margin:0 0 4px 0; font-size:17px; color:#14324a">What it is about</h2>
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-size:15px">
{{#LINES}}
<tr><td style="padding:8px 0; border-bottom:1px solid #dde3e8">{{LINE_UNITS}} × <strong>{{LINE_TITLE}}</strong><br><span style="color:#5a6b7b; font-size:13px">{{LINE_REASON}}</span></td></tr>
{{/LINES}}
</table>
</td></tr>
<tr><td style="padding:16px 28px 24px 28px; border-top:1px solid #dde3e8; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">Questions? Just answer this mail.</p>
{{>MAIL_FRAME_FOOT}}
