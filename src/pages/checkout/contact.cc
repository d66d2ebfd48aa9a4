#include "pages/checkout/checkout.h"
#include "pages/checkout/visit.h"
#include "shipping/us_address.h"
#include "web/form.h"

namespace pages::checkout {
namespace {

using Most = views::ContactLimits;
constexpr web::TextLimits kLine{1, Most::kLine};
constexpr web::TextLimits kOptionalLine{0, Most::kLine};

// The form's fields as the tables want them; what does not fit stands in the form's errors.
cart::Details read(web::Form& form) {
  cart::Details d;
  d.email = form.email("email");
  d.name = form.text("name", kLine);
  d.company = form.text("company", kOptionalLine);
  d.line1 = form.text("line1", kLine);
  d.line2 = form.text("line2", kOptionalLine);
  d.city = form.text("city", kLine);
  d.phone = form.text("phone", {0, Most::kPhone});
  const auto state = form.text("state", kLine);
  const auto zip = form.text("zip", {1, Most::kZip});
  d.state = shipping::parse_state(state).value_or("");
  d.zip = shipping::parse_zip(zip).value_or("");
  if (d.state.empty())
    form.refuse("state", "We ship to the 50 states and Washington, DC. Choose one of them.");
  if (d.zip.empty()) {
    form.refuse("zip", "A ZIP code has five digits, like 78701.");
  } else if (!d.state.empty() && !shipping::zip_fits_state(d.zip, d.state)) {
    form.refuse("zip", "ZIP code " + d.zip + " is not in " + d.state + ". Check both.");
  }
  return d;
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

web::Response contact(Ctx& ctx) {
  const auto here = visit(ctx);
  if (auto elsewhere = detour(here, Step::Contact)) return *elsewhere;
  const auto& details = here->draft.details;
  return contact_again(ctx, *here, details ? typed(*details) : base::Fields{}, {});
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
