{{#IS_QUOTE}}Here is what we offer, {{NAME}}.{{/IS_QUOTE}}{{#IS_DRAFT}}Your order is ready, {{NAME}}. One step is left.{{/IS_DRAFT}}

Quote {{NUMBER}}, good until {{EXPIRES}} (UTC)
Look at it and order: {{QUOTE_URL}}

{{#NOTE}}{{NOTE}}

{{/NOTE}}{{#LINES}}{{LINE_UNITS}} x {{LINE_TITLE}}
    {{LINE_MPN}}, {{LINE_CONDITION}}
    {{LINE_PRICE}} each, {{LINE_TOTAL}}

{{/LINES}}Subtotal   {{GOODS}}
{{#SHIPPING}}Shipping   {{SHIPPING}} ({{METHOD}})
{{/SHIPPING}}Sales tax and the whole total are shown before you order.
{{#TERMS}}Payment: {{TERMS}}; no card is charged when you order.
{{/TERMS}}
Keep this link to yourself: who has it can read and accept the quote. To change anything, just answer this mail.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
