We have received your payment for order {{NUMBER}} of {{PLACED}}, and we are checking it.

Something about it needs a person to look at it before we ship. You need to do nothing: we write to
you as soon as it is settled. Nothing more will be charged.

How it stands: {{TRACKING_URL}}

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
{{/BY_CARD}}{{/GIFT_CARDS}}
Shipping to
{{#ADDRESS}}{{ADDRESS_LINE}}
{{/ADDRESS}}
By {{METHOD}}, {{METHOD_DAYS}} in transit once it is on its way.

Questions? Just answer this mail.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
