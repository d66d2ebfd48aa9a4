{{%AUTOESCAPE context="HTML"}}
<p>You can send back anything within 30 days of delivery, apart from hardware sold for parts.</p>
<h2>Who pays the way back</h2>
<p>We do, if the device arrives broken, does not work or is not what the page said. You do, if it simply does not suit you.</p>
<h2>How to return</h2>
<p>Open your order by the link in its mail, or <a href="/orders/lookup">by its number</a>, and say there which units come back and why; answering the mail does as well. We reply with the address and a return number. Please keep the packaging: heavy hardware in a thin box does not survive the trip.</p>
<h2>Refunds</h2>
<p>When the units are back and complete we refund their price and their sales tax to the card that paid.</p>
