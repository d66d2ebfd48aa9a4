#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cart/cart.h"
#include "pages/ctx.h"

namespace pages::shop {

// Puts things into the visitor's cart, a transaction each: what one lacks keeps no other one back.
struct PutEach {
  int left = 0;                            // how many could not be had
  std::optional<std::string> new_token{};  // a cart was made: for keep_cart_token()
};
PutEach put_each(Ctx& ctx, const std::vector<cart::Choice>& choices);

}  // namespace pages::shop
