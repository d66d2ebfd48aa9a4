Shall we write when it is back?

Somebody, probably you, asked us to write to this address when {{GOODS}},
{{GRADE}} (SKU {{SKU}}), can be bought again: {{GOODS_LINK}}

Yes, write to me: {{LINK}}

The link works for two days. One mail follows, no others. If it was not you, do nothing: you will
not hear of it again.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
