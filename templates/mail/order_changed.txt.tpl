Your order {{NUMBER}} has changed.

It comes to {{TOTAL}} before what was given back.
{{#DUE}}{{AMOUNT}} of it is still to be paid. Pay online: {{PAY_URL}}
{{/DUE}}
See your order: {{TRACKING_URL}}

{{#ADDED}}Added: {{LINE_UNITS}} x {{LINE_TITLE}}, {{LINE_TOTAL}}
{{/ADDED}}{{#GONE}}Cancelled: {{LINE_UNITS}} x {{LINE_TITLE}}
{{/GONE}}
Questions? Just answer this mail.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
