// Going about a page by keyboard alone, as people do who have no mouse.
'use strict';

const MOST = 200;  // controls on the longest page

// Goes from one control to the next until the wanted one has the focus.
async function tab_to(page, control) {
  for (let steps = 0; steps < MOST; steps += 1) {
    await page.keyboard.press('Tab');
    if (await control.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`the keyboard does not reach ${control}`);
}

async function press(page, role, name) {
  const exact = typeof name === 'string';
  await tab_to(page, page.getByRole(role, { name, exact }).first());
  await page.keyboard.press('Enter');
}

// What was in the field is replaced.
async function type(page, field, text) {
  await tab_to(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

// From the checkout's first page, where nothing is filled in, to the review.
async function to_the_review(page, email) {
  const address = [
    ['E-mail', email], ['Full name', 'Kim Lee'], ['Street and number', '1100 Congress Ave'],
    ['City', 'Austin'], ['State', 'Texas'], ['ZIP code', '78701'],
  ];
  for (const [label, value] of address) {
    await tab_to(page, page.getByLabel(label));
    await page.keyboard.type(value);
  }
  await press(page, 'button', 'Continue');
  await page.waitForURL('**/checkout/shipping');
  await press(page, 'button', 'Continue');
  await page.waitForURL('**/checkout/review');
}

module.exports = { tab_to, press, type, to_the_review };
