#pragma once
#include "base/ids.h"
#include "pages/ctx.h"
#include "views/cart_view.h"

namespace pages::shop {

// The cart as it stands, for a page.
views::CartView current_cart(Ctx& ctx);

// The cart page again with what went wrong: on the line of `variant`, with what was typed, or above
// all lines when there is no such line.
web::Response cart_again(Ctx& ctx, int status, base::VariantId variant, std::string_view typed,
                         const std::string& error);

}  // namespace pages::shop
