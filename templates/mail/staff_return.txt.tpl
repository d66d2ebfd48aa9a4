A buyer wants to send something back.

Return {{RETURN}}, of order {{NUMBER}}.

{{#LINES}}{{LINE_UNITS}} x {{LINE_TITLE}}: {{LINE_REASON}}
{{/LINES}}{{#NOTE}}
{{NOTE}}
{{/NOTE}}
Answer it: gdsctl returns approve {{RETURN}}
       or: gdsctl returns refuse {{RETURN}} --reason "what the buyer reads"

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
