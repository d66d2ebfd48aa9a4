{{#APPROVED}}Your return {{RETURN}} is approved.{{/APPROVED}}{{#REFUSED}}We cannot take this back.{{/REFUSED}}

It is about order {{NUMBER}}.
{{#APPROVED}}
Write {{RETURN}} on the box and send it to:
{{POSTAL_ADDRESS}}
{{/APPROVED}}{{#ANSWER}}
{{ANSWER}}
{{/ANSWER}}
See your order: {{TRACKING_URL}}

What it is about

{{#LINES}}{{LINE_UNITS}} x {{LINE_TITLE}}
    {{LINE_REASON}}
{{/LINES}}
Questions? Just answer this mail.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
