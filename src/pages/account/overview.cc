#include "customers/customers.h"
#include "order/customer.h"
#include "pages/account/account.h"
#include "pages/account/session.h"
#include "pages/seen_from.h"
#include "tender/tender.h"
#include "views/account_view.h"
#include "views/order_view.h"
#include "web/errors.h"

namespace pages::account {
namespace {

constexpr std::int64_t kOrdersShown = 100;
std::vector<views::AccountOrder> orders_of(store::Tx& tx, base::CustomerId customer) {
  std::vector<views::AccountOrder> out;
  for (const auto& order : order::of_customer(tx, customer, kOrdersShown))
    out.push_back({order.number.value_or(""), order.placed_at.value_or(base::Instant{}),
                   views::state_title(order::parse_state(order.state).value()), order.total});
  return out;
}

std::vector<views::AccountAddress> addresses_of(store::Tx& tx, base::CustomerId customer) {
  std::vector<views::AccountAddress> out;
  for (const auto& [id, a, shipping, billing] : customers::addresses(tx, customer))
    out.push_back({id, a.label,
                   views::address_lines(order::Address{a.name, a.company, a.line1, a.line2, a.city,
                                                       a.state, a.zip, a.phone}),
                   shipping, billing});
  return out;
}

// What the address of the page says was done.
std::optional<views::Notice> notice_of(std::string_view done) {
  if (done == "password")
    return views::Notice{"Your password is changed", "Other browsers are signed out."};
  if (done == "address") return views::Notice{"Saved", "Your addresses are changed."};
  if (done == "google") return views::Notice{"Joined", "Google signs you in from now on."};
  if (done == "google_left") return views::Notice{"Done", "Google does not sign you in any more."};
  if (done == "codes_off") return views::Notice{"Done", "Signing in asks for no code any more."};
  if (done == "device") return views::Notice{"Signed out", "That browser is signed out."};
  if (done == "email")
    return views::Notice{"Look into your mailbox",
                         "The link in our mail to the new address makes it yours. Until "
                         "then you sign in with the present one."};
  return std::nullopt;
}

}  // namespace

web::Response overview(Ctx& ctx) {
  const auto& session = session_of(ctx);
  const auto customer = customer_of(ctx);
  views::AccountView view;
  view.name = session.name;
  view.email = session.email;
  view.token = form_token(ctx);
  view.signing = {{"/account/password", "Change the password"},
                  {"/account/email", "Change the mail address"}};
  if (!ctx.config.identity.seal_keys.empty())
    view.signing.push_back({"/account/codes", "Codes of an authenticator"});
  if (!ctx.google.is_off()) view.signing.push_back({"/account/google", "Sign in by Google"});
  view.notice = notice_of(ctx.req.query_fields().value("done"));
  ctx.db.snapshot("account", [&](store::Tx& tx) {
    view.orders = orders_of(tx, customer);
    view.addresses = addresses_of(tx, customer);
    for (const auto& purse : tender::purses(tx, {}, customer, ctx.now))
      if (purse.source.credit) view.credit = purse.available;
    view.devices = devices_of(ctx, tx, session.user, session.id);
    view.attempts = attempts_of(tx, session.user);
    return true;
  });
  return web::Response::html(views::account_page(ctx.templates, ctx.layout, view));
}

web::Response order_of_account(Ctx& ctx) {
  const auto& number = ctx.req.param("number");
  const auto found = ctx.db.at_once("account_order", [&](store::Tx& tx) {
    return order::find_for_customer(tx, customer_of(ctx), number);
  });
  if (!found || !found->number || !found->token) throw web::NotFound{};
  return web::Response::see_other("/orders/" + *found->number + "?t=" + *found->token);
}

}  // namespace pages::account
