{{HEADING}}

{{#GRANTED}}{{GRANTED}} of it is given back to you; another mail says when it was sent.
{{/GRANTED}}
See your order: {{TRACKING_URL}}

What will not be sent

{{#LINES}}{{LINE_UNITS}} x {{LINE_TITLE}}
{{/LINES}}
Questions? Just answer this mail.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
