{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>A return is asked for</title>
</head>
<body style="margin:0; padding:24px; font-family:Helvetica,Arial,sans-serif; font-size:15px; line-height:1.5; color:#1c2733">
<h1 style="margin:0 0 8px 0; font-size:20px">A buyer wants to send something back.</h1>
<p>Return {{RETURN}}, of order {{NUMBER}}.</p>
<ul>
{{#LINES}}
<li>{{LINE_UNITS}} × {{LINE_TITLE}}: {{LINE_REASON}}</li>
{{/LINES}}
</ul>
{{#NOTE}}<p style="white-space:pre-wrap">{{NOTE}}</p>{{/NOTE}}
<p>Answer it: <code>gdsctl returns approve {{RETURN}}</code> or <code>gdsctl returns refuse {{RETURN}} --reason "what the buyer reads"</code></p>
<p style="color:#5a6b7b; font-size:13px">{{SITE_NAME}}<br>{{SITE_URL}}<br>{{POSTAL_ADDRESS}}</p>
</body>
</html>
