A parcel is on its way.

Order {{NUMBER}}{{#CARRIER}}, by {{CARRIER}}{{/CARRIER}}{{#TRACKING}}, tracking number {{TRACKING}}{{/TRACKING}}.
{{#MORE_TO_COME}}The rest of the order comes in a parcel of its own.
{{/MORE_TO_COME}}
See your order: {{TRACKING_URL}}

In this parcel

{{#LINES}}{{LINE_UNITS}} x {{LINE_TITLE}}
    SKU {{LINE_SKU}}
{{/LINES}}
Questions? Just answer this mail.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
