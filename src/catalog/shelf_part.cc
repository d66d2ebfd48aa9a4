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

// Every address that a product has or had.
const Query<ShelfPath(ProductIds)> kPaths{"catalog.paths_of_products", R"sql(
    SELECT product_id, '/p/' || slug FROM slugs WHERE product_id = ANY($1::bigint[])
    UNION
    SELECT id, '/p/' || slug FROM products WHERE id = ANY($1::bigint[])
     ORDER BY 1, 2)sql"};

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
    read(products_, Depth::Page);
    read(needed(), Depth::Card);
    auto& touched = shelf_.touched_;
    touched.products = listed(products_);
    touched.categories = listed(categories_);
    touched.brands = listed(brands_);
    touched.changed = listed(changed_);
    touched.former = former_paths();
    return true;
  }

 private:
  ProductIds ids(const std::set<std::size_t>& items) const {
    ProductIds found;
    for (const auto i : items) found.emplace_back(order_.items[i].product);
    return found;
  }
  void read(const std::set<std::size_t>& items, Depth depth) {
    std::set<std::size_t> missing;
    for (const auto i : items)
      if (!shelf_.slots_.contains(i)) missing.insert(i);
    add(read_items(tx_, ids(missing), depth));
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

  // Brings the order up to date with what changed. Answers whether it could: a list that gets its
  // first product or loses its last one stands elsewhere too.
  bool read_changed() {
    const std::set<base::ProductId> asked{ask_.changed.begin(), ask_.changed.end()};
    auto items = read_items(tx_, listed(asked), Depth::Page);
    sort_out(items, asked);
    const auto categories = sizes_of(order_.categories);
    const auto brands = sizes_of(order_.brands);
    if (!replace_items(items)) return false;
    for (const auto& item : items) {
      const auto i = *order_.find(item.product.id);
      const auto before = order_.facets_of(i);
      order_.set_facets(i, make_facets(item));
      if (before != order_.facets_of(i)) recounted_.insert(i);
      changed_.insert(i);
    }
    put_in(items);
    shelf_.recounted_ = !recounted_.empty();
    shelf_.moved_ = !moving_.empty() || relisted();
    shelf_.relisted_ = relisted();
    if (shelf_.moved_) order_.home = choose_home(order_);
    add(std::move(items));
    auto& touched = shelf_.touched_;
    return add_shifts({order_.categories, categories}, category_shifts_, categories_,
                      touched.gone_categories) &&
           add_shifts({order_.brands, brands}, brand_shifts_, brands_, touched.gone_brands);
  }
  bool relisted() const { return !gone_.empty() || !coming_.empty(); }

  // What comes and goes, and what only moves. One with another category, height or first photo goes
  // and comes.
  void sort_out(const std::vector<ShelfItem>& items, const std::set<base::ProductId>& asked) {
    std::set<base::ProductId> there;
    for (const auto& item : items) {
      const auto facts = order_item(item);
      const auto i = order_.find(item.product.id);
      there.insert(item.product.id);
      if (!i || order_.items[*i].shape != facts.shape) {
        if (i) gone_.insert(item.product.id);
        coming_.insert(item.product.id);
      } else if (order_.items[*i].name != facts.name ||
                 order_.items[*i].in_stock != facts.in_stock) {
        moving_.insert(item.product.id);
      }
    }
    for (const auto product : asked)
      if (order_.find(product) && !there.contains(product)) gone_.insert(product);
  }
  Indexes items_of(const std::set<base::ProductId>& products) const {
    Indexes found;
    for (const auto product : products) found.push_back(*order_.find(product));
    return found;
  }
  // Takes out of the lists what goes and what moves, and counts anew with what comes. Answers
  // false when that belongs to no list that is known.
  bool replace_items(const std::vector<ShelfItem>& items) {
    const auto going = items_of(gone_);
    auto out = items_of(moving_);
    out.insert(out.end(), going.begin(), going.end());
    note_places(out);
    order_.take_out(out);
    std::vector<ShelfOrder::Item> coming;
    for (const auto& item : items) {
      const auto category = ShelfOrder::list_of(order_.categories, item.product.category.raw());
      const auto brand = ShelfOrder::list_of(order_.brands, item.product.brand.raw());
      if (!category || !brand) return false;
      if (!coming_.contains(item.product.id)) continue;
      coming.push_back(order_item(item));
      coming.back().category = *category;
      coming.back().brand = *brand;
    }
    std::sort(coming.begin(), coming.end(),
              [](const auto& a, const auto& b) { return a.product < b.product; });
    if (relisted()) order_.replace(going, coming);
    return true;
  }
  void put_in(const std::vector<ShelfItem>& items) {
    Indexes in;
    for (const auto& item : items) {
      if (!coming_.contains(item.product.id) && !moving_.contains(item.product.id)) continue;
      const auto i = *order_.find(item.product.id);
      const auto facts = order_item(item);
      auto& kept = order_.items.change()[i];
      kept.name = facts.name;
      kept.in_stock = facts.in_stock;
      titles_[i] = item.product.title;
      in.push_back(i);
    }
    for (const auto i : in) order_.put_in(i, [this](std::uint32_t item) { return title_of(item); });
    note_places(in);
    for (const auto product : neighbours_)
      if (const auto i = order_.find(product)) products_.insert(*i);
  }

  // Pages of a list that show others than before, first and last.
  using Shifts = std::map<std::size_t, std::pair<std::size_t, std::size_t>>;
  static void widen(Shifts& shifts, std::size_t list, std::size_t place) {
    const auto page = place / kCardsPerPage;
    const auto [at, is_new] = shifts.emplace(list, std::pair{page, page});
    at->second = {std::min(at->second.first, page), std::max(at->second.second, page)};
  }
  // Where these stand; those before them may have other related ones.
  void note_places(const Indexes& items) {
    for (const auto i : items) {
      for (const auto c : order_.categories_of(i))
        widen(category_shifts_, c, ShelfOrder::place_in(order_.categories[c], i));
      const auto b = order_.items[i].brand;
      widen(brand_shifts_, b, ShelfOrder::place_in(order_.brands[b], i));
      for (const auto other : order_.before(i, kLookedAt))
        neighbours_.insert(base::ProductId{order_.items[other].product});
    }
  }

  static std::vector<std::size_t> sizes_of(const std::vector<ShelfOrder::List>& lists) {
    std::vector<std::size_t> sizes;
    for (const auto& list : lists) sizes.push_back(list.items.size());
    return sizes;
  }
  // Lists as they are, and how many products each had.
  struct Lists {
    const std::vector<ShelfOrder::List>& now;
    const std::vector<std::size_t>& before;
  };
  // Adds the pages that shifted: in a list that has more or fewer products than before all that
  // follow, and the first, which says how many they are; each page says how many pages there are.
  static bool add_shifts(const Lists& lists, const Shifts& shifts, std::set<Shelf::ListPage>& pages,
                         std::vector<Shelf::ListPage>& gone) {
    for (const auto& [list, shift] : shifts) {
      const auto size = lists.now[list].items.size();
      const auto before = lists.before[list];
      if ((size == 0) != (before == 0)) return false;
      const auto count = Shelf::pages_of(size);
      const auto count_before = Shelf::pages_of(before);
      auto first = static_cast<int>(shift.first) + 1;
      auto last = static_cast<int>(shift.second) + 1;
      if (size != before) {
        pages.insert({list, 1});
        last = count;
      }
      if (count != count_before) first = 1;
      for (auto page = first; page <= std::min(last, count); ++page) pages.insert({list, page});
      for (auto page = count + 1; page <= count_before; ++page) gone.push_back({list, page});
    }
    return true;
  }
  // Addresses of what went that nothing has any more.
  std::vector<ShelfPath> former_paths() {
    if (gone_.empty()) return {};
    auto paths = tx_.all(kPaths, listed(gone_));
    std::erase_if(paths, [&](const ShelfPath& former) {
      const auto i = order_.find(former.product);
      return i && product_path(shelf_.item(*i).product) == former.path;
    });
    return paths;
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
    for (const auto& row : tx_.all(kRelations, ask_.changed))
      for (const auto product : {row.product, row.other})
        if (const auto i = order_.find(product)) products_.insert(*i);
    for (const auto product : tx_.all(kBundlesWith, ask_.changed))
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
  // Of what was asked for: what is no longer where it was, what is new there, and what has another
  // place in the same lists.
  std::set<base::ProductId> gone_;
  std::set<base::ProductId> coming_;
  std::set<base::ProductId> moving_;
  std::set<base::ProductId> neighbours_;  // of their places, before and after
  std::map<std::uint32_t, std::string> titles_;
  Shifts category_shifts_;
  Shifts brand_shifts_;
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
