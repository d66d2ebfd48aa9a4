#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "catalog/pages.h"
#include "render/templates.h"
#include "views/checkout_view.h"
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
  std::optional<base::Money> list_price{};  // of one unit, where so many cost less each
  std::string note{};                       // how it comes, where that is not with the rest
};

// Open: lines can be changed. Paying: read-only while a payment is under way (Resume payment posts
// to /checkout/resume, Cancel and edit to /checkout/cancel). Agreed: an accepted quote, read-only
// (Set it aside posts to /quotes/aside).
enum class CartMode { Open, Paying, Agreed };

// What was just taken out: offers to put it back (posts to /cart/add variant, units and
// price_version, as a product page does).
struct RemovedLineView {
  base::VariantId variant{0};
  std::string title;
  int units = 0;
  base::Money price;  // now
};

// A code that the shopper typed; taken away by /cart/coupon (remove=CODE).
struct CartCodeView {
  std::string code;
  std::string says;  // why it does nothing; "" when it does
};

// A gift card that the cart is to be paid with; taken away by /cart/gift-card (remove=ID).
struct CartCardView {
  base::GiftCardId card{0};
  std::string says;  // which one it is and what it pays
};

// The store credit of who is signed in; used or kept by /cart/credit (use=yes or no).
struct CartCreditView {
  std::string says;
  bool used = true;
};

struct CartView {
  CartMode mode = CartMode::Open;
  std::vector<CartLineView> lines;  // none: the empty cart
  base::Money subtotal;
  std::optional<base::Instant> held_until;
  base::Instant now;
  std::string error;  // a sentence about the cart as a whole; may be ""
  std::optional<RemovedLineView> removed;
  std::string saved_list{};           // what was just saved for later stands there: its path
  int left = 0;                       // lines of an order bought again that could not be had
  std::vector<std::string> joined{};  // at sign-in, what came in from another cart: sentences
  // Promotions: what they take off, by name, and what is left; nothing when nothing applies.
  std::vector<SummaryDiscount> discounts{};
  std::optional<base::Money> goods{};
  std::vector<CartCodeView> codes{};
  std::string code_typed{};  // with code_error: what was no good as a code
  std::string code_error{};
  std::vector<CartCardView> cards{};
  std::optional<CartCreditView> credit{};
  std::string card_error{};  // why a code typed for a card was no good; the code is not shown again
};
std::string cart_page(const render::Templates& templates, const Layout& layout,
                      const CartView& view);

// What a shopper can do about a refusal of /cart/add: send the form again (at the price of now,
// with the units there are, with other units), finish or end a payment, or nothing.
enum class AddAgain { No, Form, UnitsWrong, AfterPayment };
struct AddRefusedView {
  std::string sentence;  // why
  AddAgain again = AddAgain::No;
  base::VariantId variant{0};
  std::string title;                     // "" when the variant is not known: no form then
  std::string path;                      // of the product; "" likewise
  std::string condition;                 // the word of the tables
  std::string units;                     // what the form proposes, or what was typed
  base::Money price;                     // now; the form agrees to it
  std::optional<base::Money> price_was;  // what the page said, where it is another one
};
std::string add_refused(const render::Templates& templates, const Layout& layout,
                        const AddRefusedView& view);

}  // namespace views
