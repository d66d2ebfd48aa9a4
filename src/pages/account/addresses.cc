#include <algorithm>

#include "pages/account/account.h"
#include "pages/account/session.h"
#include "pages/address_form.h"
#include "views/account_view.h"
#include "web/errors.h"

namespace pages::account {
namespace {

// Nobody's, and another's, read alike (invariant A1).
std::optional<customers::KeptAddress> own_address(Ctx& ctx, base::AddressId id) {
  const auto kept = ctx.db.at_once("account_addresses", [&](store::Tx& tx) {
    return customers::addresses(tx, customer_of(ctx));
  });
  const auto found =
      std::find_if(kept.begin(), kept.end(), [&](const auto& address) { return address.id == id; });
  return found == kept.end() ? std::nullopt : std::optional{*found};
}

base::Fields typed(const customers::Address& a) {
  return {{"label", a.label}, {"name", a.name},   {"company", a.company},
          {"line1", a.line1}, {"line2", a.line2}, {"city", a.city},
          {"state", a.state}, {"zip", a.zip},     {"phone", a.phone}};
}

web::Response page_of(Ctx& ctx, views::AccountAddressForm form) {
  form.token = form_token(ctx);
  return web::Response::html(views::account_address(ctx.templates, ctx.layout, form),
                             form.errors.empty() ? 200 : 422);
}

web::Response answer(const base::Result<base::Done, customers::AddressRefusal>& done) {
  if (!done) throw web::NotFound{};
  return web::Response::see_other("/account?done=address");
}

}  // namespace

web::Response address_form(Ctx& ctx) {
  web::Form form{ctx.req};
  if (!form.has("id")) return page_of(ctx, {});
  const auto id = form.id<base::AddressId>("id");
  const auto own = own_address(ctx, id);
  if (!own) throw web::NotFound{};
  return page_of(ctx, {.id = id, .token = {}, .typed = typed(own->address)});
}

web::Response address_save(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto id = form.optional_id<base::AddressId>("id");
  auto address = read_address(form);
  address.label = form.text("label", {0, 60});
  if (!form.ok())
    return page_of(ctx, {.id = id, .token = {}, .typed = form.kept(), .errors = form.errors()});
  using Saved = base::Result<base::Done, customers::AddressRefusal>;
  const auto saved = ctx.db.transact("account_address", [&](store::Tx& tx) -> Saved {
    const auto customer = customer_of(ctx);
    if (id) return customers::edit_address(tx, customer, *id, address, ctx.now);
    const auto added = customers::add_address(tx, customer, address, ctx.now);
    if (!added) return added.why();
    return base::Done{};
  });
  if (!saved && saved.why() == customers::AddressRefusal::TooMany)
    return page_of(ctx, {.id = id,
                         .token = {},
                         .typed = form.kept(),
                         .errors = {{"", "An account keeps 100 addresses. Remove one first."}}});
  return answer(saved);
}

web::Response address_remove(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto id = form.id<base::AddressId>("id");
  return answer(ctx.db.transact("account_address", [&](store::Tx& tx) {
    return customers::remove_address(tx, customer_of(ctx), id);
  }));
}

web::Response address_default(Ctx& ctx) {
  using customers::Use;
  web::Form form{ctx.req};
  const auto id = form.id<base::AddressId>("id");
  const auto use =
      form.choice<Use>("use", {{"shipping", Use::Shipping}, {"billing", Use::Billing}});
  if (!form.ok()) throw web::NotFound{};
  return answer(ctx.db.transact("account_address", [&](store::Tx& tx) {
    return customers::make_default(tx, customer_of(ctx), id, use, ctx.now);
  }));
}

}  // namespace pages::account
