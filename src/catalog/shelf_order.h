#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "catalog/kept_numbers.h"
#include "catalog/pages.h"

// What only all products together decide: which of them are for sale, in which order lists show
// them, how often each filter occurs, what the home page has. It is kept beside the pages it was
// made for, so that a change of one product is shown without looking at the others (decision 0088).
namespace catalog {

struct ShelfOrder {
  static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);
  using Indexes = std::vector<std::uint32_t>;
  using KeptIndexes = KeptNumbers<std::uint32_t>;

  // A product for sale. Products are counted by their place in `items`.
  struct Item {
    std::int64_t product = 0;
    // Digests of everything the order was made of; while they stay, so does the order. With another
    // name, or another state of its stock, a product only moves in its lists.
    std::uint64_t shape = 0;
    std::uint64_t name = 0;
    std::int64_t created_at = 0;
    std::uint32_t category = 0;
    std::uint32_t brand = 0;
    std::uint32_t place = 0;  // where it stands in its category's list
    std::uint32_t in_stock = 0;
    // For the home page: is it a bundle, a device (1) or neither; the rack units it takes; is there
    // a photo.
    enum Kind : std::uint32_t { Other, Device, Bundle };
    std::uint32_t kind = Other;
    std::uint32_t rack_units = 0;
    std::uint32_t has_photo = 0;
    std::uint32_t unused = 0;  // no gap: the file holds items as they stand in memory
    friend bool operator==(const Item&, const Item&) = default;
  };
  struct List {
    std::int64_t id = 0;
    std::string name;
    std::string path;  // "/c/networking/switches", "/brand/cisco"
    std::uint32_t parent = kNone;
    Indexes children;          // with products, as listed
    KeptIndexes items;         // its own and those below it, as listed
    KeptIndexes facet_counts;  // by facet
    friend bool operator==(const List&, const List&) = default;
  };
  struct Facet {
    std::string text;  // "brand:cisco"
    std::string name;  // "Cisco"
    friend bool operator==(const Facet&, const Facet&) = default;
  };
  struct Home {
    Indexes bundles;
    Indexes featured;
    Indexes arrivals;
    Indexes rack;
    friend bool operator==(const Home&, const Home&) = default;
  };

  KeptNumbers<Item> items;  // by product
  std::vector<List> categories;
  std::vector<List> brands;
  std::vector<Facet> facets;
  KeptIndexes facet_ends;   // of an item: from where its predecessor's end
  KeptIndexes facet_items;  // the facets of each item, one after the other
  Home home;

  std::optional<std::uint32_t> find(base::ProductId product) const;
  // Lists show what can be bought first, then by title. Takes items out of their lists, or puts one
  // where it belongs by its stock, its title and its product; title_of answers the title of an
  // item.
  void take_out(const std::vector<std::uint32_t>& moving);
  void put_in(std::uint32_t item, const std::function<std::string(std::uint32_t)>& title_of);
  // Takes items off the shelf, which stand in no list any more, with their facets, and puts new
  // ones on it, in order of their products: in no list yet and without facets. All items are
  // counted anew; the home page is left empty.
  void replace(const std::vector<std::uint32_t>& going, const std::vector<Item>& coming);
  // The list of this category or brand; nothing when there is none.
  static std::optional<std::uint32_t> list_of(const std::vector<List>& lists, std::int64_t id);
  // Where an item stands in a list.
  static std::uint32_t place_in(const List& list, std::uint32_t item);
  // The items whose pages look down their categories' lists as far as this one, for related ones:
  // at most so many that stand before it in each.
  Indexes before(std::uint32_t item, std::size_t most) const;
  // The categories a product stands in, its own first.
  Indexes categories_of(std::uint32_t item) const;
  Indexes facets_of(std::uint32_t item) const;
  // Counts an item's facets anew in every list it stands in. One that is new gets as its name what
  // follows its kind.
  void set_facets(std::uint32_t item, const std::vector<std::string>& texts);

  friend bool operator==(const ShelfOrder&, const ShelfOrder&) = default;

 private:
  std::vector<List*> lists_of(std::uint32_t item);
  std::uint32_t facet_of(const std::string& text);
  void note_places(std::uint32_t category);
};

// As a file holds it, and back; nothing when the bytes are not whole. With a keeper, for whose life
// the bytes stay where they are, the order reads its numbers there: they begin at a multiple of
// eight in memory, else there is nothing either.
std::string to_bytes(const ShelfOrder& order);
std::optional<ShelfOrder> parse_order(std::string_view bytes,
                                      const std::shared_ptr<const void>& keeper = {});

}  // namespace catalog
