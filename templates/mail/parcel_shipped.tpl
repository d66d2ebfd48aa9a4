{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A parcel is on its way</title>
</head>
<body style="margin:0; padding:0; background-color:#eef1f4">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#eef1f4">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%; max-width:600px; background-color:#ffffff; border-radius:8px; font-family:Helvetica,Arial,sans-serif; font-size:15px; line-height:1.5; color:#1c2733">
<tr><td style="padding:20px 28px; background-color:#14324a; border-radius:8px 8px 0 0; color:#ffffff; font-size:18px; font-weight:bold">{{SITE_NAME}}</td></tr>
<tr><td style="padding:28px 28px 8px 28px">
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">A parcel is on its way.</h1>
<p style="margin:0 0 12px 0">Order {{NUMBER}}{{#CARRIER}}, by {{CARRIER}}{{/CARRIER}}{{#TRACKING}}, tracking number <strong>{{TRACKING}}</strong>{{/TRACKING}}.</p>
{{#MORE_TO_COME}}<p style="margin:0 0 12px 0">The rest of the order comes in a parcel of its own.</p>{{/MORE_TO_COME}}
<p style="margin:0 0 24px 0"><a href="{{TRACKING_URL}}" style="display:inline-block; padding:12px 22px; background-color:#0b6b4f; border-radius:6px; color:#ffffff; font-weight:bold; text-decoration:none">See your order</a></p>
</td></tr>
<tr><td style="padding:0 28px 16px 28px">
<h2 style="margin:0 0 4px 0; font-size:17px; color:#14324a">In this parcel</h2>
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-size:15px">
{{#LINES}}
<tr><td style="padding:8px 0; border-bottom:1px solid #dde3e8">{{LINE_UNITS}} × <strong>{{LINE_TITLE}}</strong><br><span style="color:#5a6b7b; font-size:13px">SKU {{LINE_SKU}}</span></td></tr>
{{/LINES}}
</table>
</td></tr>
<tr><td style="padding:16px 28px 24px 28px; border-top:1px solid #dde3e8; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">Questions? Just answer this mail.</p>
<p style="margin:0"><a href="{{SITE_URL}}" style="color:#14324a">{{SITE_NAME}}</a><br>{{POSTAL_ADDRESS}}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
