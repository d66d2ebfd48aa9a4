#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "catalog/condition.h"

// What the pages of the catalog show, as plain values: sitegen and dynamic pages read them from the
// database, views put them in words. Addresses of our own are paths ("/p/cisco-ws-c3850-24t-l");
// where a page needs whole ones (canonical, JSON-LD) the view puts site.url in front.
namespace catalog {

struct Link {
  std::string name;
  std::string path;
  static constexpr auto columns() { return base::Columns<&Link::name, &Link::path>{}; }
};

// A category with how many products it and what stands below it sell.
struct CategoryLink {
  std::string name;
  std::string path;  // "/c/networking/switches"
  int products = 0;
};

struct Image {
  std::string path;  // "/media/4f/4f0c….png"
  int width = 0;
  int height = 0;
  std::string alt;
};

// What a unit costs when so many are bought at once.
struct Tier {
  int min_units = 0;
  base::Money price;
};

// One variant as it can be bought now.
struct Offer {
  base::VariantId variant{0};
  std::string sku;
  Condition condition = Condition::New;
  base::Money price;
  // What the buy box carries as data-price-version and the cart form sends back: the unit price in
  // cents. A shopper whose page is stale is told the new price first.
  std::int64_t price_version = 0;
  StockBand band = StockBand::SoldOut;
  int units = 0;                       // only of the band Last: how many there are
  std::optional<base::Money> was{};    // what it cost before, where that is struck through
  std::vector<Tier> tiers{};           // rising units, falling prices
  std::optional<int> lead_days_min{};  // days until a supplier sends it; nothing: it is here
  std::optional<int> lead_days_max{};
};

// "Weight", "4.00 kg (8.8 lb)", under the heading of its group: "Chassis".
struct SpecRow {
  std::string label;
  std::string value;
  std::string group{};
};

// What one asked for a thing from a day on.
struct PricePoint {
  base::Instant at;
  base::Money price;
};

struct BundlePart {
  std::string title;
  std::string mpn;
  std::string path;
  Condition condition = Condition::New;
  int units = 0;
  base::Money unit_price;
};

// What a drawing of the front needs, where there is no photo.
struct Front {
  std::string category;  // "networking/switches/access-switches"
  std::string ports;     // "24x 1G RJ45, 4x 10G SFP+", or ""
  std::optional<int> u_height_milli;
  std::string brand{};
};

// A product in a list.
struct ProductCard {
  base::ProductId id{0};
  std::string title;
  std::string brand;
  std::string mpn;
  std::string path;
  std::optional<Image> image;
  Front front;
  std::vector<std::string> facts;  // at most three: "24x 1G RJ45", "24 PoE ports", "1U"
  // The cheapest offer, of those in stock if there are any; `more_prices` when others differ.
  base::Money price;
  bool more_prices = false;
  std::vector<Condition> conditions;  // each once, best first
  StockBand band = StockBand::SoldOut;
  int units = 0;  // only of the band Last
  bool bundle = false;
  bool gift_card = false;
};

// /p/<slug>
struct ProductPage {
  base::ProductId id{0};
  std::string title;
  std::string mpn;
  std::string path;
  Link brand;
  std::vector<Link> trail;     // categories from the root to the product's own
  std::vector<Offer> offers;   // in stock first, then cheapest; the first is chosen on the page
  std::vector<SpecRow> specs;  // known facts only
  std::vector<Image> images;   // front, then rear
  Front front;
  std::vector<BundlePart> parts;  // empty: no bundle
  std::int64_t bundle_off_basis_points = 0;
  bool gift_card = false;            // sent by mail: no condition, no warranty, no parcel
  base::Money bundle_parts_price;    // what the parts cost one by one
  std::vector<ProductCard> related;  // of the same category, in stock, at most four
  base::Instant changed_at;
  std::vector<PricePoint> history{};       // of the first offer, oldest first; empty: never changed
  std::vector<ProductCard> fitting{};      // parts that fit it
  std::vector<ProductCard> fits{};         // what it is a part for
  std::optional<ProductCard> successor{};  // what replaces it
  std::vector<ProductCard> replaces{};
};

// Where an offer is what the page opens with: the page itself when it has but one.
std::string offer_path(const ProductPage& page, const Offer& offer);

// How many of a list have a facet, counted as if none of its own kind were chosen.
struct FacetCount {
  std::string facet;
  std::string name;  // of brands and categories; else what stands behind the colon
  int products;
  static constexpr auto columns() {
    return base::Columns<&FacetCount::facet, &FacetCount::name, &FacetCount::products>{};
  }
};

// One page of a list.
struct Paging {
  int page = 1;
  int pages = 1;
  int products = 0;           // on all pages
  std::string first_path;     // the list's own address
  std::string previous_path;  // empty: none
  std::string next_path;      // empty: none
};

// /c/<path> and /c/<path>/page/<n>
struct CategoryPage {
  base::CategoryId id{0};
  std::string name;
  std::string path;                    // of this page, with /page/<n>
  std::vector<Link> trail;             // the categories above it
  std::vector<CategoryLink> children;  // of the first page, as facets
  std::vector<ProductCard> cards;
  Paging paging;
  std::vector<FacetCount> facets{};  // of the whole list
};

// /brand/<slug> and /brand/<slug>/page/<n>
struct BrandPage {
  base::BrandId id{0};
  std::string name;
  std::string path;
  std::vector<ProductCard> cards;
  Paging paging;
  std::vector<FacetCount> facets{};  // of the whole list
};

struct HomePage {
  struct Department {
    CategoryLink category;
    std::vector<CategoryLink> children;
  };
  std::vector<Department> departments;
  struct Brand {
    std::string name;
    std::string path;
    int products = 0;
  };
  std::vector<Brand> brands;
  std::vector<ProductCard> bundles;   // at most four
  std::vector<ProductCard> featured;  // at most eight, in stock, of different departments
  std::vector<ProductCard> arrivals;  // at most four, in stock, newest first
  std::vector<ProductCard> sold;      // at most four, sold last, still in stock
  std::vector<ProductCard> rack;  // for a rack, in stock, of different makers, at most twelve units
  int products = 0;
};

// What every page's frame shows of the catalog: the departments in its menu.
struct Menu {
  std::vector<Link> departments;
};

}  // namespace catalog
