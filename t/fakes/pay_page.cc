#include "pay_page.h"

#include "page.h"
#include "stripe_session.h"
#include "text.h"

namespace fakes {
namespace {

std::string back_link(const Json& session) {
  const auto url = session["cancel_url"].text();
  return url.empty() ? "" : "<a href=\"" + html_escaped(url) + "\">Cancel</a>\n";
}

std::string line_rows(StripeWorld& world, const Json& session) {
  std::string out;
  for (const auto& line : world.session_lines.at(session["id"].text())) {
    const auto quantity = line["quantity"].number();
    out += "<tr><td>" + html_escaped(line["description"].text());
    if (quantity != 1) out += " × " + std::to_string(quantity);
    out +=
        "</td><td class=\"amount\">" + dollars(line["amount_subtotal"].number()) + "</td></tr>\n";
  }
  const auto discount = session["total_details"]["amount_discount"].number();
  if (discount > 0) {
    out += "<tr><td>Discount</td><td class=\"amount\">" + dollars(-discount) + "</td></tr>\n";
  }
  return out;
}

std::string open_page(StripeWorld& world, const Json& session, bool declined) {
  const auto total = dollars(session["amount_total"].number());
  const auto action = "/stripe/pay/" + session["id"].text();
  std::string main = "<h1>Payment</h1>\n<p class=\"total\">" + total + "</p>\n";
  if (declined) {
    main +=
        "<p class=\"alert\" role=\"alert\">Your card was declined. You have not been charged; you "
        "can try again.</p>\n";
  }
  main +=
      "<table>\n<thead><tr><th scope=\"col\">Item</th><th scope=\"col\" class=\"amount\">Amount"
      "</th></tr></thead>\n<tbody>\n" +
      line_rows(world, session) + "</tbody>\n<tfoot><tr><th scope=\"row\">Total due</th>" +
      "<td class=\"amount\"><strong>" + total + "</strong></td></tr></tfoot>\n</table>\n";
  auto mail = session["customer_email"].text();
  if (const Json* customer = world.customers.find(session["customer"].text()))
    mail = (*customer)["email"].text();
  if (!mail.empty()) main += "<p class=\"note\">Receipt to " + html_escaped(mail) + "</p>\n";
  main += "<div class=\"actions\">\n" + button_form(action + "/pay", "Pay", "primary") +
          button_form(action + "/decline", "Decline", "") +
          button_form(action + "/wait", "Wait", "") + back_link(session) + "</div>\n";
  main +=
      "<p class=\"note\">This page stands in for a payment provider; no money moves. Pay: the card "
      "is charged. Decline: the bank says no. Wait: a slow method, settled later.</p>\n";
  return page("Pay " + total, main);
}

std::string closed_page(const Json& session) {
  const bool expired = session["status"].text() == "expired";
  return page("Payment", std::string{"<h1>Payment</h1>\n<p role=\"alert\">"} +
                             (expired ? "This payment page has expired. Nothing has been charged."
                                      : "This payment has already been made.") +
                             "</p>\n<div class=\"actions\">\n" +
                             (expired ? back_link(session) : "") + "</div>\n");
}

// success_url with the session's id in place of its literal template, plain or percent-encoded.
std::string success_address(const Json& session) {
  auto out = session["success_url"].text();
  for (const std::string mark : {"{CHECKOUT_SESSION_ID}", "%7BCHECKOUT_SESSION_ID%7D"}) {
    for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at)) {
      out.replace(at, mark.size(), session["id"].text());
    }
  }
  return out;
}

Reply act(StripeWorld& world, Json& session, const std::string& action) {
  if (session["status"].text() == "expired") return Reply::html(410, closed_page(session));
  // A second press after the first one took: the shopper goes where the first press led.
  if (session["status"].text() != "open") return Reply::see_other(success_address(session));
  if (action == "pay") {
    pay_session(world, session);
  } else if (action == "wait") {
    wait_session(world, session);
  } else {
    decline_session(world, session);
    return Reply::see_other("/stripe/pay/" + session["id"].text() + "?declined=1");
  }
  return Reply::see_other(success_address(session));
}

}  // namespace

Reply answer_pay_page(StripeWorld& world, const Request& request, const std::string& path) {
  const auto slash = path.find('/');
  const auto action = slash == std::string::npos ? "" : path.substr(slash + 1);
  const bool known = action.empty() || action == "pay" || action == "decline" || action == "wait";
  if (known && request.method != (action.empty() ? "GET" : "POST")) {
    return {.status = 405, .type = "text/plain", .body = "method not allowed\n"};
  }
  const std::lock_guard lock{world.mutex};
  settle_clock(world);
  Json* session = world.sessions.find(path.substr(0, slash));
  if (session == nullptr || !known) {
    return Reply::html(404, page("Not found", "<h1>No such payment</h1>\n"));
  }
  if (!action.empty()) return act(world, *session, action);
  if ((*session)["status"].text() != "open") {
    return Reply::html((*session)["status"].text() == "expired" ? 410 : 200, closed_page(*session));
  }
  return Reply::html(200, open_page(world, *session, request.query == "declined=1"));
}

}  // namespace fakes
