{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>A refund for order {{NUMBER}} failed</title>
</head>
<body style="margin:0; padding:24px; font-family:Helvetica,Arial,sans-serif; font-size:15px; line-height:1.5; color:#1c2733">
<h1 style="margin:0 0 8px 0; font-size:20px">{{AMOUNT}} for order {{NUMBER}} did not go back.</h1>
<p>The refund stays granted: the money is still owed.</p>
<table cellpadding="4" cellspacing="0" border="0" style="font-size:15px">
<tr><td>Why</td><td><strong>{{REASON}}</strong></td></tr>
</table>
<p>See it: <code>gdsctl orders show {{NUMBER}}</code><br>
Send it again: <code>gdsctl orders refund {{NUMBER}} --send --yes</code></p>
<p style="color:#5a6b7b; font-size:13px">{{SITE_NAME}}<br>{{SITE_URL}}<br>{{POSTAL_ADDRESS}}</p>
</body>
</html>
