#include "pages/admin/keys.h"

#include <algorithm>

#include "base/text.h"
#include "identity/keys.h"
#include "pages/admin/session.h"
#include "views/key_view.h"
#include "web/errors.h"
#include "web/form.h"

namespace pages::admin {
namespace {

constexpr std::string_view kScope = "scope_";

std::string_view sentence(identity::KeyRefusal why) {
  switch (why) {
    case identity::KeyRefusal::NoScope:
      return "Tick what the key may do.";
    case identity::KeyRefusal::NoSuchScope:
      return "No key may do this.";
    case identity::KeyRefusal::NotHeld:
      return "You may not do this yourself, so no key of yours may.";
  }
  throw base::BugError{"a key refused without a sentence"};
}

// What a key may do and this person as well, in words.
std::vector<identity::Permission> scopes_of(Ctx& ctx) {
  return ctx.db.snapshot("scopes", [&](store::Tx& tx) {
    auto own = identity::permissions_in_words(tx, session_of(ctx).user);
    const auto scopes = identity::scopes_of_keys(tx);
    std::erase_if(own, [&](const auto& permission) {
      return !std::binary_search(scopes.begin(), scopes.end(), permission.name);
    });
    return own;
  });
}

web::Response form_page(Ctx& ctx, base::Fields typed, const base::FieldErrors& errors) {
  const views::KeyForm form{desk_of(ctx, "/admin/keys"), scopes_of(ctx), std::move(typed), errors};
  return web::Response::html(views::key_form(ctx.templates, ctx.layout, form),
                             errors.empty() ? 200 : 422);
}

std::vector<std::string> ticked(const web::Request& req) {
  std::vector<std::string> scopes;
  for (const auto& field : req.body_fields())
    if (field.name.starts_with(kScope)) scopes.push_back(field.name.substr(kScope.size()));
  return scopes;
}

}  // namespace

web::Response keys(Ctx& ctx) {
  views::KeysView view;
  view.desk = desk_of(ctx, "/admin/keys");
  if (ctx.req.query_fields().value("done") == "ended")
    view.notice = {{"The key is ended", "From now on it opens nothing."}};
  view.keys = ctx.db.at_once("keys", [](store::Tx& tx) { return identity::keys(tx); });
  std::reverse(view.keys.begin(), view.keys.end());
  return web::Response::html(views::keys_page(ctx.templates, ctx.layout, view, ctx.now));
}

web::Response key_new(Ctx& ctx) {
  return form_page(ctx, {{"days", "365"}, {"per_minute", "300"}}, {});
}

web::Response key_make(Ctx& ctx) {
  web::Form form{ctx.req};
  const identity::KeyWish wish{form.text("name", {1, 100}), ticked(ctx.req),
                               form.integer("per_minute", 1, 6000), form.integer("days", 1, 366)};
  if (!form.ok()) return form_page(ctx, form.kept(), form.errors());
  const auto made = act(ctx, "key_make", [&](store::Tx& tx) {
    return identity::make_key(tx, wish, {actor_of(ctx).name, session_of(ctx).user}, ctx.now);
  });
  if (!made) {
    form.refuse("scopes", sentence(made.why()));
    return form_page(ctx, form.kept(), form.errors());
  }
  return web::Response::html(
      views::key_made(ctx.templates, ctx.layout, desk_of(ctx, "/admin/keys"), made->text.reveal()));
}

web::Response key(Ctx& ctx) {
  const auto id = base::parse_integer<std::int64_t>(ctx.req.param("id"));
  const auto all = ctx.db.at_once("keys", [](store::Tx& tx) { return identity::keys(tx); });
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const auto& row) { return id && row.id.raw() == *id; });
  if (found == all.end()) throw web::NotFound{};
  return web::Response::html(
      views::key_page(ctx.templates, ctx.layout, desk_of(ctx, "/admin/keys"), *found, ctx.now));
}

web::Response key_end(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto id = form.id<identity::ApiKeyId>("id");
  const bool ended = form.ok() && act(ctx, "key_end", [&](store::Tx& tx) {
                       return identity::end_key(tx, id, actor_of(ctx).name, ctx.now);
                     });
  if (!ended) throw web::NotFound{};
  return web::Response::see_other("/admin/keys?done=ended");
}

}  // namespace pages::admin
