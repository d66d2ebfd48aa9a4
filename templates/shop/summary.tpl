{{%AUTOESCAPE context="HTML"}}
<table class="sum">
<caption>Your order</caption>
<tbody>
{{#LINES}}
<tr><td class="num">{{LINE_UNITS}} ×</td><td><a href="{{LINE_PATH}}">{{LINE_TITLE}}</a><br><span class="mpn">{{LINE_MPN}}</span> {{LINE_GRADE}}, {{LINE_UNIT_PRICE}} each{{#LINE_NOTE}}<br><span class="aside">{{LINE_NOTE}}</span>{{/LINE_NOTE}}</td><td class="num">{{LINE_TOTAL}}</td></tr>
{{/LINES}}
</tbody>
<tfoot>
<tr><th scope="row" colspan="2">Subtotal</th><td class="num">{{SUBTOTAL}}</td></tr>
{{#DISCOUNTS}}
<tr><th scope="row" colspan="2">{{DISCOUNT_NAME}}</th><td class="num">−{{DISCOUNT_AMOUNT}}</td></tr>
{{/DISCOUNTS}}
{{#SHIPPING}}
<tr><th scope="row" colspan="2">Shipping</th><td class="num">{{SHIPPING}}</td></tr>
{{/SHIPPING}}
{{#TAX}}
<tr><th scope="row" colspan="2">Sales tax</th><td class="num">{{TAX}}</td></tr>
{{/TAX}}
{{#TOTAL}}
<tr class="total"><th scope="row" colspan="2">Total</th><td class="num">{{TOTAL}}</td></tr>
{{/TOTAL}}
{{#TENDERS}}
<tr><th scope="row" colspan="2">{{TENDER_NAME}}</th><td class="num">−{{TENDER_AMOUNT}}</td></tr>
{{/TENDERS}}
{{#LEFT_TO_PAY}}
<tr class="total"><th scope="row" colspan="2">By card</th><td class="num">{{LEFT_TO_PAY}}</td></tr>
{{/LEFT_TO_PAY}}
{{#TOTAL_LATER}}
<tr><td class="aside" colspan="3">Shipping and sales tax depend on the address; the review shows the whole total before you pay.</td></tr>
{{/TOTAL_LATER}}
</tfoot>
</table>
