{{TITLE}}

{{TEXT}}{{#NEW_EMAIL}} The new address: {{NEW_EMAIL}}{{/NEW_EMAIL}}

If it was not you: choose a new password at once, and answer this mail.
{{SITE_URL}}/account/forgotten

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
