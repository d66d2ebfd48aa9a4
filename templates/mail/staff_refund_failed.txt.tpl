{{AMOUNT}} for order {{NUMBER}} did not go back. The refund stays granted: the money is still owed.

Why: {{REASON}}

See it:        gdsctl orders show {{NUMBER}}
Send it again: gdsctl orders refund {{NUMBER}} --send --yes

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
