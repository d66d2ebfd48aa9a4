#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/money.h"

// A product as it is found. Private to catalog.
namespace catalog {

// The facts that a document is made of.
struct Findable {
  base::ProductId product{0};
  std::string title;
  std::string mpn;
  std::string brand;
  std::string brand_slug;
  std::string category_path;
  std::string category_names;  // from the root, parted by blanks
  std::optional<std::string> ports;
  std::optional<int> poe_ports;
  std::optional<int> u_height_milli;
  std::vector<std::string> conditions;
  std::vector<std::string> part_numbers;  // normalised
  base::Money price;
  bool in_stock = false;
  static constexpr auto columns() {
    using F = Findable;
    return base::Columns<&F::product, &F::title, &F::mpn, &F::brand, &F::brand_slug,
                         &F::category_path, &F::category_names, &F::ports, &F::poe_ports,
                         &F::u_height_milli, &F::conditions, &F::part_numbers, &F::price,
                         &F::in_stock>{};
  }
};

// Everything it should be found by, as text: names, ports as people ask for them ("48 port",
// "10g"), "poe", "1u", categories in singular and plural.
std::string document_text(const Findable& product);

// "brand:cisco", "category:networking", "category:networking/switches", "condition:used",
// "ports:25-48", "speed:10g", "poe:yes", "form:1u", "price:100-250", "stock:in".
std::vector<std::string> facets_of(const Findable& product);

// The words of a text in which a typo may be mended: lower case, at least three letters or digits,
// a letter among them; each once.
std::vector<std::string> spelled_words(std::string_view text);

}  // namespace catalog
