#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/pages.h"
#include "catalog/shelf_order.h"
#include "catalog/shelf_rows.h"
#include "store/db.h"

namespace catalog {

// Products a page of a list.
inline constexpr std::size_t kCardsPerPage = 24;
// So far a product page looks down its category for related ones that are in stock: further would
// tie it to the whole category.
inline constexpr std::size_t kLookedAt = 12;

// What the catalog's generated pages show, read once, from one snapshot: the price on a page, in
// its JSON-LD and on every list is one value of one instant (invariant G1). Afterwards it only
// answers, and may be asked by several threads.
//
// Only what is for sale is on it: active products with an active variant; categories and brands
// with such a product.
class Shelf {
 public:
  // All of it, in a transaction of Db::snapshot.
  explicit Shelf(store::Tx& tx);

  // What a change of some products asks for.
  struct Ask {
    std::vector<base::ProductId> changed;
    std::vector<base::ProductId> sold;   // what home_page() will be asked with
    std::vector<std::string> mentioned;  // slugs that card_of_slug() will be asked for
  };
  // The part of it that pages need which show one of the products in `ask.changed`, in an order as
  // it was before: lists ask for thousands of products only to know where one of them stands.
  // One that ran out, came back or has another title moves in its lists, and all pages of them
  // between its two places are asked for; one that comes or goes moves all that follow. Nothing
  // when a list gets its first product or loses its last one, which menus and other lists show:
  // then all of it is needed.
  static std::optional<Shelf> part(store::Tx& tx, ShelfOrder before, const Ask& ask);
  bool whole() const { return whole_; }

  // A page of a list.
  struct ListPage {
    std::size_t list = 0;  // a category or a brand
    int page = 1;
    friend auto operator<=>(const ListPage&, const ListPage&) = default;
  };
  // The pages that may show one of the products that a part was asked for; those that certainly do
  // are told by the pages themselves. Each once, in order.
  struct Touched {
    std::vector<std::size_t> products;
    std::vector<ListPage> categories;
    std::vector<ListPage> brands;
    std::vector<std::size_t> changed;  // what was asked for, where it is for sale
    // What was there and is no more: last pages of lists, and addresses of products.
    std::vector<ListPage> gone_categories;
    std::vector<ListPage> gone_brands;
    std::vector<ShelfPath> former;
  };
  const Touched& touched() const { return touched_; }
  // Were filters counted anew? Did one of the products move, so that all touched pages may have
  // changed? Then the order is not as it was. Did one come or go?
  bool recounted() const { return recounted_; }
  bool moved() const { return moved_; }
  bool relisted() const { return relisted_; }
  const ShelfOrder& order() const { return order_; }

  std::size_t products() const { return order_.items.size(); }
  const ShelfProduct& product(std::size_t i) const { return item(i).product; }
  // When the product's own page last changed in what the tables record.
  base::Instant changed_at(std::size_t i) const;
  std::string image_path(std::size_t i) const;  // "" without a picture
  ProductPage product_page(std::size_t i) const;

  // Categories and brands are lists of products, each with its pages from 1 on.
  std::size_t categories() const { return order_.categories.size(); }
  int category_pages(std::size_t c) const { return pages_of(order_.categories[c].items.size()); }
  const std::string& category_path(std::size_t c) const { return order_.categories[c].path; }
  CategoryPage category_page(std::size_t c, int page) const;
  std::size_t brands() const { return order_.brands.size(); }
  int brand_pages(std::size_t b) const { return pages_of(order_.brands[b].items.size()); }
  const std::string& brand_path(std::size_t b) const { return order_.brands[b].path; }
  BrandPage brand_page(std::size_t b, int page) const;

  // Of a product for sale; nothing when there is none with this slug.
  std::optional<ProductCard> card_of_slug(const std::string& slug) const;
  // `sold` are products that were sold last, newest first; those no longer in stock are left out.
  HomePage home_page(const std::vector<base::ProductId>& sold = {}) const;
  Menu menu() const;

 private:
  using Indexes = ShelfOrder::Indexes;
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
  friend class ShelfMaker;  // reads all of it
  friend class ShelfPart;   // reads a part
  Shelf() = default;

  const ShelfItem& item(std::size_t i) const { return whole_ ? items_[i] : items_[slots_.at(i)]; }
  bool in_stock(std::size_t i) const { return order_.items[i].in_stock != 0; }
  void note_variants(std::size_t i);
  void add_relation(std::string_view kind, std::size_t one, std::size_t other);
  std::vector<std::size_t> related(std::size_t i) const;
  std::vector<std::size_t> first_relations(std::vector<std::size_t> items) const;
  void add_relations(std::size_t i, ProductPage& page) const;
  void add_parts(std::size_t i, ProductPage& page) const;
  std::vector<std::size_t> sold_in_stock(const std::vector<base::ProductId>& sold) const;
  std::vector<FacetCount> facets(const ShelfOrder::KeptIndexes& counts) const;
  std::vector<ProductCard> cards(const Indexes& items) const;
  static Indexes slice(const ShelfOrder::KeptIndexes& items, int page);
  static int pages_of(std::size_t products);
  static Paging paging(const std::string& path, std::size_t products, int page);
  CategoryLink link_to(std::size_t category) const;

  ShelfOrder order_;
  bool whole_ = true;
  bool recounted_ = false;
  bool moved_ = false;
  bool relisted_ = false;
  Touched touched_;
  std::vector<ShelfItem> items_;                        // by id, or of a part as they were read
  std::unordered_map<std::size_t, std::size_t> slots_;  // of a part: where an item stands in items_
  std::unordered_map<std::string, std::size_t> item_of_slug_;
  std::unordered_map<base::VariantId, std::pair<std::size_t, std::size_t>> variant_at_;
  std::unordered_map<base::ProductId, std::vector<Part>> parts_;
  std::unordered_map<base::ProductId, std::optional<std::int64_t>> bundle_off_;
  std::unordered_map<std::size_t, Relations> relations_;
};

}  // namespace catalog
