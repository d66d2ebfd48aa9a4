{{%AUTOESCAPE context="HTML"}}
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body style="margin:0; padding:0; background-color:#eef1f4">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#eef1f4">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%; max-width:600px; background-color:#ffffff; border-radius:8px; font-family:Helvetica,Arial,sans-serif; font-size:15px; line-height:1.5; color:#1c2733">
<tr><td style="padding:20px 28px; background-color:#14324a; border-radius:8px 8px 0 0; color:#ffffff; font-size:18px; font-weight:bold">{{SITE_NAME}}</td></tr>
