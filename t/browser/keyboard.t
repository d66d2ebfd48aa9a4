#!/usr/bin/env node
// The shop by keyboard alone, and what script tells a shopper who does not look at the screen.
'use strict';
const { tests, fakes, sql } = require('./lib/shop.js');
const { tab_to, press, to_the_review } = require('./lib/keys.js');

const slug = 'cisco-ws-c3850-24t-l';
async function buys_two(t) {
  const page = await t.page();
  await page.goto(`/p/${slug}`);
  await page.keyboard.press('Tab');
  t.is(await page.evaluate(() => document.activeElement.textContent), 'Skip to the content',
    'the first control skips to the content');
  await page.keyboard.press('Enter');
  const offer = page.locator('.offer.first');
  await tab_to(page, offer.getByLabel('Units'));
  await page.keyboard.press('ArrowUp');
  await press(page, 'button', 'Add to cart');
  await offer.getByRole('status').getByText('Your cart has 2 units').waitFor();
  t.is(await page.locator('[data-cart-count]').innerText(), '2', 'the header counts');
  t.is(new URL(page.url()).pathname, `/p/${slug}`, 'adding does not leave the page');

  await page.goto('/');
  t.is(await page.locator('[data-cart-count]').innerText(), '2', 'a generated page counts, too');
  await press(page, 'link', 'Cart');
  await page.waitForURL('**/cart');
  await tab_to(page, page.getByRole('link', { name: 'Checkout', exact: true }));
  t.is(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'solid',
    'the focus can be seen');
  await page.keyboard.press('Enter');

  await press(page, 'button', 'Continue');
  await page.getByRole('alert').waitFor();
  t.is(await page.evaluate(() => document.activeElement.id), 'errors',
    'after an error the focus is on its summary');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  t.is(await page.evaluate(() => document.activeElement.id), 'email',
    'whose first link leads to the field');
  await page.goto('/checkout');
  await to_the_review(page, 'keys@shop.example');
  const total = await page.locator('.sum .total .num').innerText();
  const button = page.getByRole('button', { name: 'Place order and pay', exact: true });
  t.is((await button.innerText()).replace(/\s+/g, ' '), `Place order and pay ${total}`,
    'the button states what is paid');
  await press(page, 'button', 'Place order and pay');
  await page.waitForURL(`${fakes}/**`);
  await press(page, 'button', 'Pay');
  await page.waitForURL('**/checkout/done?**');
  await page.getByRole('heading', { name: 'Your order is placed' }).waitFor();
  t.is(await page.locator('[data-cart-count]').innerText(), '', 'the count is gone');
  await press(page, 'link', 'Follow this order');
  await page.waitForURL('**/orders/**');
  const number = await page.locator('h1 .tape').innerText();
  t.is(sql(`SELECT state, email FROM orders WHERE number = '${number}'`),
    'placed|keys@shop.example', 'the order stands');
  await page.context().close();
}

// The page is older than the price: script tells the new one, and adds at it when asked again.
async function is_told_the_new_price(t) {
  const page = await t.page();
  await page.goto(`/p/${slug}`);
  const offer = page.locator('.offer.first');
  const variant = await offer.getAttribute('data-offer');
  const cents = Number(await offer.getAttribute('data-price-version'));
  sql(`UPDATE variants SET price_cents = ${cents + 100} WHERE id = ${variant}`);
  try {
    await offer.getByRole('button', { name: 'Add to cart' }).click();
    await offer.getByRole('status').getByText('Nothing was added yet').waitFor();
    t.is(await offer.getAttribute('data-price-version'), String(cents + 100),
      'the page learns the price of now');
    t.is(sql(`SELECT count(*) FROM cart_lines WHERE variant_id = ${variant}
                AND price_cents = ${cents + 100}`), '0', 'nothing was added');
    await offer.getByRole('button', { name: 'Add to cart' }).click();
    await offer.getByRole('status').getByText('Your cart has 1 unit').waitFor();
    t.is(sql(`SELECT count(*) FROM cart_lines WHERE variant_id = ${variant}
                AND price_cents = ${cents + 100}`), '1', 'asked again it is added at that price');
  } finally {
    sql(`UPDATE variants SET price_cents = ${cents} WHERE id = ${variant}`);
  }
  await page.context().close();
}

// The generated page says a band; script says what is so this minute.
async function sees_the_stock_of_now(t) {
  const page = await t.page();
  await page.route('**/live/products/*', async (route) => {
    const answer = await route.fetch();
    const told = await answer.json();
    for (const one of told.variants) Object.assign(one, { band: 'last', units: 1 });
    await route.fulfill({ json: told });
  });
  await page.goto(`/p/${slug}`);
  await page.locator('.offer.first [data-stock]').getByText('Only 1 left').waitFor();
  t.is(await page.locator('.offer.first').getByLabel('Units').getAttribute('max'), '1',
    'no more than there are can be asked for');
  await page.context().close();
}

// A password can be looked at while it is typed.
async function sees_a_password(t) {
  const page = await t.page();
  await page.goto('/account/sign-in');
  const field = page.locator('#password');
  await field.fill('five words in a row');
  await press(page, 'button', 'Show the password');
  t.is(await field.getAttribute('type'), 'text', 'what was typed can be seen');
  await press(page, 'button', 'Hide the password');
  t.is(await field.getAttribute('type'), 'password', 'and hidden again');
  t.is(await page.locator('meter').count(), 0, 'where one signs in nothing measures it');
  await page.context().close();
}

// Beside a new password stands how strong it is, in words too.
async function sees_how_strong_a_password_is(t) {
  const token = `meter${Date.now()}`.padEnd(43, 'x');
  sql(`INSERT INTO mail_proofs (audience, purpose, email, token_hash, asked_at, expires_at)
       VALUES ('shopper', 'register', 'meter@example.com', encode(sha256('${token}'), 'hex'), now(), now() + interval '10 minutes')`);
  const page = await t.page();
  await page.goto(`/account/reset?t=${token}`);
  const strengths = [['switches', 'Weak'], ['aaaaaaaaaaaaaaaa', 'Weak'], ['four switches', 'Fair'],
    ['seven shelves of switches', 'Strong']];
  for (const [typed, word] of strengths) {
    await page.locator('#password').fill(typed);
    t.is(await page.locator('meter + [role=status]').innerText(), word, `'${typed}' is told to be ${word}`);
  }
  t.is(await page.locator('meter').getAttribute('aria-label'), 'Strength', 'the meter has a name');
  await page.context().close();
}

tests(async (t) => {
  await buys_two(t);
  await sees_a_password(t);
  await sees_how_strong_a_password_is(t);
  await is_told_the_new_price(t);
  await sees_the_stock_of_now(t);
  // A refusal is answered with 422, which the browser reports as an error of loading; the stand-in
  // for Stripe has no icon.
  const ours = t.complaints.filter((line) => !line.startsWith(fakes) && !/status of 422/.test(line));
  t.is(ours.join('\n'), '',
    'the browser has nothing to complain about');
});
