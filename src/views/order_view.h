#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "order/state.h"
#include "order/timeline.h"
#include "render/templates.h"
#include "views/checkout_view.h"
#include "views/layout.h"
#include "views/return_view.h"

// GET /orders/<number>?t=<token>: how an order stands, for who has the link.
namespace views {

// An entry of the order's timeline in the words of this page.
struct OrderStep {
  base::Instant at;
  std::string what;         // "Placed", "Parcel shipped"
  std::string detail = {};  // "UPS 1Z999AA10123456784"
};

// Of an order that is not paid yet: how much, until when, how.
struct PaymentDue {
  base::Money amount;
  std::string terms;  // "Net 30"; "" for what an edit added to an order paid by card
  std::string po_number;
  std::optional<base::Instant> until;
  std::string instructions;
  std::string pay_path = {};  // where it is paid online; "": it is not
};

// What a customer gets for bringing another, who gets something too.
struct ReferralOffer {
  base::Money referrer;
  base::Money referred;
  std::string link;      // "" until it was asked for
  std::string ask_path;  // where it is asked for
};

// A line whose goods can be reviewed, or were.
struct ReviewOffer {
  std::string title;
  std::string path;  // of the form; "" once it is reviewed
};

struct OrderView {
  std::string number;
  order::State state = order::State::Placed;
  base::Instant placed_at;
  std::vector<OrderStep> history;  // oldest first; what a shopper may read
  std::string email;
  std::vector<std::string> address;
  std::string shipping_name;
  int min_days = 0;
  int max_days = 0;
  std::string unloading{};  // of freight, for people; "" for parcels
  Summary summary;
  std::optional<PaymentDue> due;
  std::string invoice_path;  // "" while there is none
  std::optional<ReferralOffer> referral{};
  std::vector<ReviewOffer> reviews{};
  std::string again_path{};  // where its goods go into the cart anew
  OrderReturns returns{};
};
// How an order stands, in a word or two: "Placed".
std::string state_title(order::State state);

// What a shopper may read of what happened to an order, without who did it and why.
std::vector<OrderStep> order_steps(const std::vector<order::Entry>& timeline);

std::string order_page(const render::Templates& templates, const Layout& layout,
                       const OrderView& view);

}  // namespace views
