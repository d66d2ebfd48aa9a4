// What script adds to pages that work without it: putting something in the cart without leaving the
// page, the stock of this minute, the count beside "Cart". Whatever goes wrong here falls back to
// the plain form or leaves the page as it was written.
'use strict';

(() => {
  const UNITS = 'cart-units';

  const kept = (value) => {
    try {
      if (value === undefined) return localStorage.getItem(UNITS);
      localStorage.setItem(UNITS, value);
    } catch {
      // No storage: there is no count then.
    }
    return null;
  };

  const showCount = (units, moved) => {
    const link = document.querySelector('.to-cart');
    const count = document.querySelector('[data-cart-count]');
    if (!link || !count) return;
    count.textContent = Number(units) > 0 ? String(Number(units)) : '';
    link.classList.remove('bump');
    if (moved) {
      void link.offsetWidth;  // so that the animation starts anew
      link.classList.add('bump');
    }
  };

  const dollars = (cents) =>
    (cents / 100).toLocaleString('en-US', {style: 'currency', currency: 'USD'});

  const answer = (form, kind, text) => {
    const place = form.querySelector('[data-answer]');
    place.className = 'answer ' + kind;
    place.textContent = text;
    return place;
  };

  // The server names the price of now: the page shows it, and the next click agrees to it.
  const takePrice = (form, cents) => {
    const box = form.closest('[data-price-version]');
    if (!box) return;
    form.elements.price_version.value = cents;
    box.dataset.priceVersion = cents;
    const price = box.querySelector('.price');
    if (price) price.textContent = dollars(cents);
  };

  const add = async (event) => {
    const form = event.currentTarget;
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        headers: {Accept: 'application/json'},
        body: new URLSearchParams(new FormData(form)),
      });
      const told = await response.json();
      if (response.ok) {
        kept(told.units);
        showCount(told.units, true);
        const place = answer(form, 'good', told.message + ' ');
        const link = document.createElement('a');
        link.href = '/cart';
        link.textContent = 'Review and check out';
        place.append(link);
      } else {
        if (told.price_version) takePrice(form, told.price_version);
        answer(form, 'bad', told.error || 'That did not work. Please try again.');
      }
      button.disabled = false;
    } catch {
      form.submit();
    }
  };

  const WORDS = {
    in_stock: () => 'In stock',
    last: (units) => 'Only ' + units + ' left',
    sold_out: () => 'Sold out',
  };

  const showStock = async (product) => {
    const response = await fetch('/live/products/' + product, {
      headers: {Accept: 'application/json'},
    });
    if (!response.ok) return;
    for (const one of (await response.json()).variants) {
      const box = document.querySelector('[data-offer="' + Number(one.variant) + '"]');
      const line = box && box.querySelector('[data-stock]');
      if (!line || !WORDS[one.band]) continue;
      line.className = 'led ' + one.band;
      line.textContent = WORDS[one.band](one.units);
      const units = box.querySelector('input[name="units"]');
      if (units && one.band === 'last') units.max = one.units;
    }
  };

  const start = () => {
    const page = document.querySelector('[data-cart-units]');
    if (page) kept(page.dataset.cartUnits);
    showCount(kept(), false);
    for (const form of document.querySelectorAll('form.add'))
      if (form.querySelector('[data-answer]')) form.addEventListener('submit', add);
    const product = document.querySelector('[data-product]');
    if (product) showStock(product.dataset.product).catch(() => {});
    const first = document.querySelector('[data-focus]');
    if (first) first.focus();
  };

  // A page that comes back from the browser's history shows the count of now.
  addEventListener('pageshow', (event) => {
    if (event.persisted) showCount(kept(), false);
  });
  start();
})();
