{{PLAN}} has ended.

Nothing more is charged for it.

Your support plans: {{PLANS_URL}}

Questions? Just answer this mail.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
