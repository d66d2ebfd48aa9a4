Thank you for your order.

Order {{NUMBER}}, placed {{PLACED}}
Follow it here: {{TRACKING_URL}}

What you ordered

{{#LINES}}{{LINE_UNITS}} x {{LINE_TITLE}}
    {{LINE_MPN}}, {{LINE_CONDITION}}, SKU {{LINE_SKU}}
    {{LINE_PRICE}} each, {{LINE_TOTAL}}

{{/LINES}}Subtotal   {{SUBTOTAL}}
{{#DISCOUNT}}Discount   {{DISCOUNT}}
{{/DISCOUNT}}Shipping   {{SHIPPING}}
Sales tax  {{TAX}}
Total      {{TOTAL}}
{{#GIFT_CARDS}}Gift cards and credit {{GIFT_CARDS}}
{{#BY_CARD}}By card    {{BY_CARD}}
{{/BY_CARD}}{{/GIFT_CARDS}}{{#PAYMENT_DUE}}
Payment due: {{DUE_AMOUNT}} by {{DUE_UNTIL}}, {{DUE_TERMS}}
{{#DUE_PO_NUMBER}}Your purchase order: {{DUE_PO_NUMBER}}
{{/DUE_PO_NUMBER}}{{#DUE_HOW}}{{DUE_HOW}}
{{/DUE_HOW}}Please name the number of the order with your payment.
{{/PAYMENT_DUE}}
Shipping to
{{#ADDRESS}}{{ADDRESS_LINE}}
{{/ADDRESS}}
By {{METHOD}}, {{METHOD_DAYS}} in transit.

Keep this mail: its link is the way to your order. If something is not right, just answer it.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
