What is still to be paid of order {{NUMBER}}: {{AMOUNT}}.

Pay by card: {{PAY_URL}}

See your order: {{TRACKING_URL}}

Questions? Just answer this mail.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
