#include "pages/shop/shopper.h"

#include <chrono>

#include "base/crypto.h"

namespace pages::shop {
namespace {

constexpr std::string_view kCartCookie = "cart";
constexpr std::string_view kAsideCookie = "cart_aside";
// Long enough to come back to next month; holds end long before.
constexpr std::chrono::hours kCartLifetime{24 * 60};

}  // namespace

std::string cart_token(const Ctx& ctx) {
  return std::string{ctx.cookies.value(ctx.req, kCartCookie)};
}

void keep_cart_token(const Ctx& ctx, web::Response& response, const std::string& token) {
  ctx.cookies.set(response, kCartCookie, token, kCartLifetime);
}

void forget_cart_token(const Ctx& ctx, web::Response& response) {
  ctx.cookies.forget(response, kCartCookie);
}

void swap_cart(const Ctx& ctx, web::Response& response, const std::string& token) {
  const auto own = cart_token(ctx);
  if (own == token) return;
  // After a second quote it is still the visitor's own cart that waits.
  const bool waits = !ctx.cookies.value(ctx.req, kAsideCookie).empty();
  if (!own.empty() && !waits) ctx.cookies.set(response, kAsideCookie, own, kCartLifetime);
  keep_cart_token(ctx, response, token);
}

void swap_back(const Ctx& ctx, web::Response& response) {
  const std::string own{ctx.cookies.value(ctx.req, kAsideCookie)};
  ctx.cookies.forget(response, kAsideCookie);
  if (own.empty())
    ctx.cookies.forget(response, kCartCookie);
  else
    keep_cart_token(ctx, response, own);
}

cart::Shopper shopper_of(const Ctx& ctx) {
  return {cart_token(ctx), address_key(ctx), ctx.session ? ctx.session->customer : std::nullopt};
}

cart::Limits cart_limits(const base::Config& config) {
  const auto& hold = config.hold;
  return {hold.units_per_line, {hold.minutes, hold.max_minutes, hold.open_per_address}};
}

std::optional<std::string> address_key(const Ctx& ctx) {
  return address_key(ctx.req.address, ctx.config.pace.exempt);
}

std::optional<std::string> address_key(const std::string& text,
                                       const std::vector<base::Network>& exempt) {
  const auto address = base::IpAddress::parse(text);
  if (!address || base::any_contains(exempt, *address)) return std::nullopt;
  return base::sha256_hex("hold " + address->to_client_text());
}

}  // namespace pages::shop
