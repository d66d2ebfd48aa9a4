#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "catalog/pages.h"
#include "render/templates.h"
#include "views/layout.h"

// GET /cart, and what POST /cart/add, /cart/update and /cart/remove answer when they refuse.
namespace views {

// A line of the cart. Its forms post to /cart/update (variant, units) and /cart/remove (variant).
struct CartLineView {
  base::VariantId variant{0};
  std::string title;
  std::string mpn;
  std::string condition;  // the word of the tables
  std::string path;
  std::optional<catalog::Image> image;
  int units = 0;
  base::Money unit_price;
  base::Money total;
  // What is wrong, each only where it is so: the price the shopper last saw; how many units can be
  // had when that is fewer than `units`; what was typed when it was no good, and why.
  std::optional<base::Money> price_was;
  std::optional<int> available;
  std::string typed;
  std::string error;
};

// Open: lines can be changed. Paying: read-only while a payment is under way (Resume payment posts
// to /checkout/resume, Cancel and edit to /checkout/cancel).
enum class CartMode { Open, Paying };

struct CartView {
  CartMode mode = CartMode::Open;
  std::vector<CartLineView> lines;  // none: the empty cart
  base::Money subtotal;
  std::optional<base::Instant> held_until;
  base::Instant now;
  std::string notice;  // a sentence about the cart as a whole; may be ""
};
std::string cart_page(const render::Templates& templates, const Layout& layout,
                      const CartView& view);

// Why /cart/add did not add. The page says so and, where it makes sense, offers the same again at
// the new price or with the units there are.
enum class AddRefusal { PriceChanged, NotEnough, SoldOut, NotSold, TooMany, CartClosed, BadUnits };
struct AddRefusedView {
  AddRefusal why = AddRefusal::NotSold;
  base::VariantId variant{0};
  std::string title;      // "" when the variant is not known
  std::string path;       // of the product; "" likewise
  std::string condition;  // the word of the tables
  std::string typed_units;
  int units = 1;                         // what the form proposes
  int available = 0;                     // NotEnough: how many more this cart can have
  base::Money price;                     // now
  std::optional<base::Money> price_was;  // PriceChanged: what the page said
  std::int64_t price_version = 0;
};
std::string add_refused(const render::Templates& templates, const Layout& layout,
                        const AddRefusedView& view);

}  // namespace views
