#pragma once
#include <optional>
#include <string>
#include <vector>

#include "order/read.h"
#include "order/refund.h"
#include "order/worth.h"
#include "views/admin_view.h"

// The forms by which staff give money of an order back and cancel what has not left: what, then a
// look at what it comes to, then the button that does it.
namespace views {

struct RefundLimits {
  static constexpr int kReason = 300;
};

// GET /admin/orders/:number/refund and POST /admin/orders/refund. Posts there csrf, number, seen
// (granted so far, in cents), units_N of each line, shipping, goodwill, reason and step: look or
// give.
struct RefundForm {
  Desk desk;
  order::Summary order;
  order::Account account;
  std::vector<order::Progress> lines;
  std::optional<order::Grant> preview{};  // what the fields come to, all of them fine
  base::Fields typed{};
  base::FieldErrors errors{};
};
std::string refund_form(const render::Templates& templates, const Layout& layout,
                        const RefundForm& form);
// GET /admin/orders/:number/cancel and POST /admin/orders/cancel. Posts there csrf, number, units_N
// of each line, reason and step: look or cancel, the latter with comes_to, in cents.
std::string cancel_form(const render::Templates& templates, const Layout& layout,
                        const RefundForm& form);

}  // namespace views
