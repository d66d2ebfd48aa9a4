#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "cart/cart.h"
#include "pricing/pricing.h"
#include "promo/promo.h"
#include "shipping/shipping.h"
#include "store/db.h"
#include "tender/tender.h"

// What a checkout works with: the cart as a sale to be, and what the shopper told about delivery.
namespace cart {

// A cart's row.
struct Found {
  base::CartId id;
  std::string state;  // open, completing, completed, abandoned
  static constexpr auto columns() { return base::Columns<&Found::id, &Found::state>{}; }
};
// Locked until the transaction ends: changes of one cart come one after another. Nothing when
// there is no such cart.
std::optional<Found> lock_cart(store::Tx& tx, base::CartId cart);

// The cart of a cookie's token, not locked; nothing when there is none.
std::optional<Found> find_cart(store::Tx& tx, const std::string& token);

// One line at today's price, or at the one agreed.
struct SaleLine {
  base::VariantId variant;
  std::string sku;
  std::string mpn;
  std::string title;
  std::string slug;
  std::string condition;
  int units;
  base::Money unit_price;        // now, for so many units
  base::Money public_price;      // now, for one
  base::Money price_when_added;  // the public price then
  int weight_g;                  // of one unit; estimated where unknown, 0 of what is no parcel
  bool for_sale;                 // neither the variant nor its product is archived
  bool is_gift_card;             // untaxed and sent by mail: each unit becomes a card of its price
  // Days until a supplier sends it, or a part of it; nothing: all of it is here.
  std::optional<int> lead_days_min;
  std::optional<int> lead_days_max;
  base::Money total() const { return unit_price * units; }
  static constexpr auto columns() {
    return base::Columns<
        &SaleLine::variant, &SaleLine::sku, &SaleLine::mpn, &SaleLine::title, &SaleLine::slug,
        &SaleLine::condition, &SaleLine::units, &SaleLine::unit_price, &SaleLine::public_price,
        &SaleLine::price_when_added, &SaleLine::weight_g, &SaleLine::for_sale,
        &SaleLine::is_gift_card, &SaleLine::lead_days_min, &SaleLine::lead_days_max>{};
  }
};
// In the order they were added; one statement, however many; at the buyer's prices, or everybody's.
std::vector<SaleLine> sale_lines(store::Tx& tx, base::CartId cart, const Buyer& buyer,
                                 base::Instant now);
std::vector<SaleLine> sale_lines(store::Tx& tx, base::CartId cart, base::Instant now);

// What a cart's price is made of: its lines as promotions see them, in the order of sale_lines(),
// and what applies to them for who has this mail address ("": not known). A constant number of
// statements.
struct Pricing {
  std::vector<promo::Item> items;
  promo::Rules rules;
  // With the way to ship, where one was chosen.
  promo::Priced price(const std::optional<promo::Shipping>& shipping, base::Instant now) const {
    return promo::price({items, shipping}, rules.promotions, now);
  }
};
Pricing pricing(store::Tx& tx, base::CartId cart, const std::string& mail, const Buyer& buyer,
                base::Instant now);

// The gift cards of a cart and the buyer's store credit: what they can pay, in the order in which
// they pay; and the cards that can pay nothing any more.
struct Purses {
  std::vector<tender::Purse> usable;
  std::vector<base::GiftCardId> useless;
  base::Money credit_kept{};  // store credit that the buyer keeps for another time
};
Purses purses(store::Tx& tx, base::CartId cart, const Buyer& buyer, base::Instant now);

// What the lines take from stock together, bundles by their parts: one row a stock item, ascending
// (invariant 2.2: availability is asked once per item for the whole cart).
struct StockDemand {
  base::StockItemId item;
  int units;
  static constexpr auto columns() {
    return base::Columns<&StockDemand::item, &StockDemand::units>{};
  }
};
std::vector<StockDemand> stock_demand(store::Tx& tx, base::CartId cart);
// The same of suppliers, by ascending variant.
std::vector<pricing::SupplierDemand> supplier_demand(store::Tx& tx, base::CartId cart);

// What the shopper told the checkout, as typed.
struct Details {
  std::string email;
  std::string name;
  std::string company;
  std::string line1;
  std::string line2;
  std::string city;
  std::string state;
  std::string zip;
  std::string phone;
  std::optional<std::string> shipping_method;  // nothing until chosen
  std::optional<std::string> unload_site{};    // nothing until told, for freight alone
  std::vector<std::string> unload_wishes{};
  std::optional<shipping::Unloading> unloading() const {
    return shipping::unloading_of(unload_site, unload_wishes);
  }
  static constexpr auto columns() {
    return base::Columns<&Details::email, &Details::name, &Details::company, &Details::line1,
                         &Details::line2, &Details::city, &Details::state, &Details::zip,
                         &Details::phone, &Details::shipping_method, &Details::unload_site,
                         &Details::unload_wishes>{};
  }
};
std::optional<Details> details(store::Tx& tx, base::CartId cart);
// Keeps contact and address; the shipping choice stays when the state is the same, what was told of
// unloading when the whole place is. The cart is the caller's, locked and open.
void save_details(store::Tx& tx, base::CartId cart, const Details& details, base::Instant now);
void choose_shipping(store::Tx& tx, base::CartId cart, const std::string& method,
                     base::Instant now);
// Where and how freight is taken off the truck. Contact and address are there.
void tell_unloading(store::Tx& tx, base::CartId cart, const shipping::Unloading& unloading,
                    base::Instant now);

// Keeps who the visitor is to referrals, whose order is looked at later. The cart is the caller's.
void set_visitor(store::Tx& tx, base::CartId cart, const std::string& visitor_hash);

// The moves of a cart between open, completing and completed (design: the money path, 4). The
// caller holds the lock of the order that goes with it.
void set_completing(store::Tx& tx, base::CartId cart, base::Instant now);
void set_completed(store::Tx& tx, base::CartId cart, base::Instant now);
// From open: an order of it that had expired was paid after all.
void set_paid_late(store::Tx& tx, base::CartId cart, base::Instant now);
// From completing only: a completed cart never opens again.
void reopen(store::Tx& tx, base::CartId cart, base::Instant now);

}  // namespace cart
