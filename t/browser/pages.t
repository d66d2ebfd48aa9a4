#!/usr/bin/env node
// axe-core over the kinds of pages, light and dark, and that none scrolls sideways or shifts: a sample
// in 'make check', all with PAGES=all ('make check-pages'), which then asks an HTML checker too.
'use strict';
const fs = require('node:fs');
const { createRequire } = require('node:module');
const { tests } = require('./lib/shop.js');
const { kinds, fill } = require('./lib/kinds.js');

const all = process.env.PAGES === 'all';
const packages = createRequire(`${process.cwd()}/build/browser/`);
const axe = fs.readFileSync(packages.resolve('axe-core/axe.min.js'), 'utf8');

// What axe finds, a line each.
async function violations(page) {
  // As a page's own script would be: the policy of our pages does not let one in otherwise.
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

async function opened(page, kind) {
  if (kind.cart) await fill(page, kind.cart);
  return page.goto(kind.path);
}

async function accessible(t, kind, colorScheme) {
  const page = await t.page({ colorScheme, reducedMotion: 'reduce' });
  const answer = await opened(page, kind);
  t.is(answer.status(), kind.status || 200, `${kind.name} answers`);
  t.is((await violations(page)).join('\n'), '', `axe finds nothing on ${kind.name}, ${colorScheme}`);
  await page.context().close();
}

// The checker's rules are the standard's; how a page is indented is nobody's matter.
const RULES = {
  extends: ['html-validate:standard'],
  rules: { 'no-trailing-whitespace': 'off', 'void-style': 'off', 'no-inline-style': 'error',
    'long-title': 'off', 'no-implicit-button-type': 'off', 'valid-id': 'off', 'require-sri': 'off' },
};
async function valid(t, kind) {
  const { HtmlValidate } = packages('html-validate');
  const page = await t.page({ javaScriptEnabled: false });
  const answer = kind.cart ? null : await page.goto(kind.path);
  if (!answer) return void await page.context().close();
  const report = await new HtmlValidate(RULES).validateString(await answer.text());
  const said = report.results.flatMap((one) =>
    one.messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`));
  t.is(said.join('\n'), '', `the HTML of ${kind.name} is valid`);
  await page.context().close();
}

tests(async (t) => {
  for (const kind of kinds()) {
    if (!all && !kind.sample) continue;
    for (const colorScheme of ['light', 'dark']) await accessible(t, kind, colorScheme);
    if (all) await valid(t, kind);
  }
});
