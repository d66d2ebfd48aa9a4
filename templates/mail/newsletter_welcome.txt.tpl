You get our newsletter from now on.

What has come in, what costs less, new guides: not more than one a week. The address is used for
nothing else.

See what there is now: {{LINK}}

You said yes by the link in our last mail. End the newsletter: {{STOP_LINK}}

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
