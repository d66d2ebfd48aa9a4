#!/usr/bin/env node
// The home page in a browser, on a phone and on a desk, without a complaint of the browser.
'use strict';
const { tests, sql } = require('./lib/shop.js');

tests(async (t) => {
  for (const [where, width, height] of [['a phone', 360, 740], ['a desk', 1280, 900]]) {
    const page = await t.page({ viewport: { width, height } });
    const answer = await page.goto('/');
    t.is(answer.status(), 200, `the home page answers on ${where}`);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    t.is(overflow, 0, `nothing sticks out sideways on ${where}`);
    t.is(await page.locator('h1').count(), 1, `there is one first heading on ${where}`);
    const slug = sql('SELECT slug FROM products ORDER BY id LIMIT 1');
    await page.goto(`/p/${slug}`);
    t.ok(await page.getByRole('button', { name: 'Add to cart' }).first().isVisible(),
      `a product can be put in the cart on ${where}`);
  }
  t.is(t.complaints.join('\n'), '', 'the browser has nothing to complain about');
});
