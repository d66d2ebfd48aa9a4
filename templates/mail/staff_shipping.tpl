{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Shipping request {{REQUEST}}</title>
</head>
<body style="margin:0; padding:24px; font-family:Helvetica,Arial,sans-serif; font-size:15px; line-height:1.5; color:#1c2733">
<h1 style="margin:0 0 8px 0; font-size:20px">A shopper asks what it costs to ship this.</h1>
<p>No price table has an answer. Nothing is reserved.</p>
<ul>
{{#LINES}}
<li>{{LINE_UNITS}} × {{LINE_SKU}} {{LINE_TITLE}}</li>
{{/LINES}}
</ul>
<p>{{#ADDRESS}}{{ADDRESS_LINE}}<br>{{/ADDRESS}}</p>
{{#UNLOADING}}<p>Unloading: <strong>{{UNLOADING}}</strong></p>{{/UNLOADING}}
<p>E-mail: {{EMAIL}}{{#PHONE}}<br>Phone: {{PHONE}}{{/PHONE}}</p>
<p>Answer with a quote: <code>gdsctl quotes answer {{REQUEST}} --shipping Freight,349.00,4-8 --send</code></p>
<p style="color:#5a6b7b; font-size:13px">{{SITE_NAME}}<br>{{SITE_URL}}<br>{{POSTAL_ADDRESS}}</p>
</body>
</html>
