{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{{TITLE}} – {{SITE_NAME}}</title>
</head>
<body>
<header><a href="/">{{SITE_NAME}}</a></header>
<main>
<h1>{{TITLE}}</h1>
<p>{{ADVICE}}</p>
{{#SEARCH}}
<form action="/search" role="search">
<label for="q">Part number or words</label>
<input id="q" name="q" type="search" required>
<button type="submit">Search</button>
</form>
{{/SEARCH}}
<p><a href="/">Go to the start page</a></p>
<p>Reference: {{REFERENCE}}</p>
</main>
</body>
</html>
