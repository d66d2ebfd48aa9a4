#include "views/order_panel.h"

#include <array>

#include "base/text.h"
#include "order/terms.h"
#include "views/checkout_view.h"
#include "views/order_view.h"
#include "views/summary.h"

namespace views {
namespace {

using base::Money;

constexpr std::array kVisible{order::State::NeedsAttention, order::State::Placed,
                              order::State::PartlyShipped,  order::State::Shipped,
                              order::State::Delivered,      order::State::Cancelled};

std::string title_of(const std::string& state) {
  const auto known = order::parse_state(state);
  return known ? state_title(*known) : state;
}

// "Refund granted", "Comment": an event's word at the beginning of a line.
std::string event_title(const order::Entry& entry) {
  if (!entry.state.empty()) return title_of(entry.state);
  auto words = entry.what;
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

void add_word(std::string& words, const std::string& word) {
  if (!words.empty()) words += ", ";
  words += word;
}

// "2 sent, 1 cancelled": what became of the units of a line.
std::string progress_text(const order::Progress& line) {
  std::string words;
  const auto add = [&](int units, const char* word) {
    if (units != 0) add_word(words, std::to_string(units) + ' ' + word);
  };
  add(line.open(), "to send");
  add(line.packed, "packed");
  add(line.fulfilled, "sent");
  add(line.cancelled, "cancelled");
  add(line.returned, "came back");
  add(line.granted, "given back");
  return words;
}

std::string parcel_text(const order::Parcel& parcel) {
  auto words = parcel.state;
  if (parcel.delivered_at)
    words += ' ' + base::to_date_text(*parcel.delivered_at);
  else if (parcel.shipped_at)
    words += ' ' + base::to_date_text(*parcel.shipped_at);
  return words;
}

std::string charge_text(const payment::ChargeRow& charge) {
  auto words = charge.status;
  if (!charge.failure.empty()) words += ": " + charge.failure;
  if (!charge.risk_level.empty()) words += ", risk " + charge.risk_level;
  return words;
}

std::string send_text(const payment::Send& send) {
  auto words = send.state;
  if (!send.failure.empty()) words += ": " + send.failure;
  return words;
}

// "2 orders, $300.00 in all".
std::string buyer_text(const std::optional<order::Lifetime>& buyer) {
  if (!buyer) return {};
  return std::to_string(buyer->orders) + (buyer->orders == 1 ? " order" : " orders") + ", " +
         base::to_text(buyer->worth) + " in all";
}

std::string terms_of(const order::Summary& order) {
  std::string words;
  if (!order.terms.empty()) add_word(words, order::terms_text(order.terms));
  if (order.payment_due_at) add_word(words, "by " + base::to_date_text(*order.payment_due_at));
  if (!order.po_number.empty()) add_word(words, "purchase order " + order.po_number);
  return words;
}

void fill_lines(render::Model& model, const OrderFile& file) {
  model.rows("LINES").rows("DISCOUNTS");
  for (const auto& line : file.lines)
    model.row("LINES")
        .set("LINE_UNITS", line.units)
        .set("LINE_TITLE", line.title)
        .set("LINE_SKU", line.sku)
        .set("LINE_PROGRESS", progress_text(line))
        .set("LINE_TOTAL", base::to_text(line.goods));
  for (const auto& discount : file.discounts)
    model.row("DISCOUNTS")
        .set("DISCOUNT_NAME", discount_name(discount.name, discount.code))
        .set("DISCOUNT_AMOUNT", base::to_text(discount.amount));
}

void fill_money(render::Model& model, const OrderPanel& view) {
  const auto& file = view.file;
  const auto balance = file.account.balance();
  model.set("SHIPPING", base::to_text(file.order.shipping))
      .set("METHOD", file.order.shipping_method_name)
      .set("TAX", base::to_text(file.order.tax))
      .set("TOTAL", base::to_text(file.account.total))
      .set("GRANTED", file.account.granted.is_zero() ? "" : base::to_text(file.account.granted))
      .set("PAID", base::to_text(file.account.paid))
      .set("DUE", balance > Money{} ? base::to_text(balance) : "")
      .set("OWED", balance < Money{} ? base::to_text(Money{} - balance) : "")
      .set("SEND_PATH", view.sends && !view.is_sending && !file.owed.empty()
                            ? "/admin/orders/" + file.order.number.value_or("") + "/send"
                            : "")
      .show_if("SENDING", view.is_sending && !file.owed.empty())
      .show_if("GRANTS", view.grants)
      .rows("PARTS")
      .rows("REFUNDS");
  for (const auto& part : file.owed)
    model.row("PARTS")
        .set("PART_AMOUNT", base::to_text(part.amount))
        .set("PART_WAY", part.destination == "card"     ? "back to the card"
                         : part.destination == "tender" ? "back to gift cards and credit, at once"
                                                        : "by staff, the way it came");
  for (const auto& refund : file.refunds)
    model.row("REFUNDS")
        .set("REFUND_TOTAL", base::to_text(refund.total))
        .set("REFUND_KIND", refund.kind)
        .set("REFUND_REASON", refund.reason)
        .set("REFUND_BY", refund.actor)
        .set("REFUND_ON", base::to_date_text(refund.at));
  model.show_if("HAS_REFUNDS", !file.refunds.empty());
}

void fill_payments(render::Model& model, const OrderPanel& view) {
  model.show_if("PAYMENTS", view.sees_payments).rows("CHARGES").rows("SENDS");
  for (const auto& charge : view.file.charges)
    model.row("CHARGES")
        .set("CHARGE_AMOUNT", base::to_text(charge.amount))
        .set("CHARGE_CARD", charge.brand + (charge.last4.empty() ? "" : " …" + charge.last4))
        .set("CHARGE_HOW", charge_text(charge))
        .set("CHARGE_ON", minute_text(charge.made_at));
  for (const auto& send : view.file.sends)
    model.row("SENDS")
        .set("SEND_AMOUNT", base::to_text(send.amount))
        .set("SEND_TO", send.destination)
        .set("SEND_HOW", send_text(send))
        .set("SEND_ON", minute_text(send.created_at));
  model.show_if("NO_PAYMENTS", view.file.charges.empty() && view.file.sends.empty());
}

bool is_in(const order::Summary& order, order::State state) {
  return order::parse_state(order.state) == state;
}

// What staff send themselves, by bank, check or cash, and what they may decide and cancel.
void fill_deeds(render::Model& model, const OrderPanel& view) {
  const auto& order = view.file.order;
  const auto path = "/admin/orders/" + order.number.value_or("");
  const bool undecided = is_in(order, order::State::NeedsAttention);
  const bool open = is_in(order, order::State::Placed) || is_in(order, order::State::PartlyShipped);
  bool waits = false;
  model.rows("BY_STAFF");
  for (const auto& send : view.file.sends) {
    if (send.state != "pending" || send.destination != "offline") continue;
    waits = true;
    if (view.is_sending)
      model.row("BY_STAFF")
          .set("BY_STAFF_ID", send.id.raw())
          .set("BY_STAFF_AMOUNT", base::to_text(send.amount));
  }
  model.set("CONFIRM_PATH", view.sends && waits && !view.is_sending ? path + "/send" : "")
      .set("CANCEL_PATH", view.cancels && open ? path + "/cancel" : "")
      .set("RESOLVE_PATH", view.resolves && undecided && !view.is_deciding ? path + "/resolve" : "")
      .show_if("DECIDING", view.is_deciding && undecided);
}

void fill_parcels(render::Model& model, const OrderFile& file) {
  model.rows("PARCELS").rows("RETURNS");
  for (const auto& parcel : file.parcels)
    model.row("PARCELS")
        .set("PARCEL_ID", parcel.id.raw())
        .set("PARCEL_BY", parcel.carrier)
        .set("PARCEL_TRACKING", parcel.tracking)
        .set("PARCEL_HOW", parcel_text(parcel));
  for (const auto& row : file.returns)
    model.row("RETURNS")
        .set("RETURN_NUMBER", row.number)
        .set("RETURN_STATE", row.state)
        .set("RETURN_REASON", row.reason);
  model.show_if("NO_PARCELS", file.parcels.empty() && file.returns.empty());
}

void fill_timeline(render::Model& model, const OrderFile& file) {
  model.rows("ENTRIES");
  for (const auto& entry : file.timeline)
    model.row("ENTRIES")
        .set("ENTRY_WHAT", event_title(entry))
        .set("ENTRY_REASON", entry.reason)
        .set("ENTRY_BY", entry.actor)
        .set("ENTRY_AT", base::to_iso8601(entry.at))
        .set("ENTRY_ON", minute_text(entry.at))
        .show_if("ENTRY_TOLD", entry.told.has_value());
}

void fill_states(render::Model& model, const std::string& chosen) {
  model.rows("STATES");
  for (const auto state : kVisible)
    model.row("STATES")
        .set("STATE_CODE", order::to_word(state))
        .set("STATE_NAME", state_title(state))
        .show_if("STATE_CHOSEN", order::to_word(state) == chosen);
}

}  // namespace

std::string order_list_path(const std::string& asked, const std::string& state,
                            const std::string& before) {
  std::string path = "/admin/orders";
  char mark = '?';
  for (const auto& [name, value] :
       {std::pair{"q", &asked}, std::pair{"state", &state}, std::pair{"before", &before}}) {
    if (value->empty()) continue;
    path += mark + std::string{name} + '=' + base::percent_encoded(*value);
    mark = '&';
  }
  return path;
}

std::string order_list_page(const render::Templates& templates, const Layout& layout,
                            const OrderListView& view) {
  render::Model model;
  fill_desk(model, layout, "Orders", view.desk);
  fill_states(model, view.state);
  model.set("ASKED", view.asked)
      .show_if("NONE", view.orders.empty())
      .show_if("ANY", !view.orders.empty())
      .show_if("NARROWED", !view.asked.empty() || !view.state.empty())
      .set("OLDER_PATH", view.is_full ? order_list_path(view.asked, view.state,
                                                        view.orders.back().number.value_or(""))
                                      : "")
      .rows("ORDERS");
  for (const auto& order : view.orders)
    model.row("ORDERS")
        .set("ORDER_NUMBER", order.number.value_or(""))
        .set("ORDER_ON", base::to_date_text(order.placed_at.value_or(order.frozen_at)))
        .set("ORDER_EMAIL", order.email)
        .set("ORDER_STATE", title_of(order.state))
        .set("ORDER_ATTENTION", order.attention)
        .set("ORDER_TOTAL", base::to_text(order.total))
        .set("ORDER_DUE", order.balance > Money{} ? base::to_text(order.balance) + " due" : "")
        .set("ORDER_OWED",
             order.balance < Money{} ? base::to_text(Money{} - order.balance) + " owed" : "");
  return templates.render("admin/orders", model);
}

std::string order_panel(const render::Templates& templates, const Layout& layout,
                        const OrderPanel& view) {
  const auto& order = view.file.order;
  render::Model model;
  fill_desk(model, layout, "Order " + order.number.value_or(""), view.desk);
  fill_said(model, view.notice, view.errors,
            {{"text", "What to say"}, {"reference", "How it was sent"}});
  model.set("NUMBER", order.number.value_or(""))
      .set("STATE_WORD", order.state)
      .set("STATE_TITLE", title_of(order.state))
      .set("ATTENTION", order.attention)
      .set("PLACED_ON", minute_text(order.placed_at.value_or(order.frozen_at)))
      .set("EMAIL", order.email)
      .set("EMAIL_PATH", order_list_path(order.email, "", ""))
      .set("BUYER", buyer_text(view.file.buyer))
      .set("TERMS", terms_of(order))
      .set("UNLOADING", view.file.unloading)
      .set("TEXT", view.typed.value("text"))
      .set("TEXT_ERROR", view.errors.value("text"))
      .show_if("TELL", view.typed.find("tell") != nullptr)
      .show_if("COMMENTS", view.comments)
      .rows("HOLDS");
  for (const auto& hold : view.file.holds)
    model.row("HOLDS").set("HOLD_CAUSE", hold.cause).set("HOLD_REASON", hold.reason);
  fill_address(model, view.file.address);
  fill_lines(model, view.file);
  fill_money(model, view);
  fill_payments(model, view);
  fill_deeds(model, view);
  fill_parcels(model, view.file);
  fill_timeline(model, view.file);
  return templates.render("admin/order", model);
}

}  // namespace views
