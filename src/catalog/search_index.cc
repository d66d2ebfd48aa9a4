#include "catalog/search_index.h"

#include <algorithm>
#include <set>

#include "catalog/search_document.h"
#include "catalog/typos.h"

namespace catalog {
namespace {

using base::ProductId;
using store::Query;
using ProductIds = std::vector<ProductId>;
using Texts = std::vector<std::string>;
using Keys = std::vector<std::int64_t>;

// Two runs with one product in hand could end with the older of their readings.
const Query<bool()> kTurn{"catalog.search_turn", R"sql(
    SELECT true FROM pg_advisory_xact_lock(7265))sql"};

const Query<ProductId(std::int64_t)> kChanged{"catalog.search_changed", R"sql(
    WITH taken AS (
      DELETE FROM search_changes
       WHERE id IN (SELECT id FROM search_changes ORDER BY id LIMIT $1)
      RETURNING product_id)
    SELECT product_id FROM taken)sql"};

const Query<Findable(ProductIds)> kFindable{"catalog.findable", R"sql(
    WITH RECURSIVE tree AS (
      SELECT id, path, name AS names FROM categories WHERE parent_id IS NULL
      UNION ALL
      SELECT c.id, c.path, t.names || ' ' || c.name FROM categories c JOIN tree t ON t.id = c.parent_id)
    SELECT p.id, p.title, p.mpn, b.name, b.slug, c.path, c.names, p.ports, p.poe_ports,
           p.u_height_milli, v.conditions, n.part_numbers, v.price_cents, v.in_stock
      FROM products p
      JOIN brands b ON b.id = p.brand_id
      JOIN tree c ON c.id = p.category_id
      JOIN LATERAL (SELECT array_agg(DISTINCT condition ORDER BY condition) AS conditions,
                           min(price_cents) AS price_cents,
                           bool_or(variant_available(id, 'infinity') > 0) AS in_stock
                      FROM variants WHERE product_id = p.id AND state = 'active') v
        ON v.price_cents IS NOT NULL
      JOIN LATERAL (SELECT coalesce(array_agg(DISTINCT normalised ORDER BY normalised), '{}') AS part_numbers
                      FROM part_numbers WHERE product_id = p.id) n ON true
     WHERE p.id = ANY ($1) AND p.state = 'active'
     ORDER BY p.id)sql"};

// What is no longer for sale is no longer found.
const Query<void(ProductIds, ProductIds)> kForget{"catalog.search_forget", R"sql(
    WITH gone AS (SELECT unnest($1::bigint[]) AS id EXCEPT SELECT unnest($2::bigint[])),
    typos AS (DELETE FROM search_part_typos t USING gone WHERE t.product_id = gone.id),
    endings AS (DELETE FROM search_part_endings e USING gone WHERE e.product_id = gone.id)
    DELETE FROM search_documents d USING gone WHERE d.product_id = gone.id)sql"};

// Answers the products whose part numbers are not those of their document.
const Query<ProductId(ProductIds, Texts)> kRenumbered{"catalog.search_renumbered", R"sql(
    SELECT n.id
      FROM unnest($1::bigint[], $2::text[]) AS n(id, numbers)
      LEFT JOIN search_documents d ON d.product_id = n.id
     WHERE d.part_numbers IS DISTINCT FROM string_to_array(n.numbers, ' '))sql"};

const Query<void(ProductIds, Texts, Texts, Texts, std::vector<base::Money>, std::vector<bool>,
                 std::vector<int>)>
    kWrite{"catalog.search_write", R"sql(
    INSERT INTO search_documents AS d (product_id, words, facets, part_numbers, price_cents, in_stock,
                                       mpn_length, created_at)
    SELECT n.id, to_tsvector('simple', n.text), string_to_array(n.facets, ' '),
           string_to_array(n.numbers, ' '), n.price, n.in_stock, n.mpn_length, p.created_at
      FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::boolean[], $7::int[])
             AS n(id, text, facets, numbers, price, in_stock, mpn_length)
      JOIN products p ON p.id = n.id
    ON CONFLICT (product_id) DO UPDATE
       SET words = excluded.words, facets = excluded.facets, part_numbers = excluded.part_numbers,
           price_cents = excluded.price_cents, in_stock = excluded.in_stock,
           mpn_length = excluded.mpn_length
     WHERE (d.words, d.facets, d.part_numbers, d.price_cents, d.in_stock)
           IS DISTINCT FROM (excluded.words, excluded.facets, excluded.part_numbers,
                             excluded.price_cents, excluded.in_stock))sql"};

const Query<void(ProductIds)> kDropTypos{"catalog.search_drop_typos", R"sql(
    DELETE FROM search_part_typos WHERE product_id = ANY ($1))sql"};
const Query<void(ProductIds)> kDropEndings{"catalog.search_drop_endings", R"sql(
    DELETE FROM search_part_endings WHERE product_id = ANY ($1))sql"};
// Of what the documents hold; shorter pieces than of three letters are not looked for.
const Query<void(ProductIds)> kAddEndings{"catalog.search_add_endings", R"sql(
    INSERT INTO search_part_endings (product_id, ending)
    SELECT DISTINCT d.product_id, substr(n.number, n_from)
      FROM search_documents d CROSS JOIN unnest(d.part_numbers) AS n(number)
     CROSS JOIN generate_series(2, length(n.number) - 2) AS n_from
     WHERE d.product_id = ANY ($1))sql"};
const Query<void(Keys, ProductIds)> kAddTypos{"catalog.search_add_typos", R"sql(
    INSERT INTO search_part_typos (key, product_id)
    SELECT DISTINCT * FROM unnest($1::bigint[], $2::bigint[])
    ON CONFLICT DO NOTHING)sql"};

const Query<std::string(Texts)> kNewWords{"catalog.search_new_words", R"sql(
    INSERT INTO search_words (word) SELECT unnest($1::text[])
    ON CONFLICT DO NOTHING RETURNING word)sql"};
const Query<void(Keys, Texts)> kAddWordTypos{"catalog.search_add_word_typos", R"sql(
    INSERT INTO search_word_typos (key, word) SELECT * FROM unnest($1::bigint[], $2::text[])
    ON CONFLICT DO NOTHING)sql"};

std::string joined(const Texts& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

void write_part_numbers(store::Tx& tx, const std::vector<Findable>& products,
                        const ProductIds& renumbered) {
  if (renumbered.empty()) return;
  tx.exec(kDropTypos, renumbered);
  tx.exec(kDropEndings, renumbered);
  tx.exec(kAddEndings, renumbered);
  const std::set<ProductId> wanted(renumbered.begin(), renumbered.end());
  Keys keys;
  ProductIds of;
  for (const auto& product : products) {
    if (!wanted.contains(product.product)) continue;
    for (const auto& number : product.part_numbers)
      for (const auto key : typo_keys(number)) {
        keys.push_back(key);
        of.push_back(product.product);
      }
  }
  tx.exec(kAddTypos, keys, of);
}

void write_words(store::Tx& tx, const Texts& texts) {
  std::set<std::string> all;
  for (const auto& text : texts)
    for (auto& word : spelled_words(text)) all.insert(std::move(word));
  Keys keys;
  Texts of;
  for (const auto& word : tx.all(kNewWords, Texts(all.begin(), all.end())))
    for (const auto key : typo_keys(word)) {
      keys.push_back(key);
      of.push_back(word);
    }
  if (!keys.empty()) tx.exec(kAddWordTypos, keys, of);
}

void write(store::Tx& tx, const std::vector<Findable>& products) {
  ProductIds ids;
  Texts texts;
  Texts facets;
  Texts numbers;
  std::vector<base::Money> prices;
  std::vector<bool> in_stock;
  std::vector<int> lengths;
  for (const auto& product : products) {
    ids.push_back(product.product);
    texts.push_back(document_text(product));
    facets.push_back(joined(facets_of(product)));
    numbers.push_back(joined(product.part_numbers));
    prices.push_back(product.price);
    in_stock.push_back(product.in_stock);
    lengths.push_back(static_cast<int>(product.mpn.size()));
  }
  const auto renumbered = tx.all(kRenumbered, ids, numbers);
  tx.exec(kWrite, ids, texts, facets, numbers, prices, in_stock, lengths);
  write_part_numbers(tx, products, renumbered);
  write_words(tx, texts);
}

}  // namespace

std::int64_t index_changed(store::Db& db, std::int64_t most) {
  return db.transact("index_search", [&](store::Tx& tx) {
    tx.one(kTurn);
    auto changed = tx.all(kChanged, most);
    const auto taken = static_cast<std::int64_t>(changed.size());
    if (taken == 0) return taken;
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    const auto products = tx.all(kFindable, changed);
    ProductIds on_sale;
    for (const auto& product : products) on_sale.push_back(product.product);
    tx.exec(kForget, changed, on_sale);
    if (!products.empty()) write(tx, products);
    return taken;
  });
}

}  // namespace catalog
