{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<title>Your gift card</title>
{{>MAIL_FRAME_HEAD}}
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
{{>MAIL_FRAME_FOOT}}
