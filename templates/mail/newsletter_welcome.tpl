{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<title>You get our newsletter from now on</title>
{{>MAIL_FRAME_HEAD}}
<tr><td style="padding:28px 28px 8px 28px">
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">You get our newsletter from now on.</h1>
<p style="margin:0 0 20px 0">What has come in, what costs less, new guides: not more than one a week. The address is used for nothing else.</p>
<p style="margin:0 0 24px 0"><a href="{{LINK}}" style="display:inline-block; padding:12px 22px; background-color:#0b6b4f; border-radius:6px; color:#ffffff; font-weight:bold; text-decoration:none">See what there is now</a></p>
</td></tr>
<tr><td style="padding:16px 28px 24px 28px; border-top:1px solid #dde3e8; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">You said yes by the link in our last mail. <a href="{{STOP_LINK}}">End the newsletter</a>.</p>
{{>MAIL_FRAME_FOOT}}
