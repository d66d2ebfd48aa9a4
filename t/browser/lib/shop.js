// What the tests in a browser share: a running shop, Debian's Chromium, and TAP.
//
//   const { tests, url } = require('./lib/shop');
//   tests(async (t) => {
//     const page = await t.page();                        a fresh visitor
//     const plain = await t.page({ javaScriptEnabled: false });
//     t.is(await page.title(), 'Home', 'the home page has its title');
//   });
//
// t/run starts one shop for all tests; a test run by itself starts its own.
'use strict';
const { createRequire } = require('node:module');
const { execFileSync, spawnSync } = require('node:child_process');
const path = require('node:path');

const top = path.resolve(__dirname, '../../..');
process.chdir(top);

if (!process.env.GDS_TEST_VAR) {
  const run = spawnSync('t/lib/shop', ['shop-one', process.execPath, ...process.argv.slice(1)], {
    stdio: 'inherit',
  });
  process.exit(run.status ?? 1);
}

// 'make check' installs the package under build/, where everything made stands.
const { chromium } = createRequire(path.join(top, 'build/browser/'))('playwright-core');

const url = process.env.GDS_TEST_URL;
const fakes = process.env.GDS_TEST_FAKES;
const deadline = 15000;

// The rows that a statement answers, one line each, columns parted by '|'.
function sql(statement) {
  const target = `host=${process.env.GDS_TEST_VAR}/run user=postgres dbname=gds`;
  return execFileSync('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', target, '-c', statement], {
    encoding: 'utf8',
  }).trimEnd();
}

// Asks again and again until ask() answers true, at most so many seconds. Returns its answer.
async function until(seconds, ask) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

class Tap {
  constructor(browser) {
    this.browser = browser;
    this.seen = 0;
    this.failed = 0;
    this.complaints = [];
  }

  ok(good, sentence, ...why) {
    this.seen += 1;
    if (!good) this.failed += 1;
    console.log(`${good ? 'ok' : 'not ok'} ${this.seen} - ${sentence}`);
    if (!good) for (const line of why.join('\n').split('\n')) console.log(`# ${line}`);
    return good;
  }

  is(got, wanted, sentence) {
    return this.ok(got === wanted, sentence, `got:    ${JSON.stringify(got)}`,
      `wanted: ${JSON.stringify(wanted)}`);
  }

  like(got, pattern, sentence) {
    return this.ok(pattern.test(got), sentence, `got:  ${JSON.stringify(got)}`, `unlike ${pattern}`);
  }

  // Where the last visitor stands, for a test that went astray.
  async where() {
    if (!this.last) return 'no page was opened';
    const text = await this.last.locator('body').innerText().catch(() => 'no text');
    return `at ${this.last.url()}:\n${text.slice(0, 2000)}\n${this.complaints.join('\n')}`;
  }

  // A page of a visitor of its own. What the browser refuses or reports as an error is kept in
  // complaints: a content security policy that hinders us shows up there.
  async page(options = {}) {
    const context = await this.browser.newContext({ baseURL: url, ...options });
    context.setDefaultTimeout(deadline);
    const page = await context.newPage();
    this.last = page;
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    return page;
  }
}

async function tests(body) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-sync',
      '--disable-background-networking', '--disable-component-update'],
  });
  const tap = new Tap(browser);
  try {
    await body(tap);
  } catch (error) {
    tap.ok(false, 'the test runs to its end', error.stack, await tap.where());
  } finally {
    await browser.close();
  }
  console.log(`1..${tap.seen}`);
  process.exitCode = tap.failed > 0 || tap.seen === 0 ? 1 : 0;
}

module.exports = { tests, url, fakes, sql, until };
