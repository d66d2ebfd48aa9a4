A shopper asks what it costs to ship this; no price table has an answer. Nothing is reserved.

{{#LINES}}{{LINE_UNITS}} x {{LINE_SKU}}  {{LINE_TITLE}}
{{/LINES}}
To:
{{#ADDRESS}}  {{ADDRESS_LINE}}
{{/ADDRESS}}{{#UNLOADING}}Unloading: {{UNLOADING}}
{{/UNLOADING}}E-mail: {{EMAIL}}
{{#PHONE}}Phone: {{PHONE}}
{{/PHONE}}
Answer with a quote: gdsctl quotes answer {{REQUEST}} --shipping Freight,349.00,4-8 --send

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
