{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<title>Quote {{NUMBER}}</title>
{{>MAIL_FRAME_HEAD}}
<tr><td style="padding:28px 28px 8px 28px">
{{#IS_QUOTE}}
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">Here is what we offer, {{NAME}}.</h1>
{{/IS_QUOTE}}
{{#IS_DRAFT}}
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">Your order is ready, {{NAME}}. One step is left.</h1>
{{/IS_DRAFT}}
<p style="margin:0 0 20px 0">Quote <strong>{{NUMBER}}</strong>, good until {{EXPIRES}} (UTC)</p>
{{#NOTE}}
<p style="margin:0 0 20px 0; white-space:pre-line">{{NOTE}}</p>
{{/NOTE}}
<p style="margin:0 0 24px 0"><a href="{{QUOTE_URL}}" style="display:inline-block; padding:12px 22px; background-color:#0b6b4f; border-radius:6px; color:#ffffff; font-weight:bold; text-decoration:none">Look at it and order</a></p>
</td></tr>
<tr><td style="padding:0 28px">
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-size:15px">
{{#LINES}}
<tr>
<td style="padding:12px 12px 12px 0; border-bottom:1px solid #dde3e8">{{LINE_UNITS}} × <strong>{{LINE_TITLE}}</strong><br><span style="color:#5a6b7b; font-size:13px">{{LINE_MPN}}, {{LINE_CONDITION}}<br>{{LINE_PRICE}} each</span></td>
<td align="right" valign="top" style="padding:12px 0; border-bottom:1px solid #dde3e8; white-space:nowrap">{{LINE_TOTAL}}</td>
</tr>
{{/LINES}}
<tr><td style="padding:14px 12px 2px 0">Subtotal</td><td align="right" style="padding:14px 0 2px 0">{{GOODS}}</td></tr>
{{#SHIPPING}}
<tr><td style="padding:2px 12px 2px 0">Shipping, {{METHOD}}</td><td align="right" style="padding:2px 0">{{SHIPPING}}</td></tr>
{{/SHIPPING}}
</table>
<p style="margin:8px 0 0 0; color:#5a6b7b">Sales tax and the whole total are shown before you order.</p>
{{#TERMS}}
<p style="margin:8px 0 0 0">Payment: {{TERMS}}; no card is charged when you order.</p>
{{/TERMS}}
</td></tr>
<tr><td style="padding:24px 28px 24px 28px; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">Keep this link to yourself: who has it can read and accept the quote. To change anything, just answer this mail.</p>
{{>MAIL_FRAME_FOOT}}
