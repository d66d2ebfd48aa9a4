A gift card for you.

Amount  {{AMOUNT}}
Code    {{CODE}}
{{#EXPIRES}}Good until {{EXPIRES}} (UTC)
{{/EXPIRES}}
Type the code in your cart; what you do not spend stays on the card. It works together with other
cards and a payment by card.

To the cart: {{SITE_URL}}/cart

Keep this mail like cash: whoever has the code can spend it, and we cannot show it again. If it came
twice, the later mail has the code that counts.

{{SITE_NAME}}
{{SITE_URL}}
{{POSTAL_ADDRESS}}
