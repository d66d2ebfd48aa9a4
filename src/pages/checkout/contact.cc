#include "pages/account/session.h"
#include "pages/address_form.h"
#include "pages/checkout/checkout.h"
#include "pages/checkout/visit.h"
#include "web/form.h"

namespace pages::checkout {
namespace {

// The form's fields as the tables want them; what does not fit stands in the form's errors.
cart::Details read(web::Form& form) {
  const auto email = form.email("email");
  const auto a = read_address(form);
  return {email, a.name, a.company, a.line1, a.line2, a.city, a.state, a.zip, a.phone, {}};
}

}  // namespace

base::Fields typed(const cart::Details& d) {
  return {{"email", d.email}, {"name", d.name},   {"company", d.company},
          {"line1", d.line1}, {"line2", d.line2}, {"city", d.city},
          {"state", d.state}, {"zip", d.zip},     {"phone", d.phone}};
}

web::Response contact_again(Ctx& ctx, const Visit& visit, const base::Fields& fields,
                            const base::FieldErrors& errors) {
  return web::Response::html(
      views::checkout_contact(ctx.templates, ctx.layout,
                              {fields, errors, summary(visit.draft, std::nullopt)}),
      errors.empty() ? 200 : 422);
}

namespace {

// What the account of who is signed in knows already; nothing when the password was shown long ago,
// since it may be somebody else at that browser.
base::Fields of_account(Ctx& ctx) {
  if (account::refuse_audience(ctx, web::Who::Shopper)) return {};
  const auto* session = account::signed_in(ctx);
  if (session == nullptr || !session->customer) return {};
  const auto kept = ctx.db.at_once("checkout_addresses", [&](store::Tx& tx) {
    return customers::addresses(tx, *session->customer);
  });
  for (const auto& [id, a, shipping, billing] : kept)
    if (shipping)
      return typed({session->email,
                    a.name,
                    a.company,
                    a.line1,
                    a.line2,
                    a.city,
                    a.state,
                    a.zip,
                    a.phone,
                    {}});
  return {{"email", session->email}, {"name", session->name}};
}

}  // namespace

web::Response contact(Ctx& ctx) {
  const auto here = visit(ctx);
  if (auto elsewhere = detour(here, Step::Contact)) return *elsewhere;
  const auto& details = here->draft.details;
  return contact_again(ctx, *here, details ? typed(*details) : of_account(ctx), {});
}

web::Response contact_save(Ctx& ctx) {
  const auto here = visit(ctx);
  if (auto elsewhere = detour(here, Step::Contact)) return *elsewhere;
  web::Form form{ctx.req};
  const auto details = read(form);
  if (!form.ok()) return contact_again(ctx, *here, form.kept(), form.errors());

  const bool saved = ctx.db.transact("checkout_contact", [&](store::Tx& tx) {
    if (!keep_holding(ctx, tx, here->cart.id)) return false;
    cart::save_details(tx, here->cart.id, details, ctx.now);
    return true;
  });
  return web::Response::see_other(saved ? "/checkout/shipping" : "/cart");
}

}  // namespace pages::checkout
