{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<title>Your order {{NUMBER}}</title>
{{>MAIL_FRAME_HEAD}}
<tr><td style="padding:28px 28px 8px 28px">
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">Thank you for your order.</h1>
<p style="margin:0 0 20px 0">Order <strong>{{NUMBER}}</strong>, placed {{PLACED}}</p>
<p style="margin:0 0 24px 0"><a href="{{TRACKING_URL}}" style="display:inline-block; padding:12px 22px; background-color:#0b6b4f; border-radius:6px; color:#ffffff; font-weight:bold; text-decoration:none">Follow it here</a></p>
</td></tr>
<tr><td style="padding:0 28px">
{{>MAIL_ORDER_LINES}}
</td></tr>
{{#PAYMENT_DUE}}
<tr><td style="padding:24px 28px 0 28px">
<h2 style="margin:0 0 4px 0; font-size:17px; color:#14324a">Payment due</h2>
<p style="margin:0 0 8px 0"><strong>{{DUE_AMOUNT}}</strong> by {{DUE_UNTIL}}, {{DUE_TERMS}}</p>
{{#DUE_PO_NUMBER}}
<p style="margin:0 0 8px 0">Your purchase order: {{DUE_PO_NUMBER}}</p>
{{/DUE_PO_NUMBER}}
{{#DUE_HOW}}
<p style="margin:0 0 8px 0; white-space:pre-line">{{DUE_HOW}}</p>
{{/DUE_HOW}}
<p style="margin:0; color:#5a6b7b">Please name the number of the order with your payment.</p>
</td></tr>
{{/PAYMENT_DUE}}
<tr><td style="padding:24px 28px 8px 28px">
<h2 style="margin:0 0 4px 0; font-size:17px; color:#14324a">Shipping to</h2>
<p style="margin:0 0 8px 0">{{#ADDRESS}}{{ADDRESS_LINE}}<br>{{/ADDRESS}}</p>
<p style="margin:0 0 16px 0; color:#5a6b7b">By {{METHOD}}, {{METHOD_DAYS}} in transit.</p>
</td></tr>
<tr><td style="padding:16px 28px 24px 28px; border-top:1px solid #dde3e8; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">Keep this mail: its link is the way to your order. If something is not right, just answer it.</p>
{{>MAIL_FRAME_FOOT}}
