Order {{NUMBER}} was paid and waits for you. No stock was moved and nothing was refunded.

Why: {{REASON}}
Placed: {{PLACED}}
Total: {{TOTAL}}

{{#LINES}}{{LINE_UNITS}} x {{LINE_SKU}}  {{LINE_TITLE}}
{{/LINES}}
See it:          gdsctl orders show {{NUMBER}}
Then resolve it: gdsctl orders resolve {{NUMBER}}

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
