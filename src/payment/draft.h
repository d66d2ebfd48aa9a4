#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/config.h"
#include "base/money.h"
#include "cart/agreed.h"
#include "cart/sale.h"
#include "shipping/shipping.h"
#include "store/db.h"
#include "tax/certificate.h"
#include "tender/tender.h"

namespace payment {

using base::CartId;
using base::Instant;
using base::Money;

// The sale as it stands before anything is frozen: lines at today's prices, delivery as told, the
// shipping chosen. What the review page shows, what tax is asked for, what freeze() freezes: all
// are this one reading.
struct Draft {
  std::vector<cart::SaleLine> lines;
  std::optional<cart::Details> details;
  std::optional<shipping::Offer> shipping;  // nothing until chosen, or when no longer offered
  promo::Priced priced{};                   // its items are the lines, in their order
  std::vector<promo::RefusedCode> refused_codes{};
  std::optional<cart::Agreement> agreement{};      // of a cart that an accepted quote made
  std::optional<shipping::Unloading> unloading{};  // what the chosen freight's price is for
  cart::Purses purses{};
  cart::Buyer buyer{};
  // The certificate by which the buyer pays no tax where this goes.
  std::optional<tax::Exemption> exemption{};
  Money subtotal() const;  // before discounts
  // What a line comes to after its discounts; what the chosen shipping costs after its own.
  Money payable(std::size_t line) const { return priced.items[line].payable(); }
  Money shipping_charged() const { return priced.shipping - priced.shipping_discount; }
  // What gift cards and store credit pay of `total`, tax included: what is left is nothing, or
  // enough for a card. They buy no gift cards, whose end would never come.
  std::vector<tender::Part> tender(Money total) const;
  int weight_g() const;
  // What the ways to ship are asked for with; `details` are there.
  shipping::Request shipping_request() const;
};
// For who is signed in, or nobody.
Draft draft(store::Tx& tx, CartId cart, const cart::Buyer& buyer, Instant now);
Draft draft(store::Tx& tx, CartId cart, Instant now);

// The ways to ship that there are for it: the one agreed, or what the tables say. `details` are
// there. Freight is not chosen before the shopper has told where it is unloaded: that has a price.
shipping::Offers ways_to_ship(store::Tx& tx, const Draft& draft, Instant now);

// Everything the tax depends on, in one line of text; its digest is the quote's fingerprint.
std::string fingerprint(const Draft& draft, const base::Config::Ship& ship_from);

}  // namespace payment
