#include <algorithm>
#include <map>
#include <set>

#include "catalog/shelf.h"
#include "catalog/shelf_home.h"

namespace catalog {
namespace {

using store::Query;
using ProductIds = std::vector<base::ProductId>;
using Indexes = ShelfOrder::Indexes;

const Query<ShelfRelation(ProductIds)> kRelations{"catalog.page_relations", R"sql(
    SELECT 'fits', part_id, device_id FROM compatibilities WHERE part_id = ANY($1::bigint[])
    UNION
    SELECT 'fits', part_id, device_id FROM compatibilities WHERE device_id = ANY($1::bigint[])
    UNION
    SELECT 'replaces', successor_id, product_id FROM successors
     WHERE product_id = ANY($1::bigint[]) OR successor_id = ANY($1::bigint[])
     ORDER BY 1, 2, 3)sql"};

const Query<ShelfPartRow(ProductIds)> kBundles{"catalog.page_bundles", R"sql(
    SELECT v.product_id,
           CASE WHEN b.own_price_cents IS NULL AND v.price_source = 'base'
                THEN b.off_basis_points::bigint END,
           i.component_variant_id, c.product_id, i.units
      FROM variants v
      JOIN bundles b ON b.variant_id = v.id
      JOIN bundle_items i ON i.bundle_variant_id = b.variant_id
      JOIN variants c ON c.id = i.component_variant_id
     WHERE v.product_id = ANY($1::bigint[]) AND v.state = 'active'
     ORDER BY v.product_id, i.position, i.component_variant_id)sql"};

// The bundles that have one of these in them.
const Query<base::ProductId(ProductIds)> kBundlesWith{"catalog.bundles_with", R"sql(
    SELECT DISTINCT b.product_id
      FROM variants v
      JOIN bundle_items i ON i.component_variant_id = v.id
      JOIN variants b ON b.id = i.bundle_variant_id AND b.state = 'active'
     WHERE v.product_id = ANY($1::bigint[]))sql"};

const Query<base::ProductId(std::vector<std::string>)> kOfSlugs{
    "catalog.products_of_slugs", "SELECT id FROM products WHERE slug = ANY($1::text[])"};

const Query<std::string(base::ProductId)> kTitle{"catalog.title_of_product",
                                                 "SELECT title FROM products WHERE id = $1"};

// Of lists between two places of a product: more than these are quicker made with all the rest.
constexpr std::size_t kMostPages = 200;

template <class T>
std::vector<T> listed(const std::set<T>& of) {
  return {of.begin(), of.end()};
}

}  // namespace

// Finds out which pages show some products and reads what those need. Each question is asked once
// for all of them.
class ShelfPart {
 public:
  ShelfPart(Shelf& shelf, store::Tx& tx, const Shelf::Ask& ask)
      : shelf_{shelf}, order_{shelf.order_}, tx_{tx}, ask_{ask} {}

  bool make() {
    if (!read_changed()) return false;
    find_pages();
    read_links(listed(products_));
    read(needed());
    shelf_.touched_ = {listed(products_), listed(categories_), listed(brands_), listed(changed_)};
    return true;
  }

 private:
  ProductIds ids(const std::set<std::size_t>& items) const {
    ProductIds found;
    for (const auto i : items) found.emplace_back(order_.items[i].product);
    return found;
  }
  void read(const std::set<std::size_t>& items) {
    std::set<std::size_t> missing;
    for (const auto i : items)
      if (!shelf_.slots_.contains(i)) missing.insert(i);
    add(read_items(tx_, ids(missing), Depth::Page));
  }
  void add(std::vector<ShelfItem> items) {
    for (auto& item : items) {
      const auto i = order_.find(item.product.id);
      if (!i) continue;
      shelf_.slots_.emplace(*i, shelf_.items_.size());
      shelf_.items_.push_back(std::move(item));
      shelf_.note_variants(*i);
    }
  }

  // Answers whether the order still is right.
  bool read_changed() {
    std::set<base::ProductId> known;
    for (const auto product : ask_.changed)
      if (const auto i = order_.find(product)) {
        changed_.insert(*i);
        known.insert(product);
      }
    const std::set<base::ProductId> asked{ask_.changed.begin(), ask_.changed.end()};
    auto items = read_items(tx_, listed(asked), Depth::Page);
    // One that came is not known, one that went is not read.
    if (items.size() != known.size()) return false;
    for (const auto& item : items) {
      const auto i = order_.find(item.product.id);
      const auto facts = order_item(item);
      if (!i || order_.items[*i].shape != facts.shape) return false;
      auto& known_as = order_.items[*i];
      if (known_as.name != facts.name || known_as.in_stock != facts.in_stock) {
        titles_[*i] = item.product.title;
        moving_.push_back(*i);
        known_as.name = facts.name;
        known_as.in_stock = facts.in_stock;
      }
      const auto before = order_.facets_of(*i);
      if (!order_.set_facets(*i, make_facets(item))) return false;
      if (before != order_.facets_of(*i)) recounted_.insert(*i);
    }
    shelf_.recounted_ = !recounted_.empty();
    shelf_.moved_ = !moving_.empty();
    add(std::move(items));
    return moving_.empty() || move_items();
  }

