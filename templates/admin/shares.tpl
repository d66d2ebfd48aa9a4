{{%AUTOESCAPE context="HTML"}}
<table class="sum">
<tbody>
{{#SHARES}}
<tr><td>{{SHARE_NAME}}{{#SHARE_OF}}<br><span class="aside">{{SHARE_OF}}</span>{{/SHARE_OF}}</td><td class="num">{{SHARE_AMOUNT}}</td></tr>
{{/SHARES}}
</tbody>
<tfoot><tr class="total"><th scope="row">Given back</th><td class="num">{{PREVIEW_TOTAL}}</td></tr></tfoot>
</table>
