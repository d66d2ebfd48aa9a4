{{%AUTOESCAPE context="HTML"}}
<p>We ship from the United States to the 50 states and the District of Columbia. We do not ship to territories, military post or other countries.</p>
<h2>What it costs</h2>
<p>The price depends on the weight of everything in the cart and on the state it goes to. You see it for each way of shipping in the checkout, before anything is charged. Where a maker does not state a weight we use an estimate for that kind of device.</p>
<h2>How long it takes</h2>
<table class="spec"><thead><tr><th scope="col">Way</th><th scope="col">In transit</th></tr></thead><tbody>
<tr><th scope="row">Ground</th><td>3 to 5 business days</td></tr>
<tr><th scope="row">Two-day</th><td>2 business days</td></tr>
<tr><th scope="row">Overnight</th><td>1 business day</td></tr>
</tbody></table>
<p>Heavy orders go by ground. The days count from when the parcel leaves us.</p>
