#include "pages/shop/lists.h"

#include <chrono>

#include "base/text.h"
#include "cart/lists.h"
#include "pages/account/forms.h"
#include "pages/account/session.h"
#include "pages/shop/put_each.h"
#include "pages/shop/shopper.h"
#include "views/list_view.h"
#include "web/errors.h"
#include "web/form.h"

namespace pages::shop {
namespace {

using cart::SavedListId;
using cart::SaveWhy;

constexpr std::string_view kListsCookie = "lists";
constexpr std::chrono::hours kListsLifetime{24 * 365};
constexpr int kMostUnits = 999;
constexpr web::TextLimits kName{.least = 1, .most = cart::kLongestName};

cart::Keeper keeper_of(Ctx& ctx) {
  const auto* session = account::signed_in(ctx);
  return {list_token(ctx), session != nullptr ? session->customer : std::nullopt};
}

std::string path_of(SavedListId id) {
  return "/lists/" + std::to_string(id.raw());
}

std::string sentence(SaveWhy why) {
  switch (why) {
    case SaveWhy::NotForSale:
      return "This one is not for sale any more.";
    case SaveWhy::NoList:
      return "There is no such list any more.";
    case SaveWhy::TooManyLists:
      return "These are as many lists as one can have. Remove one first.";
    case SaveWhy::TooManyItems:
      return "This list is full. Begin another one.";
    case SaveWhy::NameTaken:
      return "You have a list of that name. Choose another one.";
    case SaveWhy::NoCart:
      return "There is nothing in your cart to save.";
  }
  throw base::BugError{"a list's refusal without a sentence"};
}

web::Response lists_again(Ctx& ctx, const std::string& error, std::string_view typed) {
  const auto keeper = keeper_of(ctx);
  views::ListsView view;
  view.signed_in = keeper.customer.has_value();
  view.lists = ctx.db.at_once("lists", [&](store::Tx& tx) { return cart::lists_of(tx, keeper); });
  view.error = error;
  view.typed = typed;
  return web::Response::html(views::lists_page(ctx.templates, ctx.layout, view),
                             error.empty() ? 200 : 422);
}

std::optional<views::ListView> own_list(Ctx& ctx, SavedListId id) {
  const auto keeper = keeper_of(ctx);
  views::ListView view;
  auto found = ctx.db.snapshot("list", [&](store::Tx& tx) {
    view.others = cart::lists_of(tx, keeper);
    return cart::list_of(tx, keeper, id, ctx.now);
  });
  if (!found) return std::nullopt;
  view.list = std::move(*found);
  std::erase_if(view.others, [&](const cart::ListHead& other) { return other.id == id; });
  if (view.list.share_code)
    view.share_url = ctx.config.site.url + "/lists/shared/" + *view.list.share_code;
  return view;
}

web::Response page_of(Ctx& ctx, const views::ListView& view, int status = 200) {
  auto response = web::Response::html(views::list_page(ctx.templates, ctx.layout, view), status);
  // Its address may be a link that was shared; its forms need an origin.
  response.header("Referrer-Policy", "same-origin");
  return response;
}

std::optional<SavedListId> id_of(std::string_view text) {
  const auto number = base::parse_integer<std::int64_t>(text);
  return number && *number > 0 ? std::optional{SavedListId{*number}} : std::nullopt;
}

// What the address says was done, or could not be.
std::string notice_of(const Ctx& ctx) {
  const auto& query = ctx.req.query_fields();
  if (query.value("done") == "saved") return "Saved. It waits here, without being held for you.";
  if (query.value("done") == "named") return "The list has its new name.";
  if (query.value("done") == "price")
    return "Prices have changed since you looked: nothing was added. These are those of now.";
  if (const auto left = base::parse_integer<int>(query.value("left")); left && *left > 0)
    return std::to_string(*left) +
           (*left == 1 ? " item could not be added, the others are in your cart."
                       : " items could not be added, the others are in your cart.");
  return {};
}

// What is to be saved: the variant, or the offer that a product's card shows.
std::optional<base::VariantId> variant_of(Ctx& ctx, web::Form& form) {
  if (form.has("variant")) return form.id<base::VariantId>("variant");
  const auto product = form.id<base::ProductId>("product");
  if (!form.ok()) return std::nullopt;
  return ctx.db.at_once("list_offer",
                        [&](store::Tx& tx) { return cart::offer_of(tx, product, ctx.now); });
}

web::Response kept(const Ctx& ctx, const cart::Saved& saved, const std::string& path) {
  auto response = web::Response::see_other(path);
  if (saved.new_token) ctx.cookies.set(response, kListsCookie, *saved.new_token, kListsLifetime);
  return response;
}

web::Response begin(Ctx& ctx, web::Form& form, bool of_cart) {
  const auto name = form.text("name", kName);
  if (!form.ok())
    return lists_again(ctx, std::string{form.errors().begin()->value}, form.kept().value("name"));
  const auto keeper = keeper_of(ctx);
  const auto begun = ctx.db.transact("list_begin", [&](store::Tx& tx) {
    return of_cart ? cart::save_cart(tx, keeper, cart_token(ctx), name, ctx.now)
                   : cart::begin_list(tx, keeper, name, ctx.now);
  });
  if (!begun) return lists_again(ctx, sentence(begun.why()), name);
  return kept(ctx, *begun, path_of(begun->list));
}

}  // namespace

std::string list_token(const Ctx& ctx) {
  return std::string{ctx.cookies.value(ctx.req, kListsCookie)};
}

web::Response lists(Ctx& ctx) {
  return lists_again(ctx, {}, {});
}

web::Response list(Ctx& ctx) {
  const auto id = id_of(ctx.req.param("id"));
  auto view = id ? own_list(ctx, *id) : std::nullopt;
  if (!view) throw web::NotFound{};
  view->notice = notice_of(ctx);
  return page_of(ctx, *view);
}

web::Response list_shared(Ctx& ctx) {
  const auto code = link_token(ctx.req.param("code"));
  auto found = ctx.db.snapshot("list_shared",
                               [&](store::Tx& tx) { return cart::shared_list(tx, code, ctx.now); });
  if (!found) throw web::NotFound{};
  views::ListView view;
  view.of = views::ListOf::Another;
  view.list = std::move(*found);
  view.notice = notice_of(ctx);
  return page_of(ctx, view);
}

web::Response list_save(Ctx& ctx) {
  web::Form form{ctx.req};
  const bool from_cart = form.has("from") && ctx.req.body_fields().value("from") == "cart";
  if (!form.has("variant") && !form.has("product")) return begin(ctx, form, from_cart);
  const auto variant = variant_of(ctx, form);
  const int units = form.has("units") ? form.integer("units", 1, kMostUnits) : 1;
  const auto to = form.optional_id<SavedListId>("list");
  const auto from = from_cart ? std::nullopt : form.optional_id<SavedListId>("from");
  if (!form.ok()) return lists_again(ctx, std::string{form.errors().begin()->value}, {});
  if (!variant) return lists_again(ctx, sentence(SaveWhy::NotForSale), {});

  const auto keeper = keeper_of(ctx);
  const auto saved = ctx.db.transact("list_save", [&](store::Tx& tx) {
    auto done = cart::save(tx, keeper, {*variant, units}, to, ctx.now);
    if (done && from && *from != done->list) cart::remove_item(tx, keeper, *from, *variant);
    // A cart that is being paid for keeps its line; the list has it all the same.
    if (done && from_cart)
      static_cast<void>(
          cart::remove(tx, shopper_of(ctx), *variant, cart_limits(ctx.config), ctx.now));
    return done;
  });
  if (!saved) return lists_again(ctx, sentence(saved.why()), {});
  return kept(ctx, *saved,
              from_cart ? "/cart?saved=" + std::to_string(saved->list.raw())
                        : path_of(saved->list) + "?done=saved");
}

web::Response list_name(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto id = form.id<SavedListId>("list");
  if (!form.ok()) throw web::NotFound{};
  const auto name = form.text("name", kName);
  auto error = form.ok() ? std::string{} : std::string{form.errors().begin()->value};
  if (form.ok()) {
    const auto named = ctx.db.transact("list_name", [&](store::Tx& tx) {
      return cart::name_list(tx, keeper_of(ctx), id, name, ctx.now);
    });
    if (named) return web::Response::see_other(path_of(id) + "?done=named");
    if (named.why() == SaveWhy::NoList) throw web::NotFound{};
    error = sentence(named.why());
  }
  auto view = own_list(ctx, id);
  if (!view) throw web::NotFound{};
  view->error = error;
  view->typed = form.kept().value("name");
  return page_of(ctx, *view, 422);
}

web::Response list_remove(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto id = form.id<SavedListId>("list");
  const auto variant = form.optional_id<base::VariantId>("variant");
  if (!form.ok()) throw web::NotFound{};
  const auto keeper = keeper_of(ctx);
  ctx.db.transact("list_remove", [&](store::Tx& tx) {
    return variant ? cart::remove_item(tx, keeper, id, *variant)
                   : cart::remove_list(tx, keeper, id);
  });
  // What was gone already, by the button pressed twice, is as it was asked for.
  return web::Response::see_other(variant ? path_of(id) : "/lists");
}

web::Response list_share(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto id = form.id<SavedListId>("list");
  const auto sharing =
      form.choice<cart::Sharing>("share", {{"yes", cart::Sharing::On}, {"no", cart::Sharing::Off}});
  if (!form.ok()) throw web::NotFound{};
  const auto keeper = keeper_of(ctx);
  const bool found = ctx.db.transact(
      "list_share", [&](store::Tx& tx) { return cart::share_list(tx, keeper, id, sharing); });
  if (!found) throw web::NotFound{};
  return web::Response::see_other(path_of(id));
}

web::Response list_cart(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto id = form.optional_id<SavedListId>("list");
  const auto code = link_token(ctx.req.body_fields().value("code"));
  const auto seen = form.long_integer("total_version", 0, INT64_MAX);
  if (!form.ok()) throw web::NotFound{};
  const auto keeper = keeper_of(ctx);
  const auto found = ctx.db.snapshot("list", [&](store::Tx& tx) {
    return id ? cart::list_of(tx, keeper, *id, ctx.now) : cart::shared_list(tx, code, ctx.now);
  });
  if (!found) throw web::NotFound{};
  const auto back = id ? path_of(*id) : "/lists/shared/" + code;
  if (views::list_total(*found).in_cents() != seen)
    return web::Response::see_other(back + "?done=price");

  std::vector<cart::Choice> choices;
  for (const auto& item : found->items) choices.push_back({item.variant, item.units, item.price});
  const auto put = put_each(ctx, choices);
  auto response = web::Response::see_other(
      put.left == 0 ? "/cart" : back + "?left=" + std::to_string(put.left));
  if (put.new_token) keep_cart_token(ctx, response, *put.new_token);
  return response;
}

}  // namespace pages::shop
