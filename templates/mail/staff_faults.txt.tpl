{{COUNT}} that must always hold did not hold last night. Nothing was changed.

{{#FAULTS}}- {{FAULT}}
{{/FAULTS}}
Look again now: gdsctl reconcile

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
