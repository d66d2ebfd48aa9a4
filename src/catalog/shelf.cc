#include "catalog/shelf.h"

#include <algorithm>
#include <tuple>

namespace catalog {
namespace {

constexpr std::size_t kRelated = 4;
constexpr std::size_t kBundlesAtHome = 4;
constexpr std::size_t kFeatured = 8;
constexpr std::size_t kArrivals = 4;
constexpr std::size_t kSoldAtHome = 4;
constexpr std::size_t kRelations = 8;  // of a kind on a page, those in stock first
constexpr std::size_t kPricePoints = 8;
constexpr int kRackUnits = 12;
constexpr int kMostUnitsOfOne = 4;  // taller devices would fill the drawing alone
// Looking further for neighbours in stock would tie a page to the whole category.
constexpr std::size_t kLookedAt = 12;

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

std::vector<ProductCard> Shelf::cards(const std::vector<std::size_t>& items, int page) const {
  std::vector<ProductCard> cards;
  const auto begin = static_cast<std::size_t>(page - 1) * kCardsPerPage;
  const auto end = std::min(begin + kCardsPerPage, items.size());
  for (auto i = begin; i < end; ++i) cards.push_back(make_card(items_[items[i]]));
  return cards;
}

CategoryLink Shelf::link_to(const Category& category) const {
  return {category.name, "/c/" + category.path, static_cast<int>(category.items.size())};
}

base::Instant Shelf::changed_at(std::size_t i) const {
  auto at = items_[i].product.updated_at;
  for (const auto& variant : items_[i].variants) at = std::max(at, variant.updated_at);
  return at;
}

std::string Shelf::image_path(std::size_t i) const {
  return items_[i].images.empty() ? std::string{} : items_[i].images.front().path;
}

// The next ones in its category that are in stock, so that every product is led to by some.
std::vector<ProductCard> Shelf::related(std::size_t i) const {
  const auto& list = categories_[category_at_.at(items_[i].product.category)].items;
  std::vector<ProductCard> cards;
  const auto looked_at = std::min(kLookedAt, list.size() - 1);
  for (std::size_t step = 1; step <= looked_at && cards.size() < kRelated; ++step) {
    const auto& item = items_[list[(place_in_category_[i] + step) % list.size()]];
    if (item.in_stock()) cards.push_back(make_card(item));
  }
  return cards;
}

void Shelf::add_parts(std::size_t i, ProductPage& page) const {
  const auto parts = parts_.find(items_[i].product.id);
  if (parts == parts_.end()) return;
  for (const auto& part : parts->second) {
    const auto at = variant_at_.find(part.component);
    if (at == variant_at_.end()) continue;  // no longer sold by itself
    const auto& item = items_[at->second.first];
    const auto& variant = item.variants[at->second.second];
    page.parts.push_back({item.product.title, item.product.mpn, product_path(item.product),
                          variant.condition, part.units, variant.price});
    page.bundle_parts_price += variant.price * part.units;
  }
  const auto off = bundle_off_.at(items_[i].product.id);
  page.bundle_off_basis_points = off ? *off : saved_basis_points(page);
}

void Shelf::add_relations(std::size_t i, ProductPage& page) const {
  const auto found = relations_.find(i);
  if (found == relations_.end()) return;
  const auto cards = [&](std::vector<std::size_t> items) {
    std::stable_partition(items.begin(), items.end(),
                          [&](std::size_t other) { return items_[other].in_stock(); });
    items.resize(std::min(items.size(), kRelations));
    std::vector<ProductCard> shown;
    for (const auto other : items) shown.push_back(make_card(items_[other]));
    return shown;
  };
  page.fitting = cards(found->second.fitting);
  page.fits = cards(found->second.fits);
  page.replaces = cards(found->second.replaces);
  if (found->second.successor) page.successor = make_card(items_[*found->second.successor]);
}

ProductPage Shelf::product_page(std::size_t i) const {
  const auto& item = items_[i];
  const auto& brand = brands_[brand_at_.at(item.product.brand)];
  ProductPage page;
  page.id = item.product.id;
  page.title = item.product.title;
  page.mpn = item.product.mpn;
  page.path = product_path(item.product);
  page.brand = {brand.name, "/brand/" + brand.slug};
  for (auto c = category_at_.at(item.product.category); c != kNone; c = categories_[c].parent)
    page.trail.push_back({categories_[c].name, "/c/" + categories_[c].path});
  std::reverse(page.trail.begin(), page.trail.end());
  page.offers = make_offers(item);
  page.gift_card = item.product.kind == "gift_card";
  if (!page.gift_card) page.specs = make_specs(item.product);
  page.images = item.images;
  page.front = make_front(item.product);
  add_parts(i, page);
  page.related = related(i);
  add_relations(i, page);
  const auto& prices = item.variants.front().history;
  const auto left_out = prices.size() > kPricePoints ? prices.size() - kPricePoints : 0;
  page.history.assign(prices.begin() + static_cast<std::ptrdiff_t>(left_out), prices.end());
  page.changed_at = changed_at(i);
  return page;
}

std::vector<FacetCount> Shelf::facets(const std::vector<int>& counts) const {
  std::vector<FacetCount> shown;
  for (std::size_t f = 0; f < facets_.size(); ++f)
    if (counts[f] > 0) shown.push_back({facets_[f].facet, facets_[f].name, counts[f]});
  std::sort(shown.begin(), shown.end(),
            [](const FacetCount& a, const FacetCount& b) { return a.facet < b.facet; });
  return shown;
}

CategoryPage Shelf::category_page(std::size_t c, int page) const {
  const auto& category = categories_[c];
  CategoryPage shown;
  shown.id = category.id;
  shown.name = category.name;
  shown.path = page_path("/c/" + category.path, page);
  for (auto above = category.parent; above != kNone; above = categories_[above].parent)
    shown.trail.push_back({categories_[above].name, "/c/" + categories_[above].path});
  std::reverse(shown.trail.begin(), shown.trail.end());
  for (const auto child : category.children) shown.children.push_back(link_to(categories_[child]));
  shown.cards = cards(category.items, page);
  shown.paging = paging("/c/" + category.path, category.items.size(), page);
  shown.facets = facets(category.facet_counts);
  return shown;
}

BrandPage Shelf::brand_page(std::size_t b, int page) const {
  const auto& brand = brands_[b];
  BrandPage shown;
  shown.id = brand.id;
  shown.name = brand.name;
  shown.path = page_path("/brand/" + brand.slug, page);
  shown.cards = cards(brand.items, page);
  shown.paging = paging("/brand/" + brand.slug, brand.items.size(), page);
  shown.facets = facets(brand.facet_counts);
  return shown;
}

// One of each maker: a delivery often is of one maker alone.
std::vector<ProductCard> Shelf::arrivals() const {
  std::vector<std::size_t> newest;
  for (const auto& brand : brands_) {
    const auto at = [&](std::size_t i) {
      return std::tuple{items_[i].product.created_at, items_[i].product.id};
    };
    std::optional<std::size_t> last;
    for (const auto i : brand.items)
      if (items_[i].in_stock() && items_[i].product.kind == "product" &&
          (!last || at(*last) < at(i)))
        last = i;
    if (last) newest.push_back(*last);
  }
  std::sort(newest.begin(), newest.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple{items_[b].product.created_at, items_[b].product.id} <
           std::tuple{items_[a].product.created_at, items_[a].product.id};
  });
  newest.resize(std::min(newest.size(), kArrivals));
  std::vector<ProductCard> cards;
  for (const auto i : newest) cards.push_back(make_card(items_[i]));
  return cards;
}

// One of each maker, those with a picture first, until twelve units are full.
std::vector<ProductCard> Shelf::rack() const {
  std::vector<ProductCard> cards;
  std::vector<base::BrandId> makers;
  int room = kRackUnits;
  for (const bool pictured : {true, false})
    for (const auto& brand : brands_)
      for (const auto i : brand.items) {
        const auto& item = items_[i];
        const int units = (item.product.u_height_milli.value_or(0) + 999) / 1000;
        if (!item.in_stock() || units < 1 || units > std::min(kMostUnitsOfOne, room) ||
            item.images.empty() == pictured || item.product.kind != "product" ||
            std::find(makers.begin(), makers.end(), item.product.brand) != makers.end())
          continue;
        makers.push_back(item.product.brand);
        cards.push_back(make_card(item));
        room -= units;
      }
  return cards;
}

HomePage Shelf::home_page(const std::vector<base::ProductId>& sold) const {
  HomePage home;
  home.products = static_cast<int>(items_.size());
  std::vector<const Category*> departments;
  for (const auto& category : categories_) {
    if (category.parent != kNone || category.items.empty()) continue;
    departments.push_back(&category);
    HomePage::Department department;
    department.category = link_to(category);
    for (const auto child : category.children)
      department.children.push_back(link_to(categories_[child]));
    home.departments.push_back(std::move(department));
  }
  for (const auto& brand : brands_)
    if (!brand.items.empty())
      home.brands.push_back(
          {brand.name, "/brand/" + brand.slug, static_cast<int>(brand.items.size())});
  for (const auto& item : items_)
    if (item.product.kind == "bundle" && home.bundles.size() < kBundlesAtHome)
      home.bundles.push_back(make_card(item));
  // One of each department in turn; one with a picture before one without.
  std::vector<std::vector<std::size_t>> choices;
  for (const auto* department : departments) {
    std::vector<std::size_t> choice;
    for (const auto i : department->items)
      if (items_[i].in_stock() && items_[i].product.kind == "product") choice.push_back(i);
    std::stable_partition(choice.begin(), choice.end(),
                          [&](std::size_t i) { return !items_[i].images.empty(); });
    choices.push_back(std::move(choice));
  }
  for (std::size_t round = 0; round < kFeatured; ++round)
    for (const auto& choice : choices)
      if (round < choice.size() && home.featured.size() < kFeatured)
        home.featured.push_back(make_card(items_[choice[round]]));
  home.arrivals = arrivals();
  for (const auto product : sold)
    if (const auto at = item_at_.find(product);
        at != item_at_.end() && items_[at->second].in_stock() && home.sold.size() < kSoldAtHome)
      home.sold.push_back(make_card(items_[at->second]));
  home.rack = rack();
  return home;
}

std::optional<ProductCard> Shelf::card_of_slug(const std::string& slug) const {
  const auto at = item_of_slug_.find(slug);
  if (at == item_of_slug_.end()) return std::nullopt;
  return make_card(items_[at->second]);
}

Menu Shelf::menu() const {
  Menu menu;
  for (const auto& category : categories_)
    if (category.parent == kNone && !category.items.empty())
      menu.departments.push_back({category.name, "/c/" + category.path});
  return menu;
}

}  // namespace catalog
