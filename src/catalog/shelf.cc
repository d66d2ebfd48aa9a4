#include "catalog/shelf.h"

#include <algorithm>

namespace catalog {
namespace {

constexpr std::size_t kRelated = 4;
constexpr std::size_t kBundlesAtHome = 4;
constexpr std::size_t kFeatured = 8;
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
  page.changed_at = changed_at(i);
  return page;
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
  return shown;
}

HomePage Shelf::home_page() const {
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
  return home;
}

Menu Shelf::menu() const {
  Menu menu;
  for (const auto& category : categories_)
    if (category.parent == kNone && !category.items.empty())
      menu.departments.push_back({category.name, "/c/" + category.path});
  return menu;
}

}  // namespace catalog
