#pragma once
#include <optional>
#include <string>

#include "pages/ctx.h"

// The visitor as referrals know one: a cookie from the first link that was followed, or asked for.
namespace pages::shop {

std::optional<std::string> visitor_token(const Ctx& ctx);
void keep_visitor_token(const Ctx& ctx, web::Response& response, const std::string& token);

}  // namespace pages::shop
