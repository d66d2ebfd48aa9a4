#pragma once
#include <string>

#include "payment/inbox.h"
#include "payment/payment.h"
#include "payment/quote.h"
#include "stripe/objects.h"
#include "t/db_test.h"
#include "t/rows.h"

// A shop with one switch in stock and carts that want it: what the tests of the money path start
// from. The switch costs $450.00, weighs 4 kg, goes to Austin by ground for $19.95, and the quoted
// tax on both is 8.25 %.
namespace t {

struct Sale : OwnDatabase {
  void setUp() override;

  // A cart holding `units` of the switch, ready to be paid: address, shipping and tax are known.
  base::CartId ready_cart(int units, base::Instant now = kNoon);
  void keep_quote(base::CartId cart, base::Instant now = kNoon);
  // What the review page shows for so many units: goods, shipping, tax.
  static base::Money total(int units);

  auto freeze(base::CartId cart, base::Money expected, base::Instant now = kNoon) {
    return db().transact("freeze", [&](store::Tx& tx) {
      return payment::freeze(tx, cart, {expected, expected}, terms, now);
    });
  }
  // Freezes a ready cart; answers the order's public id.
  std::string frozen_order(int units);

  // The session as Stripe describes it once the order was paid in full.
  stripe::Session paid_session(const std::string& public_id);
  payment::Completion complete(const stripe::Session& session, base::Instant now = kNoon) {
    return db().transact("complete", [&](store::Tx& tx) {
      return payment::complete(tx, session, terms, "stripe", now);
    });
  }
  // on_hand, allocated, held of the switch: "3 1 0".
  std::string stock();
  // Everything a refusal must not have changed, as one text.
  std::string everything();

  payment::Terms terms{.site_url = "https://shop.example", .ship_from = {}, .livemode = false};
  base::VariantId variant{0};
  base::StockItemId item{0};
};

// An event of Stripe's around a session object.
std::string event_body(const std::string& id, const std::string& type,
                       const stripe::Session& session);

}  // namespace t
