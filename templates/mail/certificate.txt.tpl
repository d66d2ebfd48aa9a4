{{TITLE}}.

{{CERTIFICATE_STATES}}, {{CERTIFICATE_KIND}}, {{CERTIFICATE_PURCHASER}}; sent in on {{CERTIFICATE_SENT}}.

{{#CERTIFICATE_GOOD}}Orders that go there are placed without sales tax from now on{{#CERTIFICATE_ENDS}}, until
{{CERTIFICATE_ENDS}}{{/CERTIFICATE_ENDS}}. Sign in before you order.{{/CERTIFICATE_GOOD}}{{#NOT_GOOD}}{{CERTIFICATE_STATUS}}. {{#CERTIFICATE_NOTE}}Why: {{CERTIFICATE_NOTE}}{{/CERTIFICATE_NOTE}}

Orders are taxed. You may send in another one at any time.{{/NOT_GOOD}}

Your certificates: {{CERTIFICATES_URL}}

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
