#pragma once
#include <optional>
#include <string>
#include <vector>

#include "order/customer.h"
#include "order/fulfil.h"
#include "order/hold.h"
#include "order/read.h"
#include "order/returns.h"
#include "order/timeline.h"
#include "order/worth.h"
#include "payment/charges.h"
#include "payment/refund.h"
#include "views/admin_view.h"

// The panel of orders.
namespace views {

// GET /admin/orders?q=&state=&before=. `asked` and `state` are "" where they do not narrow.
struct OrderListView {
  Desk desk;
  std::string asked{};
  std::string state{};
  std::vector<order::Summary> orders{};
  bool is_full = false;  // there may be older ones
};
// The address of this list, from behind the order of that number, "" from the newest on.
std::string order_list_path(const std::string& asked, const std::string& state,
                            const std::string& before);
std::string order_list_page(const render::Templates& templates, const Layout& layout,
                            const OrderListView& view);

// All that staff read of an order.
struct OrderFile {
  order::Summary order;
  order::Account account;
  std::vector<std::string> address;
  std::string unloading;  // of freight, for people
  std::vector<order::Progress> lines;
  std::vector<order::Discount> discounts;
  std::optional<order::Lifetime> buyer;
  std::vector<order::Hold> holds;
  std::vector<order::Parcel> parcels;
  std::vector<order::ReturnRow> returns;
  std::vector<order::RefundRow> refunds;
  std::vector<payment::ChargeRow> charges;
  std::vector<payment::Send> sends;
  std::vector<payment::Part> owed;  // how what is owed would be sent now
  std::vector<order::Entry> timeline;
};

// GET /admin/orders/:number, and below it /send with the button that sends and /resolve with those
// that decide. Posts csrf and number to /admin/orders/send; with text and tell to
// /admin/orders/comment; with decision (place or cancel) to /admin/orders/resolve; with send and
// reference to /admin/orders/refund-sent.
struct OrderPanel {
  Desk desk;
  OrderFile file;
  bool sees_payments = false;
  bool grants = false;
  bool sends = false;
  bool comments = false;
  bool cancels = false;
  bool resolves = false;
  bool is_sending = false;
  bool is_deciding = false;
  std::optional<Notice> notice{};
  base::Fields typed{};
  base::FieldErrors errors{};
};
std::string order_panel(const render::Templates& templates, const Layout& layout,
                        const OrderPanel& view);

}  // namespace views
