{{%AUTOESCAPE context="HTML"}}
{{>SHOP_PAGE_HEAD}}
<header class="top">
<h1>Order <span class="tape">{{NUMBER}}</span></h1>
<p>Placed on {{PLACED_ON}}</p>
</header>
<section class="state {{STATE_WORD}}" aria-labelledby="state-title">
<h2 id="state-title">{{STATE_TITLE}}</h2>
<p>{{STATE_ADVICE}}</p>
</section>
<div class="desk">
<div class="desk-main">
{{>SHOP_SUMMARY}}
{{#AGAIN_PATH}}
<form class="row" action="{{AGAIN_PATH}}" method="post"><button class="plain" type="submit">Buy it again</button> <span class="hint">at the prices of today</span></form>
{{/AGAIN_PATH}}
</div>
<aside class="desk-side" aria-label="Delivery and history">
{{#PAYMENT_DUE}}
<section class="card" aria-labelledby="due-title">
<h2 id="due-title">Payment due</h2>
<p class="due"><span>{{#DUE_TERMS}}{{DUE_TERMS}}{{/DUE_TERMS}}{{#DUE_UNTIL}}, by {{DUE_UNTIL}}{{/DUE_UNTIL}}</span> <b>{{DUE_AMOUNT}}</b></p>
{{#DUE_PO_NUMBER}}<p>Your purchase order: {{DUE_PO_NUMBER}}</p>{{/DUE_PO_NUMBER}}
{{#DUE_HOW}}
<p class="said">{{DUE_HOW}}</p>
<p class="hint">Name the number of the order with your payment.</p>
{{/DUE_HOW}}
{{#DUE_PAY_PATH}}<p><a class="button wide" href="{{DUE_PAY_PATH}}">Pay online</a></p>{{/DUE_PAY_PATH}}
</section>
{{/PAYMENT_DUE}}
<section class="card" aria-labelledby="to-title">
<h2 id="to-title">Ships to</h2>
<address>{{#ADDRESS}}{{ADDRESS_LINE}}<br>{{/ADDRESS}}{{EMAIL}}</address>
</section>
<section class="card" aria-labelledby="by-title">
<h2 id="by-title">Ships by</h2>
<p>{{METHOD}}: {{METHOD_DAYS}} in transit, after we have packed.</p>
{{#UNLOADING}}<p>Unloading: {{UNLOADING}}</p>{{/UNLOADING}}
</section>
<section class="card" aria-labelledby="history-title">
<h2 id="history-title">History</h2>
<ol class="history">
{{#STEPS}}
<li><time datetime="{{STEP_AT}}">{{STEP_ON}}</time> {{STEP_WHAT}} <span class="hint">{{STEP_DETAIL}}</span></li>
{{/STEPS}}
</ol>
{{#INVOICE}}
<p><a href="{{INVOICE_PATH}}">Invoice (PDF)</a></p>
{{/INVOICE}}
</section>
{{#RETURNS_CARD}}
<section class="card" id="returns" aria-labelledby="returns-title" tabindex="-1">
<h2 id="returns-title">Returns</h2>
{{#HAS_RETURNS}}
<ul class="devices">
{{#RETURNS}}
<li><b>Return <span class="tape">{{RETURN_NUMBER}}</span></b>
<ul class="hint">
{{#RETURN_LINES}}
<li>{{RETURN_LINE}}</li>
{{/RETURN_LINES}}
</ul>
<p>{{RETURN_SAYS}}</p>
{{#RETURN_TO}}<address>{{RETURN_TO}}</address>{{/RETURN_TO}}
{{#RETURN_ANSWER}}<p class="said">{{RETURN_ANSWER}}</p>{{/RETURN_ANSWER}}
</li>
{{/RETURNS}}
</ul>
{{/HAS_RETURNS}}
{{#RETURN_PATH}}<p><a href="{{RETURN_PATH}}">Send something back</a> <span class="hint">until {{RETURN_UNTIL}}</span></p>{{/RETURN_PATH}}
</section>
{{/RETURNS_CARD}}
{{#REVIEWABLE}}
<section class="card" aria-labelledby="review-title">
<h2 id="review-title">How is it?</h2>
<ul>
{{#TO_REVIEW}}
<li>{{#TO_REVIEW_PATH}}<a href="{{TO_REVIEW_PATH}}">Review {{TO_REVIEW_TITLE}}</a>{{/TO_REVIEW_PATH}}{{#REVIEWED}}{{TO_REVIEW_TITLE}}: <span class="hint">reviewed, thank you</span>{{/REVIEWED}}</li>
{{/TO_REVIEW}}
</ul>
</section>
{{/REVIEWABLE}}
{{#REFERRAL}}
<section class="card" aria-labelledby="referral-title">
<h2 id="referral-title">Bring a colleague</h2>
<p>{{REFERRAL_TEXT}} once their first order can no longer be returned.</p>
{{#REFERRAL_LINK}}
<p class="field"><label for="referral-link">Your link</label> <input id="referral-link" value="{{REFERRAL_LINK}}" readonly></p>
{{/REFERRAL_LINK}}
{{#REFERRAL_ASK}}
<form action="{{REFERRAL_ASK_PATH}}" method="post"><button>Get your link</button></form>
{{/REFERRAL_ASK}}
</section>
{{/REFERRAL}}
</aside>
</div>
<p class="hint">Keep this link to yourself: who has it can read this page.</p>
{{>SHOP_PAGE_FOOT}}
