{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<title>{{PLAN}} has ended</title>
{{>MAIL_FRAME_HEAD}}
<tr><td style="padding:28px 28px 8px 28px">
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">{{PLAN}} has ended.</h1>
<p style="margin:0 0 16px 0">Nothing more is charged for it.</p>
<p style="margin:0 0 24px 0"><a href="{{PLANS_URL}}" style="color:#14324a">Your support plans</a></p>
</td></tr>
<tr><td style="padding:16px 28px 24px 28px; border-top:1px solid #dde3e8; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">Questions? Just answer this mail.</p>
{{>MAIL_FRAME_FOOT}}
