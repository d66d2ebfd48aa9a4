{{TITLE}}

{{TEXT}}{{#NEW_EMAIL}} The new address: {{NEW_EMAIL}}{{/NEW_EMAIL}}

If it was not you: choose a new password at once, and answer this mail.
{{FORGOTTEN}}

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