  // Pages of a list whose items are others than before, first and last.
  using Span = std::pair<std::size_t, std::size_t>;
  using Spans = std::map<std::size_t, Span>;
  static void widen(Spans& spans, std::size_t list, std::size_t place) {
    const auto page = place / kCardsPerPage;
    const auto [at, is_new] = spans.emplace(list, Span{page, page});
    at->second = {std::min(at->second.first, page), std::max(at->second.second, page)};
  }
  // Where the moving ones stand; their neighbours before them may have other related ones.
  void note_places() {
    for (const auto i : moving_) {
      for (const auto c : order_.categories_of(i))
        widen(category_spans_, c, ShelfOrder::place_in(order_.categories[c], i));
      const auto b = order_.items[i].brand;
      widen(brand_spans_, b, ShelfOrder::place_in(order_.brands[b], i));
      for (const auto other : order_.before(i, kLookedAt)) products_.insert(other);
    }
  }
  // Answers whether few enough pages lie between.
  bool move_items() {
    note_places();
    order_.take_out(moving_);
    for (const auto i : moving_)
      order_.put_in(i, [this](std::uint32_t item) { return title_of(item); });
    note_places();
    order_.home = choose_home(order_);
    return add_spans(categories_, category_spans_) && add_spans(brands_, brand_spans_);
  }
  static bool add_spans(std::set<Shelf::ListPage>& pages, const Spans& spans) {
    for (const auto& [list, span] : spans) {
      if (span.second - span.first + pages.size() > kMostPages) return false;
      for (auto page = span.first; page <= span.second; ++page)
        pages.insert({list, static_cast<int>(page) + 1});
    }
    return true;
  }
  std::string title_of(std::uint32_t item) {
    const auto [at, is_new] = titles_.try_emplace(item);
    if (is_new) at->second = tx_.one(kTitle, base::ProductId{order_.items[item].product});
    return at->second;
  }

  void find_pages() {
    for (const auto i : changed_) {
      products_.insert(i);
      add_neighbours(i);
      add_lists(static_cast<std::uint32_t>(i));
    }
    const auto changed = ids(changed_);
    for (const auto& row : tx_.all(kRelations, changed))
      for (const auto product : {row.product, row.other})
        if (const auto i = order_.find(product)) products_.insert(*i);
    for (const auto product : tx_.all(kBundlesWith, changed))
      if (const auto i = order_.find(product)) products_.insert(*i);
  }
  // Those before it in its category look down as far as here.
  void add_neighbours(std::size_t i) {
    for (const auto other : order_.before(static_cast<std::uint32_t>(i), kLookedAt))
      products_.insert(other);
  }
  void add_lists(std::uint32_t i) {
    for (const auto c : order_.categories_of(i)) add_list(categories_, c, order_.categories[c], i);
    const auto b = order_.items[i].brand;
    add_list(brands_, b, order_.brands[b], i);
  }
  void add_list(std::set<Shelf::ListPage>& pages, std::size_t list, const ShelfOrder::List& of,
                std::uint32_t i) {
    const auto place = ShelfOrder::place_in(of, i);
    pages.insert({list, 1 + static_cast<int>(place / kCardsPerPage)});
    if (recounted_.contains(i)) pages.insert({list, 1});  // which has the filters
  }

  void read_links(const std::vector<std::size_t>& products) {
    const auto asked = ids({products.begin(), products.end()});
    for (const auto& row : tx_.all(kRelations, asked)) {
      const auto one = order_.find(row.product);
      const auto other = order_.find(row.other);
      if (one && other) shelf_.add_relation(row.kind, *one, *other);
    }
    for (const auto& row : tx_.all(kBundles, asked)) {
      shelf_.bundle_off_[row.product] = row.off_basis_points;
      shelf_.parts_[row.product].push_back({row.component, row.units});
      if (const auto i = order_.find(row.component_product)) parts_.insert(*i);
    }
  }

  // Every product that one of the pages has something of.
  std::set<std::size_t> needed() const {
    std::set<std::size_t> all = parts_;
    const auto take = [&](const auto& items) { all.insert(items.begin(), items.end()); };
    take(products_);
    for (const auto i : products_) {
      take(shelf_.related(i));
      const auto found = shelf_.relations_.find(i);
      if (found == shelf_.relations_.end()) continue;
      for (const auto* kind :
           {&found->second.fitting, &found->second.fits, &found->second.replaces})
        take(shelf_.first_relations(*kind));
      if (found->second.successor) all.insert(*found->second.successor);
    }
    for (const auto& [list, page] : categories_)
      take(Shelf::slice(order_.categories[list].items, page));
    for (const auto& [list, page] : brands_) take(Shelf::slice(order_.brands[list].items, page));
    for (const auto* choice :
         {&order_.home.bundles, &order_.home.featured, &order_.home.arrivals, &order_.home.rack})
      take(*choice);
    take(shelf_.sold_in_stock(ask_.sold));
    if (!ask_.mentioned.empty())
      for (const auto product : tx_.all(kOfSlugs, ask_.mentioned))
        if (const auto i = order_.find(product)) all.insert(*i);
    return all;
  }

  Shelf& shelf_;
  ShelfOrder& order_;
  store::Tx& tx_;
  const Shelf::Ask& ask_;
  std::set<std::size_t> changed_;
  std::set<std::size_t> recounted_;  // of those changed: with other facets than before
  Indexes moving_;                   // of those changed: with another place in their lists
  std::map<std::uint32_t, std::string> titles_;
  Spans category_spans_;
  Spans brand_spans_;
  std::set<std::size_t> products_;  // whose pages may show one of those changed
  std::set<std::size_t> parts_;     // of bundles among them
  std::set<Shelf::ListPage> categories_;
  std::set<Shelf::ListPage> brands_;
};

std::optional<Shelf> Shelf::part(store::Tx& tx, ShelfOrder before, const Ask& ask) {
  Shelf shelf;
  shelf.order_ = std::move(before);
  shelf.whole_ = false;
  if (!ShelfPart{shelf, tx, ask}.make()) return std::nullopt;
  return shelf;
}

}  // namespace catalog
