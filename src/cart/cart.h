#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/result.h"
#include "inventory/inventory.h"
#include "store/db.h"

// The cart: what a shopper means to buy. This module owns carts, cart_lines, cart_codes,
// cart_gift_cards, cart_agreements and checkouts. A cart is found by the hash of its cookie's token
// and needs no account. Every change locks the cart's row first, so that the changes of one cart
// come one after another, and ends with the cart's holds equal to what its lines take from stock
// (invariant S7; bundles by their parts). A cart that is being paid for does not change (O4), one
// that was paid for never again (O5): the next thing added begins a new cart. Nor does one that was
// agreed beforehand (cart/agreed.h).
namespace cart {

using base::CartId;
using base::Instant;
using base::Money;
using base::VariantId;

// Stripe takes 100 lines; shipping, tax and a spare one are not ours to fill.
inline constexpr int kMostLines = 97;

// Who asks: the value of the cart cookie ("" without one), the network address where open holds are
// counted by address, and who is signed in: a new cart is that account's.
struct Shopper {
  std::string token;
  std::optional<std::string> address_key;
  std::optional<base::CustomerId> customer{};
};

// Who buys, once that is known: who is signed in, and the groups whose price lists apply.
struct Buyer {
  std::optional<base::CustomerId> customer{};
  std::vector<std::string> groups{};
};

struct Limits {
  int units_per_line = 50;
  inventory::HoldLimits hold;
};

enum class Why {
  NotForSale,    // no such variant, or archived
  PriceChanged,  // `price` is what it costs now
  Short,         // `available` is the most this line can have
  TooManyUnits,  // `available` is the most a line may have
  TooManyLines,
  TooManyOpen,  // holds of this network address
  BeingPaid,
  Agreed,  // the cart is an accepted quote: set it aside first
  NoLine,  // nothing like it in the cart, or no cart
};

struct Refusal {
  Why why;
  int available = 0;
  Money price{};
  int line_units = 0;  // already in the cart, with Short and TooManyUnits of add()
};

// What the cart holds after a change.
struct Changed {
  CartId cart;
  int line_units;                        // of the line that changed
  int units;                             // of all lines
  std::optional<std::string> new_token;  // a cart was made: the cookie's value from now on
  int removed = 0;                       // by remove(): the units that the line had
};

// What a page says of a variant that was not added.
struct Offered {
  std::string title;
  std::string slug;
  std::string condition;
  Money price;
  static constexpr auto columns() {
    return base::Columns<&Offered::title, &Offered::slug, &Offered::condition, &Offered::price>{};
  }
};
std::optional<Offered> offered(store::Tx& tx, VariantId variant);

// Puts units of a variant in the shopper's cart, on top of those already there. `seen_price` is the
// unit price that the shopper's page shows: when it is not today's, nothing is added.
struct Choice {
  VariantId variant;
  int units;
  Money seen_price;
};
base::Result<Changed, Refusal> add(store::Tx& tx, const Shopper& shopper, const Choice& choice,
                                   const Limits& limits, Instant now);

// Makes a line so many units, at least one.
base::Result<Changed, Refusal> set_units(store::Tx& tx, const Shopper& shopper, VariantId variant,
                                         int units, const Limits& limits, Instant now);

// Takes a line out; stock never refuses that.
base::Result<Changed, Refusal> remove(store::Tx& tx, const Shopper& shopper, VariantId variant,
                                      const Limits& limits, Instant now);

// Keeps a code with the cart, or takes it away; whether it does anything is asked when the cart is
// priced (invariants C3, C4). A cart takes a few codes only.
inline constexpr int kMostCodes = 5;
enum class CodeWhy { NotACode, TooMany, BeingPaid, NoCart };
base::Result<base::Done, CodeWhy> add_code(store::Tx& tx, const Shopper& shopper,
                                           const std::string& code, Instant now);
base::Result<base::Done, CodeWhy> remove_code(store::Tx& tx, const Shopper& shopper,
                                              const std::string& code, Instant now);

// Keeps a gift card with the cart, to pay with, or takes it away. The card is kept by its id: its
// code is forgotten. What is unknown, disabled or expired is told as one (invariant L3); whoever
// lets visitors type codes limits how often (invariant L5).
inline constexpr int kMostGiftCards = 5;
enum class Credit { Used, Kept };
enum class CardWhy { NotValid, NothingLeft, TooMany, BeingPaid, NoCart };
base::Result<base::Done, CardWhy> add_gift_card(store::Tx& tx, const Shopper& shopper,
                                                std::string_view code, Instant now);
base::Result<base::Done, CardWhy> remove_gift_card(store::Tx& tx, const Shopper& shopper,
                                                   base::GiftCardId card, Instant now);

// A line as the cart page shows it.
struct ViewLine {
  CartId cart;
  bool being_paid;  // the cart's state: nothing can be changed
  bool agreed;      // its price, by a quote: nothing can be changed either
  VariantId variant;
  std::string title;
  std::string slug;
  std::string mpn;
  std::string sku;
  std::string condition;
  std::optional<std::string> image;  // the front's file below media
  std::optional<int> image_width;
  std::optional<int> image_height;
  int units;
  Money unit_price;              // now, for so many units, or as agreed
  Money public_price;            // now, for one, or as agreed
  Money price_when_added;        // the public price then: a difference is shown
  bool for_sale;                 // neither the variant nor its product is archived
  bool held;                     // all its units are set aside
  std::optional<Instant> until;  // when the first of its holds ends; nothing while being paid
  int most;                      // units this line could have, its own included
  // Days until a supplier sends it, or a part of it; nothing: all of it is here.
  std::optional<int> lead_days_min;
  std::optional<int> lead_days_max;
  bool is_gift_card;
  bool may_be_lowered;  // a code is with the cart, or a promotion applies by itself
  bool has_gift_cards;
  Money total() const { return unit_price * units; }
  bool short_of_stock() const { return !held && most < units; }
  static constexpr auto columns() {
    return base::Columns<
        &ViewLine::cart, &ViewLine::being_paid, &ViewLine::agreed, &ViewLine::variant,
        &ViewLine::title, &ViewLine::slug, &ViewLine::mpn, &ViewLine::sku, &ViewLine::condition,
        &ViewLine::image, &ViewLine::image_width, &ViewLine::image_height, &ViewLine::units,
        &ViewLine::unit_price, &ViewLine::public_price, &ViewLine::price_when_added,
        &ViewLine::for_sale, &ViewLine::held, &ViewLine::until, &ViewLine::most,
        &ViewLine::lead_days_min, &ViewLine::lead_days_max, &ViewLine::is_gift_card,
        &ViewLine::may_be_lowered, &ViewLine::has_gift_cards>{};
  }
};

struct View {
  std::vector<ViewLine> lines;  // in the order they were added; none: no cart, empty, or paid
  bool being_paid = false;
  bool agreed = false;
  int units = 0;
  Money subtotal;
  std::optional<Instant> held_until;  // when the first hold ends, if every line is held
  bool may_be_lowered = false;        // its price is to be asked for (pricing() in cart/sale.h)
  bool has_gift_cards = false;        // what they can pay is to be asked for (purses(), likewise)
};

// One statement, however many lines; at the buyer's prices, or everybody's.
View view(store::Tx& tx, const std::string& token, const Buyer& buyer, Instant now);
View view(store::Tx& tx, const std::string& token, Instant now);

// Whether the account's store credit pays for this cart too; it does until that is taken away.
base::Result<base::Done, CardWhy> use_credit(store::Tx& tx, const Shopper& shopper, Credit use,
                                             Instant now);

}  // namespace cart
