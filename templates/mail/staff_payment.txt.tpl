{{HEADING}}

{{SAID}}

At Stripe: {{SUBJECT}}
{{#DUE}}By: {{DUE}}
{{/DUE}}{{#ORDER}}See the order: gdsctl orders show {{NUMBER}}
{{/ORDER}}All that is open: gdsctl payments tasks
Once you have looked: gdsctl payments done {{TASK}}

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
