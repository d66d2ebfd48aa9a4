#!/usr/bin/env node
// A shopper buys two units of a Cisco switch of the demo shop, with script and without: the order,
// the stock movement, the mail and the tracking page are what they should be.
'use strict';
const { tests, url, fakes, sql, until } = require('./lib/shop.js');

// The cheapest in stock stands first on its page: its button is named "Add to cart", those of other
// conditions say which they add.
const SWITCH = `SELECT %s FROM variants v JOIN products p ON p.id = v.product_id
  JOIN brands b ON b.id = p.brand_id JOIN categories c ON c.id = p.category_id
  JOIN stock_items s ON s.variant_id = v.id
  WHERE b.name = 'Cisco' AND c.path LIKE '%switches%' AND s.on_hand - s.allocated - s.held >= 4
  ORDER BY v.price_cents, v.id LIMIT 1`;
const of_switch = (columns) => sql(SWITCH.replace('%s', columns));

async function mail_to(address) {
  const answer = await fetch(`${fakes}/_control/mails`);
  const mails = JSON.parse(await answer.text());
  return JSON.stringify(mails).includes(address);
}

async function buys(t, kind, options) {
  const says = (sentence) => `${kind}: ${sentence}`;
  const [variant, slug, title, price] = of_switch(
    "v.id || '|' || p.slug || '|' || p.title || '|' || v.price_cents").split('|');
  const stock = () => sql(`SELECT on_hand || ' ' || allocated || ' ' || held FROM stock_items
    WHERE variant_id = ${variant}`);
  const [on_hand, allocated] = stock().split(' ').map(Number);
  const movements = () => Number(sql(`SELECT count(*) FROM stock_movements m JOIN stock_items s
    ON s.id = m.stock_item_id WHERE s.variant_id = ${variant} AND m.kind = 'allocated'`));
  const before = movements();
  const email = `buyer-${kind.replaceAll(' ', '-')}@shop.example`;

  const page = await t.page(options);
  await page.goto(`/p/${slug}`);
  const form = page.locator('form').filter({ has: page.locator(`input[name="variant"][value="${variant}"]`) });
  await form.getByRole('spinbutton').fill('2');
  await form.getByRole('button', { name: 'Add to cart' }).click();
  if (options.javaScriptEnabled !== false) {
    await form.getByRole('link', { name: /check out/i }).waitFor();
    t.is(new URL(page.url()).pathname, `/p/${slug}`, says('adding does not leave the page'));
    await page.getByRole('link', { name: /^Cart/ }).first().click();
  }
  await page.waitForURL('**/cart');
  t.is(await page.locator(`main a[href$="/p/${slug}"]`).count() > 0, true,
    says('the cart links the line to its product'));
  t.is(stock(), `${on_hand} ${allocated} 2`, says('two units are held'));

  await page.getByRole('link', { name: 'Checkout' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Full name').fill('Kim Example');
  await page.getByLabel('Street and number').fill('350 Fifth Avenue');
  await page.getByLabel('City').fill('New York');
  await page.getByLabel('State').selectOption('NY');
  await page.getByLabel('ZIP code').fill('10118');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Continue' }).click();

  await page.getByRole('button', { name: 'Place order and pay' }).click();
  await page.waitForURL(`${fakes}/**`);
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
  await page.waitForURL(`${url}/checkout/done**`);
  const order = await until(10, () => sql(`SELECT id FROM orders
    WHERE email = '${email}' AND state = 'placed'`));
  t.like(order, /^\d+$/, says('one order is placed'));
  const [number, token, subtotal, total, due] = sql(`SELECT number || '|' || token || '|' ||
    subtotal_cents || '|' || total_cents || '|' || due_cents FROM orders WHERE id = ${order}`).split('|');
  t.is(subtotal, String(2 * Number(price)), says('it costs twice the price'));
  t.is(due, total, says('all of it is paid'));
  t.is(sql(`SELECT units FROM order_lines WHERE order_id = ${order}`), '2', says('it is for two units'));
  t.is(sql(`SELECT string_agg(e.kind || ' ' || e.amount_cents, ',') FROM payment_events e
    JOIN payments p ON p.id = e.payment_id WHERE p.order_id = ${order}`), `captured ${total}`,
    says('the payment is in the ledger once'));
  t.is(stock(), `${on_hand} ${allocated + 2} 0`, says('two units are allocated, none is held'));
  t.is(movements(), before + 1, says('one movement says so'));

  if (!page.url().includes('done') || !(await page.getByText(number).count())) await page.reload();
  t.is(await page.getByText(number).count() > 0, true, says('the page after paying names the order'));
  // The sending job begins anew each minute, should an earlier test have taken its database away.
  t.is(await until(75, () => mail_to(email)), true, says('a mail arrives'));
  await page.goto(`/orders/${number}?t=${token}`);
  t.like(await page.locator('h1').innerText(), new RegExp(number), says('the tracking page shows it'));
  t.like(await page.locator('main').innerText(), new RegExp(title.replace(/[^A-Za-z0-9 ]/g, '.')),
    says('with what was bought'));
  await page.getByRole('button', { name: 'Get your link' }).click();
  t.like(await page.getByLabel('Your link').inputValue(), /\/r\/[0-9a-z]{10}$/,
    says('the buyer gets a link to bring colleagues by'));
  const stranger = await page.goto(`/orders/${number}?t=${'0'.repeat(token.length)}`);
  t.is(stranger.status(), 404, says('nobody reads it without the token'));
  await page.context().close();
}

tests(async (t) => {
  await buys(t, 'with script', {});
  await buys(t, 'without script', { javaScriptEnabled: false });
  t.is(t.complaints.filter((line) => !/404/.test(line)).join('\n'), '',
    'the browser has nothing to complain about');
});
