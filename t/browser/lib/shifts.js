// What on a page moves by itself while it loads, as browsers count it.
'use strict';

// In the page, before anything else: counts from its first paint on.
function watch() {
  globalThis.shifts = [];
  const place = (box) => `${box.x},${box.y} ${box.width}x${box.height}`;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      const sources = entry.sources.map(({ node, previousRect, currentRect }) =>
        `${node?.nodeName}.${node?.className} from ${place(previousRect)} to ${place(currentRect)}`);
      globalThis.shifts.push({ by: entry.value, sources });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

async function watch_shifts(page) {
  await page.addInitScript(watch);
}

// How far it moved by now, and what did.
async function shifts(page) {
  const all = await page.evaluate(() => globalThis.shifts);
  return { moved: all.reduce((sum, { by }) => sum + by, 0), why: JSON.stringify(all, null, 1) };
}

module.exports = { watch_shifts, shifts };
