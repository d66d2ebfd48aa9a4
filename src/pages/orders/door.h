#pragma once
#include <string>

#include "order/read.h"
#include "pages/ctx.h"

// How a page of an order is entered: by its number and the token of its link. What does not fit is
// no such page (invariant 2.18). Private to these pages.
namespace pages::orders {

// The token of this request's address; without asking the database where none can fit.
std::string token_of(Ctx& ctx);
order::Summary behind_token(store::Tx& tx, Ctx& ctx, const std::string& token);
// The same where the number comes as a field.
order::Summary behind_token(store::Tx& tx, const std::string& number, const std::string& token);

// The order's page, or what stands below it ("/invoice"), with the token.
std::string path_of(const order::Summary& order, const std::string& below = "");
// The form for a review of one of its lines.
std::string review_path(const order::Summary& order, int position);

}  // namespace pages::orders
