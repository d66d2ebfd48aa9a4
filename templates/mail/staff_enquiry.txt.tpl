A visitor asks.

{{NAME}}{{#COMPANY}}, {{COMPANY}}{{/COMPANY}}
{{EMAIL}}

{{#LINES}}{{LINE_UNITS}} x {{LINE_SKU}}  {{LINE_TITLE}}
{{/LINES}}
{{MESSAGE}}

Answer by mail, or with gdsctl quotes write; then gdsctl enquiries close {{ENQUIRY}}

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
