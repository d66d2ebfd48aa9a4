Your payment did not go through.

The way to pay that you chose was declined after the order was sent. Nothing was charged, and
nothing will be shipped. Your cart is as you left it, but its units are no longer set aside. You can
order again with another way to pay.

To your cart: {{SITE_URL}}/cart

What you wanted

{{#LINES}}{{LINE_UNITS}} x {{LINE_TITLE}}
    SKU {{LINE_SKU}}
{{/LINES}}
Questions? Just answer this mail.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
