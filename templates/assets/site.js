// What script adds to pages that work without it: putting something in the cart without leaving the
// page, the stock of this minute, the count beside "Cart". Whatever goes wrong here leaves the page as
// it was written; what was sent is never sent twice.
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

  const linkToCart = (place, text) => {
    const link = document.createElement('a');
    link.href = '/cart';
    link.textContent = text;
    place.append(link);
  };

  // What the server said, or null when nothing came that can be read.
  const post = async (form) => {
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        headers: {Accept: 'application/json'},
        body: new URLSearchParams(new FormData(form)),
      });
      // Turned away before any program saw it.
      if (response.status === 413 || response.status === 429) return {ok: false, told: {}};
      return {ok: response.ok, told: await response.json()};
    } catch {
      return null;
    }
  };

  const add = async (event) => {
    const form = event.currentTarget;
    if (event.submitter && event.submitter.hasAttribute('formaction')) return;  // saved, not added
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    const said = await post(form);
    button.disabled = false;
    if (!said) {
      // It may have been added: sent once more, it would be in the cart twice.
      linkToCart(answer(form, 'bad', 'We did not hear back: '), 'see your cart');
    } else if (said.ok) {
      kept(said.told.units);
      showCount(said.told.units, true);
      linkToCart(answer(form, 'good', said.told.message + ' '), 'Review and check out');
    } else {
      if (said.told.price_version) takePrice(form, said.told.price_version);
      answer(form, 'bad', said.told.error || 'That did not work. Please try again.');
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

  // What shipping costs, without leaving the page.
  const estimate = async (event) => {
    const form = event.currentTarget;
    event.preventDefault();
    const place = answer(form, '', '');
    try {
      const response = await fetch(form.action + '?' + new URLSearchParams(new FormData(form)), {
        headers: {Accept: 'application/json'},
      });
      const told = await response.json();
      if (told.error) return void answer(form, 'bad', told.error);
      if (!told.ways.length) return void answer(form, '', 'A person makes the price: the checkout asks for it.');
      const list = document.createElement('ul');
      for (const way of told.ways) {
        const item = document.createElement('li');
        const price = document.createElement('b');
        price.textContent = way.price;
        item.append(price, ' ' + way.name + ', arrives ' + way.arrives);
        list.append(item);
      }
      place.append(list);
    } catch {
      form.removeEventListener('submit', estimate);
      form.submit();  // its own page tells as much
    }
  };

  const start = () => {
    const page = document.querySelector('[data-cart-units]');
    if (page) kept(page.dataset.cartUnits);
    showCount(kept(), false);
    for (const form of document.querySelectorAll('form.add'))
      if (form.querySelector('[data-answer]')) form.addEventListener('submit', add);
    for (const form of document.querySelectorAll('form[data-estimate]'))
      form.addEventListener('submit', estimate);
    // An address may name one of several offers (?v=SKU, as the feed does).
    const named = new URLSearchParams(location.search).get('v');
    for (const box of document.querySelectorAll('[data-sku]'))
      box.classList.toggle('named', named !== null && box.dataset.sku.toLowerCase() === named.toLowerCase());
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

// Products that were looked at in this browser, which alone keeps them; a button forgets them.
(() => {
  const KEY = 'seen';
  const MOST = 8;
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || '[]');
      return Array.isArray(kept) ? kept.filter((one) => /^\/p\/[a-z0-9-]+$/.test(one.path) && one.title) : [];
    } catch {
      return [];
    }
  };
  const write = (seen) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(seen));
    } catch {
      // No storage: nothing is kept.
    }
  };

  const show = (place, seen) => {
    place.hidden = seen.length === 0;
    place.querySelector('ul').replaceChildren(...seen.map((one) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = one.path;
      link.textContent = String(one.title);
      item.append(link);
      return item;
    }));
  };

  const before = read();
  const product = document.querySelector('[data-product]');
  const here = location.pathname;
  const others = before.filter((one) => one.path !== here);
  if (product) {
    const title = product.querySelector('h1').textContent;
    write([{path: here, title}, ...others].slice(0, MOST));
  }
  const place = document.querySelector('[data-seen]');
  if (!place) return;
  show(place, others);
  place.querySelector('button').addEventListener('click', () => {
    write([]);
    show(place, []);
  });
})();

