{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Your gift card</title>
</head>
<body style="margin:0; padding:0; background-color:#eef1f4">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#eef1f4">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%; max-width:600px; background-color:#ffffff; border-radius:8px; font-family:Helvetica,Arial,sans-serif; font-size:15px; line-height:1.5; color:#1c2733">
<tr><td style="padding:20px 28px; background-color:#14324a; border-radius:8px 8px 0 0; color:#ffffff; font-size:18px; font-weight:bold">{{SITE_NAME}}</td></tr>
<tr><td style="padding:28px 28px 8px 28px">
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">A gift card for you.</h1>
<p style="margin:0 0 4px 0; font-size:28px; font-weight:bold; color:#0b6b4f">{{AMOUNT}}</p>
<p style="margin:0 0 16px 0; padding:14px 18px; background-color:#eef1f4; border-radius:6px; font-family:Menlo,Consolas,monospace; font-size:18px">{{CODE}}</p>
{{#EXPIRES}}
<p style="margin:0 0 16px 0">Good until {{EXPIRES}} (UTC)</p>
{{/EXPIRES}}
<p style="margin:0 0 20px 0">Type the code in your cart; what you do not spend stays on the card. It works together with other cards and a payment by card.</p>
<p style="margin:0 0 24px 0"><a href="{{SITE_URL}}/cart" style="display:inline-block; padding:12px 22px; background-color:#0b6b4f; border-radius:6px; color:#ffffff; font-weight:bold; text-decoration:none">To the cart</a></p>
</td></tr>
<tr><td style="padding:16px 28px 24px 28px; border-top:1px solid #dde3e8; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">Keep this mail like cash: whoever has the code can spend it, and we cannot show it again. If it came twice, the later mail has the code that counts.</p>
<p style="margin:0"><a href="{{SITE_URL}}" style="color:#14324a">{{SITE_NAME}}</a><br>{{POSTAL_ADDRESS}}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
