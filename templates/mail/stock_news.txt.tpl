It is back in stock.

{{GOODS}}, {{GRADE}} (SKU {{SKU}}), can be bought again. Nothing is set aside for you: who comes
first is served first.

See it: {{GOODS_LINK}}

You asked for this mail; it is the only one. End everything else that you wait for: {{STOP_LINK}}

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