// What the search field proposes while it is typed in: a list below it that the arrow keys walk
// through, as the combobox of WAI-ARIA describes. Enter without a choice searches as ever.
(() => {
  const WAIT = 120;  // milliseconds after the last key
  const SHORTEST = 2;
  const field = document.querySelector('.find input[name="q"]');
  if (!field) return;

  const list = document.createElement('ul');
  list.id = 'proposals';
  list.className = 'proposals';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Proposals');
  list.hidden = true;
  field.form.append(list);
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false',
  })) field.setAttribute(name, value);

  let chosen = -1;
  let asked = null;  // the request under way
  let timer = 0;

  const options = () => [...list.children];
  const choose = (index) => {
    chosen = index;
    options().forEach((option, i) => option.setAttribute('aria-selected', String(i === index)));
    if (index < 0) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', options()[index].id);
  };
  const close = () => {
    if (asked) asked.abort();
    clearTimeout(timer);
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    choose(-1);
  };

  const span = (kind, text) => {
    const part = document.createElement('span');
    part.className = kind;
    part.textContent = text;
    return part;
  };
  const option = (one, index) => {
    const item = document.createElement('li');
    item.id = 'proposal-' + index;
    item.setAttribute('role', 'option');
    item.dataset.path = one.path;
    item.append(span('proposal-title', one.title));
    if (one.mpn) item.append(span('mpn', one.mpn), span('led ' + one.band, one.stock), span('price', one.price));
    // Before the field loses the focus and the list goes.
    item.addEventListener('mousedown', (event) => {
      event.preventDefault();
      location.assign(one.path);
    });
    return item;
  };
  const show = (proposals) => {
    list.replaceChildren(...[...proposals.products, ...proposals.places].map(option));
    list.hidden = list.children.length === 0;
    field.setAttribute('aria-expanded', String(!list.hidden));
    choose(-1);
  };

  const ask = async () => {
    asked = new AbortController();
    try {
      const response = await fetch('/search/suggest?q=' + encodeURIComponent(field.value.trim()), {
        headers: {Accept: 'application/json'}, signal: asked.signal,
      });
      if (response.ok) show(await response.json());
    } catch {
      // Typed on, or nothing came: the field searches without proposals.
    }
  };

  field.addEventListener('input', () => {
    if (asked) asked.abort();
    clearTimeout(timer);
    if (field.value.trim().length < SHORTEST) close();
    else timer = setTimeout(ask, WAIT);
  });
  field.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const last = options().length - 1;
    if (event.key === 'ArrowDown') choose(chosen < last ? chosen + 1 : -1);
    else if (event.key === 'ArrowUp') choose(chosen < 0 ? last : chosen - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && chosen >= 0) location.assign(options()[chosen].dataset.path);
    else return;
    event.preventDefault();
  });
  field.addEventListener('blur', close);
})();

// A password can be looked at while it is typed; it leaves as one.
for (const field of document.querySelectorAll('input[type="password"]')) {
  const button = document.createElement('button');
  const show = (shown) => {
    field.type = shown ? 'text' : 'password';
    button.textContent = shown ? 'Hide the password' : 'Show the password';
  };
  button.type = 'button';
  button.className = 'quiet';
  button.addEventListener('click', () => show(field.type === 'password'));
  field.form.addEventListener('submit', () => show(false));
  show(false);
  field.after(button);
  if (field.autocomplete !== 'new-password') continue;
  // How long it would be guessed at: by its length, where letters that come again count a third.
  const meter = document.createElement('meter');
  const words = document.createElement('span');
  const measure = () => {
    const typed = [...field.value];
    const worth = new Set(typed).size + (typed.length - new Set(typed).size) / 3;
    meter.value = typed.length < 12 ? Math.min(worth, 8) : worth;
    words.textContent = !typed.length ? '' : meter.value < 9 ? 'Weak' : meter.value < 14 ? 'Fair' : 'Strong';
  };
  Object.assign(meter, { max: 18, low: 9, high: 14, optimum: 18, ariaLabel: 'Strength' });
  words.className = 'hint';
  words.setAttribute('role', 'status');
  field.addEventListener('input', measure);
  measure();
  field.after(meter, words);
}
