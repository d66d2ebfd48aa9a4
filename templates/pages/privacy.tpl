{{%AUTOESCAPE context="HTML"}}
<h2>What we keep</h2>
<p>When you order: your name, your address, your mail address, your phone number if you give it, and what you bought. We need it to deliver, to answer questions and to keep our books; tax law wants the books kept for years.</p>
<p>When you have an account: your mail address and name, the addresses you save, your lists, and your password in a form that cannot be read back. So that nobody else gets in, each try to sign in is kept for 90 days with its network address and the name of the browser.</p>
<p>When you write to us or ask to be told of an offer: what you wrote, and where to answer. When you send an exemption certificate: that paper; one that was not accepted goes after 90 days.</p>
<p>When you ask for our newsletter: your mail address, when and where you asked, and when you said yes to it by mail. When you end it we keep a mark of your address alone, by which we know never to send you another. A review of goods stands on their page under the name that you give.</p>
<h2>Who else sees it</h2>
<p>Our payment provider Stripe has your card number, which we never see, and what you pay for. The carrier has your address. Our mail server has our mails to you. Forms that must not be sent by programs ask Cloudflare whether a person sends them; its script stands on pages with such a form and on no others. Google hears of you only if you sign in by Google. Nobody else, and nothing is sold.</p>
<h2>Cookies</h2>
<p>Each holds a random number and nothing else: one finds your cart, one your saved lists before you have an account, one says that you are signed in, one that you signed in with this browser before, and one, for some minutes, that you are on your way back from Google. The browser itself keeps how many things are in your cart and which products you looked at last; that is sent nowhere. Nothing follows you to other sites.</p>
<h2>Your rights</h2>
<p>Your account has a copy of what it holds to download, under “A copy of my data”. Who has none may ask for it, and everybody for removal as far as tax law lets us: answer any mail of your order to do so. An order or an account is what you ask us for: without these data there is none, and we use them for nothing else.</p>
