#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "order/state.h"
#include "shipping/shipping.h"
#include "store/db.h"

// Orders: what was agreed, copied in full, and its history. This module owns the tables order*
// number_counters and free_numbers; it promises that a frozen amount never changes, that only
// listed moves happen and each is recorded, and that a number is drawn only by an order that
// becomes visible. Payment, stock and mail are others' matter (payment, inventory, the outbox).
namespace order {

using base::CartId;
using base::Instant;
using base::Money;
using base::OrderId;

struct Address {
  std::string name;
  std::string company;
  std::string line1;
  std::string line2;
  std::string city;
  std::string state;
  std::string zip;
  std::string phone;
  static constexpr auto columns() {
    return base::Columns<&Address::name, &Address::company, &Address::line1, &Address::line2,
                         &Address::city, &Address::state, &Address::zip, &Address::phone>{};
  }
};

struct Line {
  int position;
  base::VariantId variant;
  std::string sku;
  std::string mpn;
  std::string title;
  std::string slug;
  std::string condition;
  int units;
  Money unit_price;
  Money total;  // before discount and tax; what every total shown is made of (M4)
  Money discount;
  Money tax;
  std::string kind = "goods";      // or "gift_card": each unit becomes a card of the unit price
  std::string source = "own";      // or "dropship": sent by a supplier, or a part of it
  std::optional<int> lead_days{};  // a supplier's, at most
  static constexpr auto columns() {
    return base::Columns<&Line::position, &Line::variant, &Line::sku, &Line::mpn, &Line::title,
                         &Line::slug, &Line::condition, &Line::units, &Line::unit_price,
                         &Line::total, &Line::discount, &Line::tax, &Line::kind, &Line::source,
                         &Line::lead_days>{};
  }
};

struct TaxLine {
  std::optional<int> position;  // the order line's; nothing is shipping
  std::string jurisdiction;
  std::string rate_percent;
  Money taxable;
  Money tax;
  std::string reason;
  std::string label{};                // "Texas"
  std::string level{};                // state, county, city, district
  std::string tax_type{"sales_tax"};  // or retail_delivery_fee, ...
  std::string tax_code{};
};

// What a promotion took off, as it was agreed.
struct Discount {
  int position;
  base::PromotionId promotion;
  std::string name;
  std::string code;   // "" when it applied by itself
  std::string klass;  // product, order, shipping
  Money amount;
  static constexpr auto columns() {
    return base::Columns<&Discount::position, &Discount::promotion, &Discount::name,
                         &Discount::code, &Discount::klass, &Discount::amount>{};
  }
};

// Everything an order is made of before it is paid.
struct Frozen {
  std::string public_id;  // a UUID: how Stripe knows it
  CartId cart;
  std::string email;
  Address address;
  std::vector<Line> lines;
  std::vector<TaxLine> taxes;
  Money subtotal;
  Money discount;  // of the lines
  std::vector<Discount> discounts;
  Money shipping;  // before its discount
  Money shipping_discount;
  Money tax;
  Money tender;
  std::string shipping_method;
  std::string shipping_method_name;
  int min_days;
  int max_days;
  int weight_g;
  std::string tax_calculation_id;
  Instant expires_at;
  std::string channel = "web";              // quote, draft: from an accepted quote
  std::string terms{};                      // "" is paid at the checkout (order/terms.h)
  std::string po_number{};                  // the customer's own
  std::optional<Instant> payment_due_at{};  // of terms
  std::optional<base::CustomerId> customer{};
  std::optional<base::CompanyId> company{};
  std::optional<shipping::Unloading> unloading{};       // of freight: what its price is for
  std::optional<base::TaxCertificateId> certificate{};  // by which its buyer pays no tax
  Money total() const { return subtotal - discount + shipping - shipping_discount + tax; }
  Money due() const { return total() - tender; }
};

// Writes the order, awaiting payment, with what its lines take from stock as of now. The cart's
// row is locked by the caller; a second living order of that cart, those paid late not counted,
// breaks the unique index (O2).
OrderId freeze(store::Tx& tx, const Frozen& frozen, Instant now);

// An order's row, locked until the transaction ends.
struct Locked {
  OrderId id;
  CartId cart;
  std::string state;
  std::optional<std::string> number;
  Money due;
  Money tender;
  bool paid_late;  // after it had expired: another order of its cart may live beside it
  static constexpr auto columns() {
    return base::Columns<&Locked::id, &Locked::cart, &Locked::state, &Locked::number, &Locked::due,
                         &Locked::tender, &Locked::paid_late>{};
  }
};
std::optional<Locked> lock_order(store::Tx& tx, OrderId order);
std::optional<Locked> lock_order(store::Tx& tx, const std::string& public_id);

// Who moves an order and why; both stand in its history.
struct Because {
  std::string actor;   // "stripe", "shopper", "job stripe-reconcile", "gdsctl root"
  std::string reason;  // a sentence for staff
};

// Makes a listed move and records it. The order is the caller's, locked, and in state `from`.
void move(store::Tx& tx, OrderId order, State from, State to, const Because& because, Instant now);

// The move that makes the order visible: from `from` to Placed or NeedsAttention; draws its number
// and the token of its tracking link, unless the order has them already, and finds or makes the
// customer of its mail (order/customer.h). Returns the number.
std::string make_visible(store::Tx& tx, OrderId order, State from, State to, const Because& because,
                         Instant now);

// Writes what the order was taxed into the tax ledger, as it was frozen; once, whoever calls. Its
// sale is final: placed, or decided by staff.
void record_tax(store::Tx& tx, OrderId order, Instant now);

// A note in the history without a move.
void note(store::Tx& tx, OrderId order, const std::string& what, const Because& because,
          Instant now);

}  // namespace order
