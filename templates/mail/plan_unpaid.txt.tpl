A payment for {{PLAN}} failed.

We could not charge {{AMOUNT}}. We try again in the coming days; the plan goes on until {{UNTIL}}.

Pay now, or with another card: {{PLANS_URL}}

Questions? Just answer this mail.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
