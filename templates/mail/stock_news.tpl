{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<title>It is back in stock</title>
{{>MAIL_FRAME_HEAD}}
<tr><td style="padding:28px 28px 8px 28px">
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">It is back in stock.</h1>
<p style="margin:0 0 20px 0">{{GOODS}}, {{GRADE}} (SKU {{SKU}}), can be bought again. Nothing is set aside for you: who comes first is served first.</p>
<p style="margin:0 0 24px 0"><a href="{{GOODS_LINK}}" style="display:inline-block; padding:12px 22px; background-color:#0b6b4f; border-radius:6px; color:#ffffff; font-weight:bold; text-decoration:none">See it</a></p>
</td></tr>
<tr><td style="padding:16px 28px 24px 28px; border-top:1px solid #dde3e8; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">You asked for this mail; it is the only one. <a href="{{STOP_LINK}}">End everything else that you wait for</a>.</p>
{{>MAIL_FRAME_FOOT}}
