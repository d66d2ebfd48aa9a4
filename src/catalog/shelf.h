#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "catalog/pages.h"
#include "catalog/shelf_rows.h"
#include "store/db.h"

namespace catalog {

// Products a page of a list.
inline constexpr std::size_t kCardsPerPage = 24;

// Everything the catalog's generated pages show, read once, from one snapshot: the price on a page,
// in its JSON-LD and on every list is one value of one instant (invariant G1). Afterwards it only
// answers, and may be asked by several threads.
//
// Only what is for sale is on it: active products with an active variant; categories and brands
// with such a product.
class Shelf {
 public:
  // In a transaction of Db::snapshot.
  explicit Shelf(store::Tx& tx);

  std::size_t products() const { return items_.size(); }
  const ShelfProduct& product(std::size_t i) const { return items_[i].product; }
  // When the product's own page last changed in what the tables record.
  base::Instant changed_at(std::size_t i) const;
  std::string image_path(std::size_t i) const;  // "" without a picture
  ProductPage product_page(std::size_t i) const;

  // Categories and brands are lists of products, each with its pages from 1 on.
  std::size_t categories() const { return categories_.size(); }
  int category_pages(std::size_t c) const { return pages_of(categories_[c].items.size()); }
  std::string category_path(std::size_t c) const { return "/c/" + categories_[c].path; }
  CategoryPage category_page(std::size_t c, int page) const;
  std::size_t brands() const { return brands_.size(); }
  int brand_pages(std::size_t b) const { return pages_of(brands_[b].items.size()); }
  std::string brand_path(std::size_t b) const { return "/brand/" + brands_[b].slug; }
  BrandPage brand_page(std::size_t b, int page) const;

  // Of a product for sale; nothing when there is none with this slug.
  std::optional<ProductCard> card_of_slug(const std::string& slug) const;
  // `sold` are products that were sold last, newest first; those no longer in stock are left out.
  HomePage home_page(const std::vector<base::ProductId>& sold = {}) const;
  Menu menu() const;

 private:
  struct Category {
    base::CategoryId id{0};
    std::string name;
    std::string path;  // without /c/
    std::size_t parent = kNone;
    std::vector<std::size_t> children;
    std::vector<std::size_t> items;  // its own and those below it, as listed
    std::vector<int> facet_counts;   // by facet
  };
  struct Brand {
    base::BrandId id{0};
    std::string name;
    std::string slug;
    std::vector<std::size_t> items;
    std::vector<int> facet_counts;
  };
  struct Part {
    base::VariantId component{0};
    int units = 0;
  };
  // What a product has to do with others on the shelf, by item.
  struct Relations {
    std::vector<std::size_t> fitting;
    std::vector<std::size_t> fits;
    std::vector<std::size_t> replaces;
    std::optional<std::size_t> successor;
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void read_products(store::Tx& tx);
  void read_bundles(store::Tx& tx);
  void read_relations(store::Tx& tx);
  void add_relations(std::size_t i, ProductPage& page) const;
  void read_places(store::Tx& tx);
  void list_items();
  void drop_empty_places();
  void count_facets();
  std::vector<FacetCount> facets(const std::vector<int>& counts) const;
  std::vector<ProductCard> arrivals() const;
  std::vector<ProductCard> rack() const;
  static int pages_of(std::size_t products);
  std::vector<ProductCard> cards(const std::vector<std::size_t>& items, int page) const;
  static Paging paging(const std::string& path, std::size_t products, int page);
  CategoryLink link_to(const Category& category) const;
  std::vector<ProductCard> related(std::size_t i) const;
  void add_parts(std::size_t i, ProductPage& page) const;

  std::vector<ShelfItem> items_;                              // by id
  std::unordered_map<base::ProductId, std::size_t> item_at_;  // by product
  std::unordered_map<std::string, std::size_t> item_of_slug_;
  std::unordered_map<base::VariantId, std::pair<std::size_t, std::size_t>> variant_at_;
  std::unordered_map<base::ProductId, std::vector<Part>> parts_;
  std::unordered_map<base::ProductId, std::optional<std::int64_t>> bundle_off_;
  std::unordered_map<std::size_t, Relations> relations_;
  std::vector<Category> categories_;  // by path
  std::vector<Brand> brands_;         // by name
  std::unordered_map<base::CategoryId, std::size_t> category_at_;
  std::unordered_map<base::BrandId, std::size_t> brand_at_;
  std::vector<FacetCount> facets_;              // each there is, with its name, by its text
  std::vector<std::size_t> place_in_category_;  // by item: where it stands in its category's list
};

}  // namespace catalog
