{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Enquiry {{ENQUIRY}}</title>
</head>
<body style="margin:0; padding:24px; font-family:Helvetica,Arial,sans-serif; font-size:15px; line-height:1.5; color:#1c2733">
<h1 style="margin:0 0 8px 0; font-size:20px">A visitor asks.</h1>
<p>{{NAME}}{{#COMPANY}}, {{COMPANY}}{{/COMPANY}}<br>{{EMAIL}}</p>
<ul>
{{#LINES}}
<li>{{LINE_UNITS}} × {{LINE_SKU}} {{LINE_TITLE}}</li>
{{/LINES}}
</ul>
<p style="white-space:pre-wrap">{{MESSAGE}}</p>
<p>Answer by mail, or with <code>gdsctl quotes write</code>; then <code>gdsctl enquiries close {{ENQUIRY}}</code></p>
<p style="color:#5a6b7b; font-size:13px">{{SITE_NAME}}<br>{{SITE_URL}}<br>{{POSTAL_ADDRESS}}</p>
</body>
</html>
