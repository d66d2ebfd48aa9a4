{{%AUTOESCAPE context="HTML"}}
<h2 style="margin:0 0 4px 0; font-size:17px; color:#14324a">What you ordered</h2>
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-size:15px">
{{#LINES}}
<tr>
<td style="padding:12px 12px 12px 0; border-bottom:1px solid #dde3e8">{{LINE_UNITS}} × <strong>{{LINE_TITLE}}</strong><br><span style="color:#5a6b7b; font-size:13px">{{LINE_MPN}}, {{LINE_CONDITION}}, SKU {{LINE_SKU}}<br>{{LINE_PRICE}} each</span></td>
<td align="right" valign="top" style="padding:12px 0; border-bottom:1px solid #dde3e8; white-space:nowrap">{{LINE_TOTAL}}</td>
</tr>
{{/LINES}}
<tr><td style="padding:14px 12px 2px 0">Subtotal</td><td align="right" style="padding:14px 0 2px 0">{{SUBTOTAL}}</td></tr>
{{#DISCOUNT}}
<tr><td style="padding:2px 12px 2px 0">Discount</td><td align="right" style="padding:2px 0">{{DISCOUNT}}</td></tr>
{{/DISCOUNT}}
<tr><td style="padding:2px 12px 2px 0">Shipping</td><td align="right" style="padding:2px 0">{{SHIPPING}}</td></tr>
<tr><td style="padding:2px 12px 2px 0">Sales tax</td><td align="right" style="padding:2px 0">{{TAX}}</td></tr>
<tr><td style="padding:8px 12px 2px 0; font-size:18px; font-weight:bold; color:#14324a">Total</td><td align="right" style="padding:8px 0 2px 0; font-size:18px; font-weight:bold; color:#14324a">{{TOTAL}}</td></tr>
{{#GIFT_CARDS}}
<tr><td style="padding:2px 12px 2px 0">Gift cards and credit</td><td align="right" style="padding:2px 0">{{GIFT_CARDS}}</td></tr>
{{#BY_CARD}}
<tr><td style="padding:2px 12px 2px 0">By card</td><td align="right" style="padding:2px 0">{{BY_CARD}}</td></tr>
{{/BY_CARD}}
{{/GIFT_CARDS}}
</table>
