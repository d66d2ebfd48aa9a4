#include "pages/orders/door.h"

#include "web/errors.h"

namespace pages::orders {
namespace {

// Numbers are digits and tokens base64url: nothing else needs asking the database.
bool is_plain(std::string_view text) {
  return !text.empty() && text.size() <= 64 &&
         text.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
             std::string_view::npos;
}

}  // namespace

std::string token_of(Ctx& ctx) {
  const std::string token{ctx.req.query_fields().value("t")};
  if (!is_plain(token) || !is_plain(ctx.req.param("number"))) throw web::NotFound{};
  return token;
}

order::Summary behind_token(store::Tx& tx, Ctx& ctx, const std::string& token) {
  return behind_token(tx, ctx.req.param("number"), token);
}

order::Summary behind_token(store::Tx& tx, const std::string& number, const std::string& token) {
  if (!is_plain(number) || !is_plain(token)) throw web::NotFound{};
  const auto found = order::find_by_token(tx, number, token);
  if (!found || !found->placed_at) throw web::NotFound{};
  return *found;
}

std::string path_of(const order::Summary& order, const std::string& below) {
  return "/orders/" + order.number.value() + below + "?t=" + order.token.value();
}

std::string review_path(const order::Summary& order, int position) {
  return "/review?order=" + order.number.value() + "&line=" + std::to_string(position) +
         "&t=" + order.token.value();
}

}  // namespace pages::orders
