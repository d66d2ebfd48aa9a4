#!/usr/bin/env node
// The main pages as a phone and a desktop show them, light and dark: each keeps its shape, nothing
// scrolls sideways, and no page moves while it loads. The pictures stand in build/screens; with
// ACCEPT=1 they become those of the documentation.
'use strict';
const fs = require('node:fs');
const { tests } = require('./lib/shop.js');
const { kinds } = require('./lib/kinds.js');
const { watch_shifts, shifts } = require('./lib/shifts.js');

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 780 };
const SHOWN = [
  { kind: 'home', size: DESKTOP, colorScheme: 'light', name: 'home-desktop-light' },
  { kind: 'product', size: DESKTOP, colorScheme: 'dark', name: 'product-desktop-dark' },
  { kind: 'category', size: PHONE, colorScheme: 'light', name: 'category-phone-light' },
  { kind: 'product', size: PHONE, colorScheme: 'dark', name: 'product-phone-dark' },
];
const folder = process.env.ACCEPT ? 'doc/img' : 'build/screens';

tests(async (t) => {
  fs.mkdirSync(folder, { recursive: true });
  const all = kinds();
  for (const { kind, size, colorScheme, name } of SHOWN) {
    const page = await t.page({ viewport: size, colorScheme, reducedMotion: 'reduce' });
    await watch_shifts(page);
    await page.goto(all.find((one) => one.name === kind).path, { waitUntil: 'networkidle' });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    t.ok(wide <= 0, `${name} does not scroll sideways`, `${wide} points too wide`);
    const { moved, why } = await shifts(page);
    t.ok(moved < 0.01, `${name} does not move while it loads`, why);
    await page.screenshot({ path: `${folder}/${name}.jpg`, type: 'jpeg', quality: 60 });
    t.ok(fs.statSync(`${folder}/${name}.jpg`).size > 8000, `${name} has its picture`);
    await page.context().close();
  }
});
