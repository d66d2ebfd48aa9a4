#!/usr/bin/env node
// Every task of a shopper by keyboard alone, and without script.
'use strict';
const { tests, url, fakes, sql, until } = require('./lib/shop.js');
const { tab_to, press, type, to_the_review } = require('./lib/keys.js');

const slug = 'cisco-ws-c3850-24t-l';
const mailbox = `tasks.${process.pid}@shop.example`;
const visitor = (t) => t.page({ javaScriptEnabled: false });
const at = (page) => new URL(page.url()).pathname;

async function finds(t) {
  const page = await visitor(t);
  await page.goto('/');
  await type(page, page.getByLabel('Part number or words'), 'ws c3850 24t');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search?*');
  await tab_to(page, page.locator('main a.unit-name').first());
  await page.keyboard.press('Enter');
  await page.waitForURL('**/p/*');
  t.is(at(page), `/p/${slug}`, 'find: a part number leads to its product');
}

async function filters_and_compares(t) {
  const page = await visitor(t);
  await page.goto('/c/networking/switches');
  await tab_to(page, page.locator('.filters').getByRole('link', { name: 'Used' }));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search?in=**');
  t.like(page.url(), /condition=used$/, 'filter: a filter is a link');
  const boxes = page.getByRole('checkbox', { name: /^Compare/ });
  for (const nth of [0, 1]) {
    await tab_to(page, boxes.nth(nth));
    await page.keyboard.press('Space');
  }
  await press(page, 'button', 'Compare');
  await page.waitForURL('**/compare?*');
  t.is(await page.getByRole('columnheader').count(), 2, 'compare: two stand side by side');
}

async function buys(t) {
  const page = await visitor(t);
  await page.goto(`/p/${slug}`);
  await type(page, page.locator('.offer.first').getByLabel('Units'), '2');
  await press(page, 'button', 'Add to cart');
  await page.waitForURL('**/cart');
  await type(page, page.getByLabel(/^Units of/), '1');
  await press(page, 'button', /^Update/);
  await page.locator('[data-cart-units="1"]').waitFor();
  t.ok(true, 'cart: its units change');
  await press(page, 'link', 'Checkout');
  await page.waitForURL('**/checkout');
  await to_the_review(page, mailbox);
  await press(page, 'button', /^Place order and pay/);
  await page.waitForURL(`${fakes}/**`);
  t.ok(true, 'checkout: it leads to the payment page');
  await press(page, 'button', 'Pay');
  await page.waitForURL('**/checkout/done?**');
  t.ok(await until(15, () => sql(`SELECT count(*) FROM orders WHERE email = '${mailbox}'
    AND state = 'placed'`) === '1'), 'checkout: and the order is placed');
}

async function link_in_mail(to, like) {
  let found = null;
  await until(10, async () => {
    const mails = JSON.parse(await (await fetch(`${fakes}/_control/mails`)).text());
    const mail = mails.find((one) => one.to[0].toLowerCase() === to && like.test(one.text));
    found = mail && mail.text.match(/https?:\/\/[^/\s]+(\/\S+\?t=[\w-]+)/);
    return found;
  });
  return found[1];
}

async function has_an_account(t) {
  const page = await visitor(t);
  await page.goto('/account/register');
  await type(page, page.getByLabel('E-mail'), mailbox);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/account/sent*');
  await page.goto(await link_in_mail(mailbox, /Choose a password/));
  for (const field of await page.locator('form.sheet input[required]').all()) {
    const secret = (await field.getAttribute('type')) === 'password';
    await type(page, field, secret ? 'five words in a row' : 'Kim Lee');
  }
  await page.keyboard.press('Enter');
  await page.waitForURL((to) => !/reset/.test(to.pathname));
  if (at(page) !== '/account') {
    await page.goto('/account/sign-in');
    await type(page, page.getByLabel('E-mail'), mailbox);
    await type(page, page.getByLabel('Password'), 'five words in a row');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/account');
  }
  t.is(await page.getByRole('heading', { level: 1 }).innerText(), 'Your account',
    'account: it begins with a mail');
  await press(page, 'button', 'Sign out');
  await page.waitForURL('**/account/sign-in*');
  t.ok(true, 'account: and is left by a button');
}

