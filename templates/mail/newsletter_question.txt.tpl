Shall we send you our newsletter?

Somebody, probably you, asked us to send our newsletter to this address: what has come in, what
costs less, new guides. Not more than one a week.

Yes, send it to me: {{LINK}}

The link works for two days. Each newsletter has one that ends it.

If it was not you, do nothing: no newsletter comes. Do not ask this mailbox again: {{STOP_LINK}}

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
