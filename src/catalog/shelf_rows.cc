#include "catalog/shelf_rows.h"

#include "base/text.h"

#include <algorithm>
#include <tuple>

#include "catalog/search_document.h"
#include "catalog/units.h"

namespace catalog {
namespace {

// "front-to-rear" is "Front to rear".
std::string airflow_text(std::string text) {
  std::replace(text.begin(), text.end(), '-', ' ');
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

// FNV-1a, text by text.
class Digest {
 public:
  void add(std::string_view text) {
    for (const char c : text) step(static_cast<unsigned char>(c));
    step(0xff);  // no byte of UTF-8: where a text ends
  }
  std::uint64_t value() const { return value_; }

 private:
  void step(unsigned char byte) { value_ = (value_ ^ byte) * 1099511628211U; }
  std::uint64_t value_ = 14695981039346656037U;
};

std::vector<std::string> make_facts(const ShelfProduct& product) {
  std::vector<std::string> facts;
  if (product.ports) facts.push_back(*product.ports);
  if (product.poe_ports && *product.poe_ports > 0)
    facts.push_back(std::to_string(*product.poe_ports) + " PoE ports");
  if (product.u_height_milli && *product.u_height_milli > 0)
    facts.push_back(height_text(*product.u_height_milli));
  return facts;
}

}  // namespace

std::string product_path(const ShelfProduct& product) {
  return "/p/" + product.slug;
}

void sort_variants(std::vector<ShelfVariant>& variants) {
  const auto key = [](const ShelfVariant& v) {
    return std::tuple{v.available <= 0, v.price, v.condition, v.id};
  };
  std::sort(variants.begin(), variants.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

Image image_of(const ShelfPicture& picture) {
  return {"/media/" + picture.file, picture.width, picture.height, picture.alt};
}

Front make_front(const ShelfProduct& product) {
  return {product.category_path, product.ports.value_or(""), product.u_height_milli,
          product.brand_name};
}

ProductCard make_card(const ShelfItem& item) {
  const auto& product = item.product;
  ProductCard card;
  card.id = product.id;
  card.title = product.title;
  card.brand = product.brand_name;
  card.mpn = product.mpn;
  card.path = product_path(product);
  if (!item.images.empty()) card.image = item.images.front();
  card.front = make_front(product);
  card.facts = make_facts(product);
  card.bundle = product.kind == "bundle";
  card.gift_card = product.kind == "gift_card";
  if (item.variants.empty()) return card;
  const auto& first = item.variants.front();
  card.price = first.price;
  card.band = band_of(first.available);
  if (card.band == StockBand::Last) card.units = first.available;
  for (const auto& variant : item.variants) {
    card.more_prices = card.more_prices || variant.price != card.price;
    card.conditions.push_back(variant.condition);
  }
  std::sort(card.conditions.begin(), card.conditions.end());
  card.conditions.erase(std::unique(card.conditions.begin(), card.conditions.end()),
                        card.conditions.end());
  return card;
}

std::vector<std::string> make_facets(const ShelfItem& item) {
  const auto& product = item.product;
  Findable found;
  found.brand_slug = product.brand_slug;
  found.category_path = product.category_path;
  found.ports = product.ports;
  found.poe_ports = product.poe_ports;
  found.u_height_milli = product.u_height_milli;
  found.price = item.variants.front().price;
  found.in_stock = item.in_stock();
  for (const auto& variant : item.variants) {
    found.price = std::min(found.price, variant.price);
    const std::string word{word_of(variant.condition)};
    if (std::find(found.conditions.begin(), found.conditions.end(), word) == found.conditions.end())
      found.conditions.push_back(word);
  }
  return facets_of(found);
}

ShelfOrder::Item order_item(const ShelfItem& item) {
  const auto& product = item.product;
  Digest shape;
  for (const auto* text : {&product.kind, &product.slug, &product.brand_name, &product.brand_slug,
                           &product.category_path})
    shape.add(*text);
  for (const auto number :
       {product.brand.raw(), product.category.raw(),
        static_cast<std::int64_t>(product.u_height_milli.value_or(-1)),
        static_cast<std::int64_t>(product.created_at.time_since_epoch().count()),
        std::int64_t{item.images.empty()}})
    shape.add(std::to_string(number));
  Digest name;
  name.add(product.title);
  ShelfOrder::Item facts;
  facts.product = product.id.raw();
  facts.shape = shape.value();
  facts.name = name.value();
  facts.created_at = product.created_at.time_since_epoch().count();
  facts.in_stock = item.in_stock() ? 1 : 0;
  if (product.kind == "product") facts.kind = ShelfOrder::Item::Device;
  if (product.kind == "bundle") facts.kind = ShelfOrder::Item::Bundle;
  facts.rack_units =
      static_cast<std::uint32_t>((std::max(product.u_height_milli.value_or(0), 0) + 999) / 1000);
  facts.has_photo = item.images.empty() ? 0 : 1;
  return facts;
}

std::vector<Offer> make_offers(const ShelfItem& item) {
  std::vector<Offer> offers;
  for (const auto& variant : item.variants) {
    Offer offer;
    offer.variant = variant.id;
    offer.sku = variant.sku;
    offer.condition = variant.condition;
    offer.price = variant.price;
    offer.price_version = variant.price.in_cents();
    offer.band = band_of(variant.available);
    if (offer.band == StockBand::Last) offer.units = variant.available;
    offer.was = variant.was;
    offer.tiers = variant.tiers;
    offer.lead_days_min = variant.lead_days_min;
    offer.lead_days_max = variant.lead_days_max;
    offers.push_back(std::move(offer));
  }
  return offers;
}

std::vector<SpecRow> make_specs(const ShelfProduct& product) {
  std::vector<SpecRow> specs;
  const char* group = "Product";
  const auto add = [&](const char* label, std::string value) {
    if (!value.empty()) specs.push_back({label, std::move(value), group});
  };
  add("Brand", product.brand_name);
  add("Part number", product.mpn);
  group = "Ports";
  add("Ports", product.ports.value_or(""));
  if (product.poe_ports) add("PoE ports", std::to_string(*product.poe_ports));
  group = "Chassis";
  if (product.u_height_milli) add("Rack height", height_text(*product.u_height_milli));
  if (product.full_depth) add("Rack depth", *product.full_depth ? "Full depth" : "Less than full");
  if (product.weight_g) add("Weight", weight_text(*product.weight_g));
  group = "Power and cooling";
  if (product.airflow) add("Airflow", airflow_text(*product.airflow));
  if (product.power_supplies) add("Power supplies", std::to_string(*product.power_supplies));
  if (product.max_draw_watts) add("Maximum draw", std::to_string(*product.max_draw_watts) + " W");
  return specs;
}

std::string offer_path(const ProductPage& page, const Offer& offer) {
  if (page.offers.size() == 1) return page.path;
  return page.path + "?v=" + base::percent_encoded(base::lower_ascii(offer.sku));
}

}  // namespace catalog
