#!/usr/bin/env node
// Nothing sticks out sideways on a phone, on any page of the way from the home page to an order, with
// the longest part number there is.
'use strict';
const { tests, url, fakes, sql, until } = require('./lib/shop.js');

const email = 'narrow@shop.example';
const widths = [320, 360];

// Makers do have numbers of forty characters; nothing in this one lets a line break.
const [product, slug, true_mpn] = sql(`SELECT p.id || '|' || p.slug || '|' || p.mpn FROM products p
  JOIN variants v ON v.product_id = p.id WHERE p.kind = 'product' AND v.state = 'active'
  AND variant_available(v.id, now()) > 2 ORDER BY length(p.mpn) DESC, p.id LIMIT 1`).split('|');
const mpn = 'R740XD2U48P4X25G'.repeat(3).slice(0, 40);
const category = sql('SELECT path FROM categories ORDER BY length(path) DESC, id LIMIT 1');

// What is wider than the window, innermost first, for who mends it.
async function sticking_out(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return '';
    return [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > room + 0.5)
      .map((one) => `${one.tagName}.${one.className.baseVal ?? one.className}`)
      .reverse().slice(0, 5).join(' ') || 'something';
  });
}

async function fits(t, page, what) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 });
    t.is(await sticking_out(page), '', `${what} fits ${width} px`);
  }
}

async function fits_everywhere(t) {
  const page = await t.page({ viewport: { width: 320, height: 740 } });
  const goes = async (path, what) => {
    await page.goto(path);
    await fits(t, page, what);
  };
  await goes('/', 'the home page');
  await goes(`/c/${category}`, 'a category');
  await goes('/brand/cisco', 'a brand');
  await goes(`/search?q=${encodeURIComponent(true_mpn)}`, 'a search');
  await goes(`/search?q=${'w'.repeat(200)}`, 'a search for nothing that is long');
  await goes('/p/no-such-product', 'a missing page');
  for (const name of ['returns', 'shipping', 'conditions']) await goes(`/pages/${name}`, name);
  for (const path of ['/guides', '/guides/which-optic-fits', '/blog/first-hour-with-a-used-switch',
    `/compare?p=${product}&p=1&p=2&p=3`, `/search?in=c/${category}`, '/contact'])
    await goes(path, path);
  await goes('/cart', 'an empty cart');

  await goes(`/p/${slug}`, 'a product');
  await page.locator('.offer.first').getByRole('button', { name: 'Add to cart' }).click();
  await page.locator('.offer.first').getByRole('link', { name: /check out/ }).waitFor();
  await fits(t, page, 'a product in the cart');
  await goes('/cart', 'a cart');
  await page.locator('.amount input[name="units"]').fill('1000000000');
  await page.getByRole('button', { name: /^Update/ }).click();
  await page.getByRole('alert').waitFor();
  await fits(t, page, 'a cart with an error');
  await goes('/checkout', 'the address step');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').waitFor();
  await fits(t, page, 'the address step with errors');
  for (const [label, value] of [['E-mail', email], ['Full name', 'Wilhelmina Featherstonehaugh'],
    ['Company', 'W'.repeat(60)], ['Street and number', '1100 Congress Ave'], ['City', 'Austin'],
    ['ZIP code', '78701']]) await page.getByLabel(label).fill(value);
  await page.getByLabel('State').selectOption('TX');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/checkout/shipping');
  await fits(t, page, 'the shipping step');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/checkout/review');
  await fits(t, page, 'the review');
  await page.getByRole('button', { name: 'Place order and pay' }).click();
  await page.waitForURL(`${fakes}/**`);
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
  await page.waitForURL(`${url}/checkout/done**`);
  const order = await until(10, () => sql(`SELECT number || '|' || token FROM orders
    WHERE email = '${email}' AND state = 'placed'`));
  const [number, token] = order.split('|');
  await page.getByText(number).first().waitFor();
  await fits(t, page, 'the page after paying');
  await goes(`/orders/${number}?t=${token}`, 'an order');
}

tests(async (t) => {
  sql(`UPDATE products SET mpn = '${mpn}' WHERE id = ${product}`);
  try {
    t.ok(await until(10, async () => (await (await fetch(`${url}/p/${slug}`)).text()).includes(mpn)),
      'the long part number is on its page');
    await fits_everywhere(t);
  } finally {
    sql(`UPDATE products SET mpn = '${true_mpn}' WHERE id = ${product}`);
  }
});
