#pragma once
#include <optional>
#include <string>

#include "base/money.h"
#include "render/templates.h"
#include "views/layout.h"

// GET /orders/<number>/pay?t=<token>: what the order still has to be paid, for who has the link.
// Its form posts number and token to /checkout/balance.
namespace views {

struct PayView {
  std::string number;
  std::string token;
  std::optional<base::Money> due;  // nothing: there is nothing to pay online
  std::string order_path;
};
std::string pay_page(const render::Templates& templates, const Layout& layout, const PayView& view);

}  // namespace views
