Your refund was sent.

We have sent {{AMOUNT}} for order {{NUMBER}} back {{WAY}}.
A bank may take five to ten days to show it.

See your order: {{TRACKING_URL}}

Questions? Just answer this mail.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
