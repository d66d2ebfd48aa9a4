#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/money.h"
#include "cart/sale.h"
#include "order/order.h"
#include "render/templates.h"
#include "views/layout.h"

// The pages of /checkout: contact and address, shipping, review, and what comes after payment. All
// of them are plain forms; where each posts to stands beside its function.
namespace views {

// A line of the cart or of an order.
struct SummaryLine {
  std::string title;
  std::string mpn;
  std::string condition;  // the word of the tables: "open_box"
  std::string path;       // "/p/cisco-ws-c3850-24t-l"
  int units = 0;
  base::Money unit_price;
  base::Money total;
  std::string note{};  // how it comes, where that is not with the rest
};

// What was taken off, by name: "Spring sale", "SAVE10".
struct SummaryDiscount {
  std::string name;
  base::Money amount;
};

// Those of an order's lines; what shipping was lowered by is in its price.
std::vector<SummaryDiscount> summary_discounts(const std::vector<order::Discount>& discounts);
// "SAVE10: Spring sale", or the name alone where no code brought it.
std::string discount_name(const std::string& name, const std::string& code);

// What stands beside every step. What is not known yet is not shown.
struct Summary {
  std::vector<SummaryLine> lines;
  base::Money subtotal;
  std::vector<SummaryDiscount> discounts;
  std::optional<base::Money> shipping;
  std::optional<base::Money> tax;
  std::optional<base::Money> total;
  // What pays beside the card, by name, and what is left for it; nothing where all is the card's.
  std::vector<SummaryDiscount> tenders{};
  std::optional<base::Money> due{};
};
// An order's: gift cards and credit are one amount.
void add_tender(Summary& summary, base::Money tender);

// How much the fields of step 1 take, in characters: the form says so and the handler holds to it.
// Those of an address are what a shipping label takes (contract sheet: addresses).
struct ContactLimits {
  static constexpr int kEmail = 254;
  static constexpr int kLine = 60;
  static constexpr int kZip = 10;
  static constexpr int kPhone = 30;
};

// GET and POST /checkout, step 1. Posts to /checkout the fields email, name, company, line1, line2,
// city, state, zip, phone.
struct ContactView {
  base::Fields typed;  // by those names; empty on the first visit
  base::FieldErrors errors;
  Summary summary;
};
std::string checkout_contact(const render::Templates& templates, const Layout& layout,
                             const ContactView& view);

// One way to ship.
struct ShippingOption {
  std::string code;  // the value of the field
  std::string name;
  std::chrono::sys_days earliest;  // when it arrives
  std::chrono::sys_days latest;
  base::Money price;
};

// GET and POST /checkout/shipping, step 2. Posts to /checkout/shipping the field shipping_method.
// As freight it may first ask where and how it is unloaded, in the same form: the fields
// unload_site and, for each wish, its word (shipping::to_word).
struct UnloadingAsk {
  std::string site;  // the word; "" while nothing is told, and then no option is shown
  std::vector<std::string> wishes;
};
// Without any option a person makes the price: posts to /checkout/shipping/ask.
struct ShippingView {
  std::vector<ShippingOption> options;
  std::optional<UnloadingAsk> unloading{};  // nothing for parcels
  bool asked = false;                       // for a price by hand, for this very cart and address
  std::string email{};
  std::string chosen;                // a code; "" chooses the first
  std::vector<std::string> address;  // as lines, for people
  base::FieldErrors errors;
  Summary summary;
};
std::string checkout_shipping(const render::Templates& templates, const Layout& layout,
                              const ShippingView& view);

// What brought the shopper back to the review.
enum class ReviewNotice {
  None,
  TotalChanged,
  LookAgain,   // the quote expired, the total is the same; or the form could not be read
  SoldOut,     // a line asks for more than is left
  NotForSale,  // a line's variant was archived
  CodeUsed,    // a code was used up meanwhile
  TenderGone,  // a gift card was used by another order meanwhile
  TooSmall,    // less than a card can be charged: it cannot be placed
};

// What differs from what the shopper saw: "$289.00" → "$299.00", "3 units" → "1 unit". With a
// variant, a button sets the line to `units` in one click (posts to /cart/update the fields variant
// and units) or, at 0, takes it out (posts to /cart/remove the field variant).
struct ReviewChange {
  std::string title;
  std::string was;
  std::string now;
  std::optional<std::int64_t> variant;
  int units = 0;
};

// How long a purchase order's number may be, in characters.
inline constexpr int kMostPoNumber = 40;

// GET /checkout/review and POST /checkout/place, step 3. Posts to /checkout/place the fields
// expected_total and expected_due, in cents. While a change still has a button the order cannot be
// placed.
struct ReviewView {
  std::string email;
  std::vector<std::string> address;
  std::string shipping_name;
  int min_days = 0;
  int max_days = 0;
  std::string unloading{};  // of freight, for people; "" for parcels
  base::Money total;        // the field expected_total
  base::Money due;          // what the button says; the field expected_due
  ReviewNotice notice = ReviewNotice::None;
  std::vector<ReviewChange> changes;
  std::vector<std::string> codes{};  // that do nothing, each a sentence with its reason
  Summary summary;
  std::string exempt{};  // why there is no tax, where a certificate says so
  // Of an accepted quote that is paid later: "Net 30". Then the order is placed without a payment,
  // by posting to /checkout/place-on-terms the fields expected_total and po_number.
  std::string terms;
  std::string po_number;
};
std::string checkout_review(const render::Templates& templates, const Layout& layout,
                            const ReviewView& view);

// The checkout cannot go on. The cart stays; nothing was charged. Answer what is unavailable with
// 503, TooLarge (for a card) with 422, OfferEnded (an accepted quote) and OverLimit (of the
// company) with 409, Refused (Stripe will not take what we ask: our bug) with 500.
enum class CheckoutProblem {
  TaxUnavailable,
  PaymentUnavailable,
  TooLarge,
  OfferEnded,
  OverLimit,
  TooManyDeclines,
  Refused
};
struct ProblemView {
  CheckoutProblem problem = CheckoutProblem::TaxUnavailable;
  std::string retry_path;  // of what is unavailable: "Try again" leads there by GET
  std::string request_id;
};
std::string checkout_problem(const render::Templates& templates, const Layout& layout,
                             const ProblemView& view);

// GET /checkout/done once the order stands.
struct DoneView {
  std::string number;
  std::string order_path;      // "/orders/10001?t=…"
  bool being_checked = false;  // needs_attention: the payment is received, staff looks at it
  std::string email;
  std::vector<std::string> address;
  std::string shipping_name;
  int min_days = 0;
  int max_days = 0;
  std::string unloading{};
  Summary summary;
};
std::string checkout_done(const render::Templates& templates, const Layout& layout,
                          const DoneView& view);

// GET /checkout/done while it does not: the page asks again by itself, also without script.
// Open: the payment page was not finished; Resume payment (POST /checkout/resume) and Cancel and
// edit (POST /checkout/cancel) are offered. Confirming: paid or about to be, wait. Expired: the
// time to pay is over, nothing was charged, the cart is open again.
enum class WaitState { Open, Confirming, Expired };
struct WaitingView {
  WaitState state = WaitState::Confirming;
  std::string again_path;  // of this page: "/checkout/done?session=…"
  std::optional<base::Money> total;
};
std::string checkout_waiting(const render::Templates& templates, const Layout& layout,
                             const WaitingView& view);

// Parts of these views from what the domain keeps.
std::vector<SummaryLine> summary_lines(const std::vector<cart::SaleLine>& lines);
std::vector<SummaryLine> summary_lines(const std::vector<order::Line>& lines);
// "Kim Doe", "Acme", "1 Main St", "Austin, TX 78701": no empty line.
std::vector<std::string> address_lines(const cart::Details& details);
std::vector<std::string> address_lines(const order::Address& address);

}  // namespace views
