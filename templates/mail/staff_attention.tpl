{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Order {{NUMBER}} needs attention</title>
</head>
<body style="margin:0; padding:24px; font-family:Helvetica,Arial,sans-serif; font-size:15px; line-height:1.5; color:#1c2733">
<h1 style="margin:0 0 8px 0; font-size:20px">Order {{NUMBER}} was paid and waits for you.</h1>
<p>No stock was moved and nothing was refunded.</p>
<table cellpadding="4" cellspacing="0" border="0" style="font-size:15px">
<tr><td>Why</td><td><strong>{{REASON}}</strong></td></tr>
<tr><td>Placed</td><td>{{PLACED}}</td></tr>
<tr><td>Total</td><td>{{TOTAL}}</td></tr>
</table>
<ul>
{{#LINES}}
<li>{{LINE_UNITS}} × {{LINE_SKU}} {{LINE_TITLE}}</li>
{{/LINES}}
</ul>
<p>See it: <code>gdsctl orders show {{NUMBER}}</code><br>
Then resolve it: <code>gdsctl orders resolve {{NUMBER}}</code></p>
<p style="color:#5a6b7b; font-size:13px">{{SITE_NAME}}<br>{{SITE_URL}}<br>{{POSTAL_ADDRESS}}</p>
</body>
</html>
