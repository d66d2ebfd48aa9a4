#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "cart/cart.h"

// Carts whose prices were agreed beforehand (an accepted quote). Such a cart is what was agreed:
// its lines and units do not change, whatever becomes of the catalog's prices; stock is asked as
// for any other. Who owns the quote makes the cart.
namespace cart {

// Shipping that was agreed too; without it the tables say what it costs.
struct AgreedShipping {
  std::string name;
  Money price;
  int min_days;
  int max_days;
};

struct Agreement {
  base::QuoteId quote{0};
  std::string channel;  // quote, draft
  Instant until{};      // to be ordered before
  std::string terms;    // '' is paid at the checkout; else orders.terms
  std::string po_number;
  std::optional<base::CustomerId> customer;
  std::optional<base::CompanyId> company;
  std::optional<std::string> shipping_name;  // all four or none
  std::optional<Money> shipping_price;
  std::optional<int> min_days;
  std::optional<int> max_days;
  std::optional<AgreedShipping> shipping() const {
    if (!shipping_price) return std::nullopt;
    return AgreedShipping{*shipping_name, *shipping_price, *min_days, *max_days};
  }
  static constexpr auto columns() {
    return base::Columns<&Agreement::quote, &Agreement::channel, &Agreement::until,
                         &Agreement::terms, &Agreement::po_number, &Agreement::customer,
                         &Agreement::company, &Agreement::shipping_name, &Agreement::shipping_price,
                         &Agreement::min_days, &Agreement::max_days>{};
  }
};

struct AgreedLine {
  VariantId variant;
  int units;
  Money unit_price;
};

// Makes the quote's one cart, to be found by `token`, and sets aside what there is of its units. A
// second cart of a quote breaks its unique index. Open holds are not counted by address: staff
// wrote the quote.
CartId make_agreed(store::Tx& tx, const std::string& token, const Agreement& agreement,
                   const std::vector<AgreedLine>& lines, const inventory::HoldLimits& limits,
                   Instant now);

// What was agreed for this cart; nothing for an ordinary one.
std::optional<Agreement> agreement(store::Tx& tx, CartId cart);

// The state of the quote's cart (carts.state); nothing while there is none.
std::optional<std::string> state_of_agreed(store::Tx& tx, base::QuoteId quote);

}  // namespace cart
