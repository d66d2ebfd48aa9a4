{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{HEADING}}</title>
</head>
<body style="margin:0; padding:24px; font-family:Helvetica,Arial,sans-serif; font-size:15px; line-height:1.5; color:#1c2733">
<h1 style="margin:0 0 8px 0; font-size:20px">{{HEADING}}</h1>
<p><strong>{{SAID}}</strong></p>
<table cellpadding="4" cellspacing="0" border="0" style="font-size:15px">
<tr><td>At Stripe</td><td>{{SUBJECT}}</td></tr>
{{#DUE}}<tr><td>By</td><td>{{DUE}}</td></tr>{{/DUE}}
</table>
{{#ORDER}}<p>See the order: <code>gdsctl orders show {{NUMBER}}</code></p>{{/ORDER}}
<p>All that is open: <code>gdsctl payments tasks</code><br>
Once you have looked: <code>gdsctl payments done {{TASK}}</code></p>
<p style="color:#5a6b7b; font-size:13px">{{SITE_NAME}}<br>{{SITE_URL}}<br>{{POSTAL_ADDRESS}}</p>
</body>
</html>
