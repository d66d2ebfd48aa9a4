#include "pages/shop/visitor.h"

#include <chrono>

namespace pages::shop {
namespace {

constexpr std::string_view kVisitorCookie = "visitor";
// As long as any window of referrals.
constexpr std::chrono::hours kVisitorLifetime{24 * 365};

}  // namespace

std::optional<std::string> visitor_token(const Ctx& ctx) {
  const auto value = ctx.cookies.value(ctx.req, kVisitorCookie);
  return value.empty() ? std::nullopt : std::optional{std::string{value}};
}

void keep_visitor_token(const Ctx& ctx, web::Response& response, const std::string& token) {
  ctx.cookies.set(response, kVisitorCookie, token, kVisitorLifetime);
}

}  // namespace pages::shop
