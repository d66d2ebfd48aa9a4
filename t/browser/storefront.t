#!/usr/bin/env node
// Choosing among products without script, and what script adds: filters, a comparison, an estimate.
'use strict';
const { tests, url } = require('./lib/shop.js');

const slug = 'cisco-ws-c3850-24t-l';

async function compares_without_script(t) {
  const page = await t.page({ javaScriptEnabled: false });
  await page.goto('/c/networking/switches');
  await page.locator('.filters').getByRole('link', { name: 'Used' }).click();
  t.like(page.url(), /\/search\?in=c\/networking\/switches&condition=used$/,
    'a filter of a category leads to the search');
  t.is(await page.getByRole('heading', { level: 1 }).innerText(), 'Switches',
    'under the name of the category');
  const boxes = page.getByRole('checkbox', { name: /^Compare/ });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole('button', { name: 'Compare' }).click();
  t.like(page.url(), /\/compare\?p=\d+&p=\d+$/, 'two marked products have an address');
  t.is(await page.getByRole('columnheader').count(), 2, 'and stand side by side');
  await page.getByRole('button', { name: /^Add to cart/ }).first().click();
  t.is(page.url(), `${url}/cart`, 'from where one goes into the cart');
}

async function estimates(t) {
  const plain = await t.page({ javaScriptEnabled: false });
  await plain.goto(`/p/${slug}`);
  await plain.getByLabel('Shipping of one unit to ZIP code').fill('78701');
  await plain.getByRole('button', { name: 'Show' }).click();
  t.like(await plain.locator('main').innerText(), /\$\d+\.\d\d/, 'an estimate has a page of its own');

  const page = await t.page();
  await page.goto(`/p/${slug}`);
  const field = page.getByLabel('Shipping of one unit to ZIP code');
  await field.fill('1');
  await field.press('Enter');
  await page.getByText('A ZIP code has five digits').waitFor();
  await field.fill('99501');
  await field.press('Enter');
  await page.locator('.estimate li').first().waitFor();
  t.is(new URL(page.url()).pathname, `/p/${slug}`, 'with script it does not leave the page');
}

async function remembers(t) {
  const page = await t.page();
  await page.goto(`/p/${slug}`);
  t.is(await page.locator('[data-seen]').isVisible(), false, 'nothing was seen before');
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  await page.goto('/');
  const seen = page.getByRole('region', { name: 'Seen lately' });
  t.is(await seen.getByRole('link').innerText(), title, 'what was looked at is shown at home');
  await seen.getByRole('button', { name: 'Forget these' }).click();
  t.is(await seen.isVisible(), false, 'and forgotten by a button');
  await page.reload();
  t.is(await seen.isVisible(), false, 'for good');
}

tests(async (t) => {
  await compares_without_script(t);
  await estimates(t);
  await remembers(t);
});
