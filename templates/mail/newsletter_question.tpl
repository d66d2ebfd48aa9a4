{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<title>Shall we send you our newsletter?</title>
{{>MAIL_FRAME_HEAD}}
<tr><td style="padding:28px 28px 8px 28px">
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">Shall we send you our newsletter?</h1>
<p style="margin:0 0 20px 0">Somebody, probably you, asked us to send our newsletter to this address: what has come in, what costs less, new guides. Not more than one a week.</p>
<p style="margin:0 0 24px 0"><a href="{{LINK}}" style="display:inline-block; padding:12px 22px; background-color:#0b6b4f; border-radius:6px; color:#ffffff; font-weight:bold; text-decoration:none">Yes, send it to me</a></p>
<p style="margin:0 0 20px 0; color:#5a6b7b">The link works for two days. Each newsletter has one that ends it.</p>
</td></tr>
<tr><td style="padding:16px 28px 24px 28px; border-top:1px solid #dde3e8; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">If it was not you, do nothing: no newsletter comes. <a href="{{STOP_LINK}}">Do not ask this mailbox again</a>.</p>
{{>MAIL_FRAME_FOOT}}
