#!/usr/bin/env node
// On a slow line a page comes in pieces, and what is on the screen stays where it is when the rest
// follows.
'use strict';
const { tests, url } = require('./lib/shop.js');
const { kinds } = require('./lib/kinds.js');
const { SlowLine } = require('./lib/pieces.js');
const { watch_shifts, shifts } = require('./lib/shifts.js');

const PIECES = 12;
const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 780 } };

// Two frames: what came was drawn. A browser that has nothing to draw yet makes no frame.
const drawn = () => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(resolve));
  setTimeout(resolve, 100);
});

tests(async (t) => {
  const line = new SlowLine(url, PIECES);
  const baseURL = await line.open();
  for (const { name, path } of kinds().filter((kind) => kind.sample && !kind.cart)) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const page = await t.page({ viewport, baseURL, reducedMotion: 'reduce' });
      await watch_shifts(page);
      await page.goto(path, { waitUntil: 'commit' });
      do await page.evaluate(drawn); while (line.next());
      await page.waitForLoadState('networkidle');
      await page.evaluate(drawn);
      const { moved, why } = await shifts(page);
      t.ok(moved < 0.01, `${name} stays where it is on a ${size} while its rest comes`, why);
      await page.context().close();
    }
  }
  line.close();
});
