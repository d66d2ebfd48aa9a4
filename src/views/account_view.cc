#include "views/account_view.h"

#include <array>
#include <utility>

#include "views/form_errors.h"

namespace views {
namespace {

void fill_head(render::Model& model, const Layout& layout, const std::string& title) {
  Head head;
  head.title = title;
  fill_layout(model, layout, head);
}

void fill_orders(render::Model& model, const AccountView& view) {
  model.show_if("HAS_ORDERS", !view.orders.empty())
      .show_if("NO_ORDERS", view.orders.empty())
      .rows("ORDERS");
  for (const auto& order : view.orders)
    model.row("ORDERS")
        .set("ORDER_NUMBER", order.number)
        .set("ORDER_ON", base::to_date_text(order.placed_at))
        .set("ORDER_STATE", order.state)
        .set("ORDER_TOTAL", base::to_text(order.total));
}

void fill_addresses(render::Model& model, const AccountView& view) {
  model.show_if("NO_ADDRESSES", view.addresses.empty()).rows("ADDRESSES");
  for (const auto& address : view.addresses) {
    auto& row = model.row("ADDRESSES");
    row.set("ADDRESS_ID", address.id.raw())
        .set("ADDRESS_LABEL", address.label)
        .set("ADDRESS_FIRST", address.lines.empty() ? std::string{} : address.lines.front())
        .show_if("ADDRESS_IS_SHIPPING", address.default_shipping)
        .show_if("ADDRESS_IS_BILLING", address.default_billing)
        .show_if("ADDRESS_NOT_SHIPPING", !address.default_shipping)
        .show_if("ADDRESS_NOT_BILLING", !address.default_billing);
    for (const auto& line : address.lines) row.row("LINES").set("LINE", line);
  }
}

// The first of these words that is in the text names it; the order tells those apart that also
// claim to be another one.
using Words = std::array<std::pair<std::string_view, std::string_view>, 6>;
constexpr Words kBrowsers{{{"Firefox/", "Firefox"},
                           {"Edg/", "Edge"},
                           {"OPR/", "Opera"},
                           {"SamsungBrowser/", "Samsung Internet"},
                           {"Chrome/", "Chrome"},
                           {"Safari/", "Safari"}}};
constexpr Words kSystems{{{"iPhone", "iPhone"},
                          {"iPad", "iPad"},
                          {"Android", "Android"},
                          {"Windows", "Windows"},
                          {"Mac OS X", "Mac"},
                          {"Linux", "Linux"}}};

std::string_view named(const Words& words, std::string_view agent) {
  for (const auto& [word, name] : words)
    if (agent.find(word) != std::string_view::npos) return name;
  return {};
}

}  // namespace

std::string minute_text(base::Instant at) {
  const auto iso = base::to_iso8601(at);
  return base::to_date_text(at) + ", " + iso.substr(11, 5) + " UTC";
}

void fill_attempts(render::Model& model, const std::vector<AccountAttempt>& attempts) {
  model.rows("ATTEMPTS");
  for (const auto& attempt : attempts)
    model.row("ATTEMPTS")
        .set("ATTEMPT_AT", base::to_iso8601(attempt.at))
        .set("ATTEMPT_ON", minute_text(attempt.at))
        .set("ATTEMPT_WHAT", attempt.what)
        .set("ATTEMPT_FROM", attempt.from);
}

void fill_devices(render::Model& model, const std::vector<AccountDevice>& devices,
                  const std::vector<AccountAttempt>& attempts) {
  fill_attempts(model, attempts);
  model.rows("DEVICES");
  for (const auto& device : devices)
    model.row("DEVICES")
        .set("DEVICE_ID", device.id.raw())
        .set("DEVICE_NAME", device.name)
        .set("DEVICE_ADDRESS", device.address)
        .set("DEVICE_SEEN", minute_text(device.seen_at))
        .show_if("DEVICE_THIS", device.is_this)
        .show_if("DEVICE_OTHER", !device.is_this);
}

std::string attempt_text(std::string_view outcome) {
  if (outcome == "in") return "Right password";
  if (outcome == "locked") return "Too many tries";
  return "Wrong password";
}

std::string agent_text(std::string_view agent) {
  const auto browser = named(kBrowsers, agent);
  const auto system = named(kSystems, agent);
  std::string text{browser.empty() ? "A browser" : browser};
  if (!system.empty()) text += " on " + std::string{system};
  return text;
}

std::string account_address(const render::Templates& templates, const Layout& layout,
                            const AccountAddressForm& form) {
  static constexpr TextField kLabel{
      "label", "What you call it", "text", "off", "For example: warehouse. Only you see it.", 60,
      false};
  render::Model model;
  fill_head(model, layout, form.id ? "Edit an address" : "Add an address");
  base::Fields labels;
  add_address_labels(labels);
  labels.add(kLabel.name, kLabel.label);
  fill_form_errors(model, form.errors, labels);
  model.set("TITLE", form.id ? "Edit an address" : "Add an address")
      .set("ADDRESS_ID", form.id ? std::to_string(form.id->raw()) : std::string{})
      .set("CSRF", form.token);
  fill_address_fields(model, form.typed, form.errors);
  fill_field(model.row("AFTER_STATE"), kLabel, form.typed, form.errors);
  return templates.render("shop/account_address", model);
}

std::string account_page(const render::Templates& templates, const Layout& layout,
                         const AccountView& view) {
  render::Model model;
  fill_head(model, layout, "Your account");
  fill_notice(model, view.notice);
  model.set("NAME", view.name)
      .set("EMAIL", view.email)
      .set("CSRF", view.token)
      .set("CREDIT", view.credit ? base::to_text(*view.credit) : std::string{});
  model.rows("SIGNING");
  for (const auto& link : view.signing)
    model.row("SIGNING").set("SIGNING_PATH", link.path).set("SIGNING_TEXT", link.text);
  fill_orders(model, view);
  fill_addresses(model, view);
  fill_devices(model, view.devices, view.attempts);
  return templates.render("shop/account", model);
}

}  // namespace views
