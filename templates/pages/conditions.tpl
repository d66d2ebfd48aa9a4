{{%AUTOESCAPE context="HTML"}}
<p>Every offer states the condition of the unit that ships, not of the product in general.</p>
<table class="spec"><tbody>
{{#GRADES}}
<tr><th scope="row"><span class="grade {{GRADE_WORD}}">{{GRADE_NAME}}</span></th><td>{{GRADE_MEANING}}</td></tr>
{{/GRADES}}
</tbody></table>
<h2>What we do before it ships</h2>
<p>Used and refurbished devices are powered on, their ports, fans and power supplies checked, their configuration and storage erased, and their firmware left at a version the maker still distributes where we may do so.</p>
<h2>What a stock note means</h2>
<p>“In stock” is on our own shelf. “Only 3 left” counts what can be bought at this moment. What is in your cart is kept for you for 15 minutes.</p>
