#!/usr/bin/env node
// An addition whose answer is lost on the way is in the cart once: script never sends it again.
'use strict';
const { tests, sql } = require('./lib/shop.js');

const slug = 'cisco-ws-c3850-24t-l';

// Adds one unit with the answer spoilt; returns the page.
async function adds(t, spoil) {
  const page = await t.page();
  let posts = 0;
  await page.route('**/cart/add', async (route) => {
    posts += 1;
    await spoil(route);
  });
  await page.goto(`/p/${slug}`);
  const offer = page.locator('.offer.first');
  const variant = await offer.getAttribute('data-offer');
  const lines = () => sql(`SELECT coalesce(sum(units), 0) FROM cart_lines WHERE variant_id = ${variant}`);
  const before = Number(lines());
  await offer.getByRole('button', { name: 'Add to cart' }).click();
  return { page, offer, posted: () => posts, added: () => Number(lines()) - before };
}

async function the_answer_is_lost(t, kind, spoil) {
  const { page, offer, posted, added } = await adds(t, spoil);
  await offer.getByRole('status').getByText('We did not hear back').waitFor();
  t.is(new URL(page.url()).pathname, `/p/${slug}`, `${kind}: the page stays`);
  t.is(posted(), 1, `${kind}: it was sent once`);
  t.is(added(), 1, `${kind}: it is in the cart once`);
  t.is(await offer.getByRole('button', { name: 'Add to cart' }).isEnabled(), true,
    `${kind}: the button can be pressed again`);
  await page.context().unrouteAll?.();
  await offer.getByRole('link', { name: 'see your cart' }).click();
  await page.waitForURL('**/cart');
  t.is(await page.locator('.line').count(), 1, `${kind}: the link leads to the cart that has it`);
  await page.context().close();
}

// The request reaches the shop; what comes back is thrown away or is no answer of the program.
const answered = (then) => async (route) => {
  const answer = await route.fetch();
  await then(route, answer);
};

tests(async (t) => {
  await the_answer_is_lost(t, 'connection lost', answered(async (route, answer) => {
    const headers = answer.headers();
    // The cookie is what the browser had before the connection broke.
    const cookie = /cart=([^;]+)/.exec(headers['set-cookie'] || '');
    if (cookie) {
      await route.request().frame().page().context().addCookies([
        { name: 'cart', value: cookie[1], url: route.request().url() }]);
    }
    await route.abort('connectionreset');
  }));
  await the_answer_is_lost(t, 'gateway gave up', answered((route, answer) => route.fulfill({
    status: 503, contentType: 'text/html', body: '<h1>503</h1>',
    headers: { 'set-cookie': answer.headers()['set-cookie'] || '' } })));

  const { offer, posted, added } = await adds(t, (route) => route.fulfill({
    status: 429, contentType: 'text/html', body: '<h1>Slower, please</h1>' }));
  await offer.getByRole('status').getByText('Please try again').waitFor();
  t.is(`${posted()} ${added()}`, '1 0', 'turned away by nginx: it was sent once and not added');
});
