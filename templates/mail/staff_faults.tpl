{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{LEAD}}</title>
</head>
<body style="margin:0; padding:24px; font-family:Helvetica,Arial,sans-serif; font-size:15px; line-height:1.5; color:#1c2733">
<h1 style="margin:0 0 8px 0; font-size:20px">{{LEAD}}</h1>
<p>{{MORE}}</p>
<ul>
{{#FAULTS}}
<li>{{FAULT}}</li>
{{/FAULTS}}
</ul>
<p>{{LOOK}}: <code>{{COMMAND}}</code></p>
<p style="color:#5a6b7b; font-size:13px">{{SITE_NAME}}<br>{{SITE_URL}}<br>{{POSTAL_ADDRESS}}</p>
</body>
</html>
