#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/money.h"

// The bodies of our POSTs, as pure functions of plain values: made once at freeze, stored, and sent
// byte for byte. Amounts are US dollars.
namespace stripe {

// A hosted payment page for one order. Each cart line is one item of its total before discounts
// (quantity 1, so that no unit price times quantity can differ from what we froze); shipping and
// tax are items of their own. Stripe's amount is then the items less the coupon.
struct SessionAsk {
  struct Item {
    std::string name;  // "2 x Cisco ..."; cut at 250 bytes between characters
    base::Money amount;
  };
  std::string client_reference_id;  // the order's UUID; metadata[order_id] says the same
  std::string customer_email;       // of who is not a saved customer
  std::vector<Item> items;          // 1 to 100: Stripe's limit
  std::string coupon;               // the id of a coupon made before; empty: none
  std::string success_url;          // with {CHECKOUT_SESSION_ID} where Stripe puts the session's id
  std::string cancel_url;
  base::Instant expires_at;  // 30 minutes to 24 hours from the call
  std::string customer{};    // a saved customer, whose mail address then counts
};
std::string session_body(const SessionAsk& ask);

// A customer with an account, to be known again.
struct CustomerAsk {
  std::string email;
  std::string name;      // empty: not known
  std::string customer;  // ours, as metadata
};
std::string customer_body(const CustomerAsk& ask);

// A coupon for one order: its discounts and tender as one sum.
struct CouponAsk {
  std::string id;  // ours to choose
  base::Money amount;
  base::Instant redeem_by;
  std::string order;  // the order's UUID
};
std::string coupon_body(const CouponAsk& ask);

// As what a calculation taxes a line: general tangible goods, nothing (a gift card, which is taxed
// when it pays for something), shipping.
inline constexpr const char* kGoodsTaxCode = "txcd_99999999";
inline constexpr const char* kUntaxedTaxCode = "txcd_00000000";
inline constexpr const char* kShippingTaxCode = "txcd_92010001";

struct PostalAddress {
  std::string line1;
  std::string line2;
  std::string city;
  std::string state;  // two letters
  std::string zip;
  std::string country = "US";
};

enum class Exemption { None, Customer };

// What tax is due on the lines after their discounts, and on shipping.
struct CalculationAsk {
  struct Line {
    std::string reference;  // ours, unique in the call; it comes back
    base::Money amount;     // of the whole line, after discounts
    int units;
    const char* tax_code = kGoodsTaxCode;
  };
  std::vector<Line> lines;
  base::Money shipping;
  PostalAddress ship_to;
  PostalAddress ship_from;
  Exemption exemption = Exemption::None;
  std::optional<base::Instant> tax_date{};  // whose rates; nothing: today's
};
std::string calculation_body(const CalculationAsk& ask);

struct TaxTransactionAsk {
  std::string calculation;
  std::string reference;  // "<instance id>-<order number>": unique over all transactions
  std::string order;      // the order's UUID
};
std::string tax_transaction_body(const TaxTransactionAsk& ask);

// A part of a payment goes back.
struct RefundAsk {
  std::string payment_intent;
  base::Money amount;
  std::string order;   // the order's UUID
  std::string refund;  // our name for it: the key it is asked for under
};
std::string refund_body(const RefundAsk& ask);

// What a refund takes back of a tax transaction; amounts are positive here and negative there.
struct TaxReversalAsk {
  struct Line {
    std::string original;   // the transaction's line
    std::string reference;  // ours, unique in the call
    base::Money amount;
    base::Money tax;
  };
  std::string transaction;
  std::string reference;  // unique over all transactions
  std::string order;      // the order's UUID
  std::vector<Line> lines;
  base::Money shipping;
  base::Money shipping_tax;
};
std::string tax_reversal_body(const TaxReversalAsk& ask);

}  // namespace stripe
