#include "catalog/shelf.h"

#include <algorithm>

namespace catalog {
namespace {

constexpr std::size_t kRelated = 4;
constexpr std::size_t kSoldAtHome = 4;
constexpr std::size_t kRelations = 8;  // of a kind on a page, those in stock first
constexpr std::size_t kPricePoints = 8;

std::string page_path(const std::string& path, int page) {
  return page == 1 ? path : path + "/page/" + std::to_string(page);
}

// How much less a bundle costs than its parts, where that is no percentage of its own.
std::int64_t saved_basis_points(const ProductPage& page) {
  const auto parts = page.bundle_parts_price.in_cents();
  const auto price = page.offers.front().price.in_cents();
  return parts > price ? (parts - price) * 10000 / parts : 0;
}

}  // namespace

int Shelf::pages_of(std::size_t products) {
  return static_cast<int>((products + kCardsPerPage - 1) / kCardsPerPage);
}

Paging Shelf::paging(const std::string& path, std::size_t products, int page) {
  Paging paging;
  paging.page = page;
  paging.pages = pages_of(products);
  paging.products = static_cast<int>(products);
  paging.first_path = path;
  if (page > 1) paging.previous_path = page_path(path, page - 1);
  if (page < paging.pages) paging.next_path = page_path(path, page + 1);
  return paging;
}

Shelf::Indexes Shelf::slice(const ShelfOrder::KeptIndexes& items, int page) {
  const auto begin = std::min(static_cast<std::size_t>(page - 1) * kCardsPerPage, items.size());
  const auto end = std::min(begin + kCardsPerPage, items.size());
  return {items.begin() + static_cast<std::ptrdiff_t>(begin),
          items.begin() + static_cast<std::ptrdiff_t>(end)};
}

std::vector<ProductCard> Shelf::cards(const Indexes& items) const {
  std::vector<ProductCard> cards;
  for (const auto i : items) cards.push_back(make_card(item(i)));
  return cards;
}

CategoryLink Shelf::link_to(std::size_t category) const {
  const auto& list = order_.categories[category];
  return {list.name, list.path, static_cast<int>(list.items.size())};
}

base::Instant Shelf::changed_at(std::size_t i) const {
  auto at = item(i).product.updated_at;
  for (const auto& variant : item(i).variants) at = std::max(at, variant.updated_at);
  return at;
}

std::string Shelf::image_path(std::size_t i) const {
  return item(i).images.empty() ? std::string{} : item(i).images.front().path;
}

void Shelf::note_variants(std::size_t i) {
  const auto& noted = item(i);
  item_of_slug_.emplace(noted.product.slug, i);
  for (std::size_t v = 0; v < noted.variants.size(); ++v)
    variant_at_.emplace(noted.variants[v].id, std::pair{i, v});
}

void Shelf::add_relation(std::string_view kind, std::size_t one, std::size_t other) {
  if (kind == "fits") {
    relations_[one].fits.push_back(other);
    relations_[other].fitting.push_back(one);
  } else {
    relations_[one].replaces.push_back(other);
    relations_[other].successor = one;
  }
}

// The next ones in its category that are in stock, so that every product is led to by some.
std::vector<std::size_t> Shelf::related(std::size_t i) const {
  const auto& list = order_.categories[order_.items[i].category].items;
  std::vector<std::size_t> found;
  const auto looked_at = std::min(kLookedAt, list.size() - 1);
  for (std::size_t step = 1; step <= looked_at && found.size() < kRelated; ++step) {
    const auto other = list[(order_.items[i].place + step) % list.size()];
    if (in_stock(other)) found.push_back(other);
  }
  return found;
}

void Shelf::add_parts(std::size_t i, ProductPage& page) const {
  const auto parts = parts_.find(item(i).product.id);
  if (parts == parts_.end()) return;
  for (const auto& part : parts->second) {
    const auto at = variant_at_.find(part.component);
    if (at == variant_at_.end()) continue;  // no longer sold by itself
    const auto& sold = item(at->second.first);
    const auto& variant = sold.variants[at->second.second];
    page.parts.push_back({sold.product.title, sold.product.mpn, product_path(sold.product),
                          variant.condition, part.units, variant.price});
    page.bundle_parts_price += variant.price * part.units;
  }
  const auto off = bundle_off_.at(item(i).product.id);
  page.bundle_off_basis_points = off ? *off : saved_basis_points(page);
}

// As many as a page shows, those in stock first.
std::vector<std::size_t> Shelf::first_relations(std::vector<std::size_t> items) const {
  std::stable_partition(items.begin(), items.end(),
                        [&](std::size_t other) { return in_stock(other); });
  items.resize(std::min(items.size(), kRelations));
  return items;
}

void Shelf::add_relations(std::size_t i, ProductPage& page) const {
  const auto found = relations_.find(i);
  if (found == relations_.end()) return;
  const auto cards = [&](const std::vector<std::size_t>& all) {
    std::vector<ProductCard> shown;
    for (const auto other : first_relations(all)) shown.push_back(make_card(item(other)));
    return shown;
  };
  page.fitting = cards(found->second.fitting);
  page.fits = cards(found->second.fits);
  page.replaces = cards(found->second.replaces);
  if (found->second.successor) page.successor = make_card(item(*found->second.successor));
}

ProductPage Shelf::product_page(std::size_t i) const {
  const auto& sold = item(i);
  const auto& brand = order_.brands[order_.items[i].brand];
  ProductPage page;
  page.id = sold.product.id;
  page.title = sold.product.title;
  page.mpn = sold.product.mpn;
  page.path = product_path(sold.product);
  page.brand = {brand.name, brand.path};
  for (const auto c : order_.categories_of(static_cast<std::uint32_t>(i)))
    page.trail.push_back({order_.categories[c].name, order_.categories[c].path});
  std::reverse(page.trail.begin(), page.trail.end());
  page.offers = make_offers(sold);
  page.gift_card = sold.product.kind == "gift_card";
  if (!page.gift_card) page.specs = make_specs(sold.product);
  page.images = sold.images;
  page.front = make_front(sold.product);
  add_parts(i, page);
  for (const auto other : related(i)) page.related.push_back(make_card(item(other)));
  add_relations(i, page);
  const auto& prices = sold.variants.front().history;
  const auto left_out = prices.size() > kPricePoints ? prices.size() - kPricePoints : 0;
  page.history.assign(prices.begin() + static_cast<std::ptrdiff_t>(left_out), prices.end());
  page.changed_at = changed_at(i);
  return page;
}

std::vector<FacetCount> Shelf::facets(const ShelfOrder::KeptIndexes& counts) const {
  std::vector<FacetCount> shown;
  for (std::size_t f = 0; f < order_.facets.size(); ++f)
    if (counts[f] > 0)
      shown.push_back({order_.facets[f].text, order_.facets[f].name, static_cast<int>(counts[f])});
  std::sort(shown.begin(), shown.end(),
            [](const FacetCount& a, const FacetCount& b) { return a.facet < b.facet; });
  return shown;
}

CategoryPage Shelf::category_page(std::size_t c, int page) const {
  const auto& category = order_.categories[c];
  CategoryPage shown;
  shown.id = base::CategoryId{category.id};
  shown.name = category.name;
  shown.path = page_path(category.path, page);
  for (auto above = category.parent; above != ShelfOrder::kNone;
       above = order_.categories[above].parent)
    shown.trail.push_back({order_.categories[above].name, order_.categories[above].path});
  std::reverse(shown.trail.begin(), shown.trail.end());
  shown.cards = cards(slice(category.items, page));
  shown.paging = paging(category.path, category.items.size(), page);
  if (page > 1) return shown;
  for (const auto child : category.children) shown.children.push_back(link_to(child));
  shown.facets = facets(category.facet_counts);
  return shown;
}

BrandPage Shelf::brand_page(std::size_t b, int page) const {
  const auto& brand = order_.brands[b];
  BrandPage shown;
  shown.id = base::BrandId{brand.id};
  shown.name = brand.name;
  shown.path = page_path(brand.path, page);
  shown.cards = cards(slice(brand.items, page));
  shown.paging = paging(brand.path, brand.items.size(), page);
  if (page == 1) shown.facets = facets(brand.facet_counts);
  return shown;
}

// At most four, and of what is still there.
std::vector<std::size_t> Shelf::sold_in_stock(const std::vector<base::ProductId>& sold) const {
  std::vector<std::size_t> found;
  for (const auto product : sold)
    if (const auto i = order_.find(product); i && in_stock(*i) && found.size() < kSoldAtHome)
      found.push_back(*i);
  return found;
}

HomePage Shelf::home_page(const std::vector<base::ProductId>& sold) const {
  HomePage home;
  home.products = static_cast<int>(products());
  for (std::size_t c = 0; c < categories(); ++c) {
    const auto& category = order_.categories[c];
    if (category.parent != ShelfOrder::kNone || category.items.empty()) continue;
    HomePage::Department department;
    department.category = link_to(c);
    for (const auto child : category.children) department.children.push_back(link_to(child));
    home.departments.push_back(std::move(department));
  }
  for (const auto& brand : order_.brands)
    if (!brand.items.empty())
      home.brands.push_back({brand.name, brand.path, static_cast<int>(brand.items.size())});
  home.bundles = cards(order_.home.bundles);
  home.featured = cards(order_.home.featured);
  home.arrivals = cards(order_.home.arrivals);
  for (const auto i : sold_in_stock(sold)) home.sold.push_back(make_card(item(i)));
  home.rack = cards(order_.home.rack);
  return home;
}

std::optional<ProductCard> Shelf::card_of_slug(const std::string& slug) const {
  const auto at = item_of_slug_.find(slug);
  if (at == item_of_slug_.end()) return std::nullopt;
  return make_card(item(at->second));
}

Menu Shelf::menu() const {
  Menu menu;
  for (const auto& category : order_.categories)
    if (category.parent == ShelfOrder::kNone && !category.items.empty())
      menu.departments.push_back({category.name, category.path});
  return menu;
}

}  // namespace catalog
