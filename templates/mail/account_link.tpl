{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<title>{{TITLE}}</title>
{{>MAIL_FRAME_HEAD}}
<tr><td style="padding:28px 28px 8px 28px">
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">{{TITLE}}</h1>
<p style="margin:0 0 20px 0">{{TEXT}}</p>
<p style="margin:0 0 24px 0"><a href="{{LINK}}" style="display:inline-block; padding:12px 22px; background-color:#0b6b4f; border-radius:6px; color:#ffffff; font-weight:bold; text-decoration:none">{{BUTTON}}</a></p>
<p style="margin:0 0 20px 0; color:#5a6b7b">The link works once, until {{EXPIRES}} UTC.</p>
</td></tr>
<tr><td style="padding:16px 28px 24px 28px; border-top:1px solid #dde3e8; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">If you did not ask for this, do nothing: without the link nothing changes. Give it to nobody, not even to us.</p>
{{>MAIL_FRAME_FOOT}}
