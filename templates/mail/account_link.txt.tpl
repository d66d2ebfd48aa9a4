{{TITLE}}

{{TEXT}}

{{BUTTON}}: {{LINK}}

The link works once, until {{EXPIRES}} UTC.

If you did not ask for this, do nothing: without the link nothing changes. Give it to nobody, not
even to us.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