async function asks_for_a_quote(t) {
  const page = await visitor(t);
  await page.goto(`/p/${slug}`);
  await press(page, 'link', 'Ask for a quote');
  await page.waitForURL('**/contact?*');
  await type(page, page.getByLabel(/^Units/), '40');
  for (const field of await page.locator('form.sheet input[required]:not([name="units"])').all()) {
    const email = (await field.getAttribute('type')) === 'email';
    await type(page, field, email ? mailbox : 'Kim Lee');
  }
  await page.keyboard.press('Enter');
  await page.waitForURL('**/contact/sent');
  t.is(sql(`SELECT count(*) FROM enquiries WHERE email = '${mailbox}'`), '1', 'quote: it is asked for');
}

async function waits_for_stock(t) {
  const [variant, path, before] = sql(`SELECT v.id || '|' || p.slug || '|' || s.on_hand FROM variants v
    JOIN products p ON p.id = v.product_id JOIN stock_items s ON s.variant_id = v.id
    WHERE p.kind = 'product' AND v.state = 'active' AND s.on_hand > 0 AND s.allocated = 0 AND s.held = 0
      AND (SELECT count(*) FROM variants o WHERE o.product_id = p.id) = 1
      AND NOT EXISTS (SELECT FROM bundle_items b WHERE b.component_variant_id = v.id)
    ORDER BY v.id DESC OFFSET 5 LIMIT 1`).split('|');
  const count_as = (units) => sql(`INSERT INTO stock_movements
    (stock_item_id, kind, on_hand_delta, reason, actor, at)
    SELECT id, 'adjusted', ${units} - on_hand, 'lost', 'test', now() FROM stock_items
     WHERE variant_id = ${variant}`);
  count_as(0);
  try {
    // Not by the browser, which keeps a page for a minute.
    await until(10, async () => /class="wait"/.test(await (await fetch(`${url}/p/${path}`)).text()));
    const page = await visitor(t);
    await page.goto(`/p/${path}`);
    await type(page, page.locator('form.wait').getByLabel('E-mail'), mailbox);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/notify/sent');
    await page.goto(await link_in_mail(mailbox, /Shall we write/));
    await press(page, 'button', 'Yes, write to me');
    await page.getByRole('heading', { name: 'We shall write to you' }).waitFor();
    t.ok(true, 'notify: who waits has said so twice');
  } finally {
    count_as(before);
  }
}

async function keeps_a_list(t) {
  const page = await visitor(t);
  await page.goto(`/p/${slug}`);
  await press(page, 'button', 'Save to a list');
  await page.waitForURL('**/lists/*');
  t.is(await page.getByRole('heading', { level: 1 }).innerText(), 'Saved items', 'list: saved');
  await type(page, page.getByLabel('Name'), 'Rack 4');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Rack 4' }).waitFor();
  await press(page, 'button', 'Make a link to it');
  const link = page.getByRole('link', { name: /\/lists\/shared\// });
  await link.waitFor();
  const friend = await visitor(t);
  await friend.goto(await link.getAttribute('href'));
  t.is(await friend.getByRole('heading', { level: 1 }).innerText(), 'Rack 4', 'list: shared');
  await press(page, 'button', /^Move to cart/);
  await page.waitForURL('**/cart');
  t.is(await page.locator(`main a[href="/p/${slug}"]`).count(), 1, 'list: into the cart');
  await press(page, 'button', /^Save for later/);
  await page.waitForURL('**/cart?saved=*');
  await press(page, 'link', 'your list');
  await page.waitForURL('**/lists/*');
  await press(page, 'button', /^Remove Cisco/);
  await page.getByText('Nothing is on it.').waitFor();
  t.ok(true, 'list: for later, and off it');
}

tests(async (t) => {
  // Other tests of this shop have bought of it.
  sql(`INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at)
    SELECT s.id, 'received', 20, 'tasks', now() FROM stock_items s JOIN variants v ON v.id = s.variant_id
      JOIN products p ON p.id = v.product_id WHERE p.slug = '${slug}'`);
  await finds(t);
  await filters_and_compares(t);
  await buys(t);
  await has_an_account(t);
  await asks_for_a_quote(t);
  await waits_for_stock(t);
  await keeps_a_list(t);
  const ours = t.complaints.filter((line) => !line.startsWith(fakes) && !/status of 422/.test(line));
  t.is(ours.join('\n'), '', `the browser has nothing to complain about at ${url}`);
});
