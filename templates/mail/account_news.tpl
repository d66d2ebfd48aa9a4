{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<title>{{TITLE}}</title>
{{>MAIL_FRAME_HEAD}}
<tr><td style="padding:28px 28px 8px 28px">
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">{{TITLE}}</h1>
<p style="margin:0 0 20px 0">{{TEXT}}{{#NEW_EMAIL}} The new address: {{NEW_EMAIL}}{{/NEW_EMAIL}}</p>
</td></tr>
<tr><td style="padding:16px 28px 24px 28px; border-top:1px solid #dde3e8; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">If it was not you: <a href="{{FORGOTTEN}}" style="color:#14324a">choose a new password</a> at once, and answer this mail.</p>
{{>MAIL_FRAME_FOOT}}
