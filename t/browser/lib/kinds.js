// Every kind of page that a shopper sees, as a name and a path; those that need a visitor with a cart
// or an account name what to do first. `sample` are those that 'make check' looks at.
'use strict';
const { sql } = require('./shop.js');

function one(statement) {
  return sql(statement).split('\n')[0];
}

function kinds() {
  const sold = "p.state = 'active' AND v.state = 'active'";
  const product = one(`SELECT p.slug FROM products p JOIN variants v ON v.product_id = p.id
    WHERE ${sold} AND p.kind = 'product' AND p.ports IS NOT NULL ORDER BY p.id LIMIT 1`);
  // Tests before this one have bought: the goods of the cart are those of which most are left.
  const plenty = one(`SELECT p.slug FROM products p JOIN variants v ON v.product_id = p.id
    JOIN stock_items s ON s.variant_id = v.id WHERE ${sold} AND p.kind = 'product'
    GROUP BY p.id ORDER BY min(s.on_hand - s.allocated - s.held) DESC, p.id LIMIT 1`);
  const bundle = one(`SELECT p.slug FROM products p JOIN variants v ON v.product_id = p.id
    WHERE ${sold} AND p.kind = 'bundle' ORDER BY p.id LIMIT 1`);
  const guide = one("SELECT slug FROM posts WHERE kind = 'guide' AND state = 'published' ORDER BY id LIMIT 1");
  const pair = sql(`SELECT p.id FROM products p JOIN variants v ON v.product_id = p.id
    WHERE ${sold} AND p.ports IS NOT NULL GROUP BY p.id ORDER BY p.id LIMIT 2`).split('\n');
  return [
    { name: 'home', path: '/', sample: true, indexed: true },
    { name: 'category', path: '/c/networking/switches', sample: true, indexed: true },
    { name: 'brand', path: '/brand/cisco', indexed: true },
    { name: 'product', path: `/p/${product}`, sample: true, indexed: true },
    { name: 'bundle', path: `/p/${bundle}`, indexed: true },
    { name: 'search', path: '/search?q=switch', sample: true },
    { name: 'compare', path: `/compare?p=${pair[0]}&p=${pair[1]}` },
    { name: 'guide', path: `/guides/${guide}`, sample: true, indexed: true },
    { name: 'guides', path: '/guides', indexed: true },
    { name: 'warranty', path: '/pages/warranty', indexed: true },
    { name: 'contact', path: '/contact' },
    { name: 'empty cart', path: '/cart' },
    { name: 'cart', path: '/cart', cart: plenty, sample: true },
    { name: 'checkout', path: '/checkout', cart: plenty, sample: true },
    { name: 'lists', path: '/lists' },
    { name: 'sign in', path: '/account/sign-in' },
    { name: 'register', path: '/account/register' },
    { name: 'not found', path: '/p/cisco-ws-c3850-24t-x', status: 404 },
  ];
}

// Puts the product in this visitor's cart, as its page's form does.
async function fill(page, slug) {
  await page.goto(`/p/${slug}`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByText('Review and check out').waitFor();
}

module.exports = { kinds, fill };
