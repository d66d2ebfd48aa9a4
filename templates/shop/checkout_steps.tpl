{{%AUTOESCAPE context="HTML"}}
<ol class="steps" aria-label="Steps of the checkout">
{{#STEP_1}}<li aria-current="step">Address</li>{{/STEP_1}}
{{#STEP_1_DONE}}<li class="done"><a href="/checkout">Address</a></li>{{/STEP_1_DONE}}
{{#STEP_2}}<li aria-current="step">Shipping</li>{{/STEP_2}}
{{#STEP_2_DONE}}<li class="done"><a href="/checkout/shipping">Shipping</a></li>{{/STEP_2_DONE}}
{{#STEP_2_AHEAD}}<li>Shipping</li>{{/STEP_2_AHEAD}}
{{#STEP_3}}<li aria-current="step">Review and pay</li>{{/STEP_3}}
{{#STEP_3_AHEAD}}<li>Review and pay</li>{{/STEP_3_AHEAD}}
</ol>
