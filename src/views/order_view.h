#pragma once
#include <string>
#include <vector>

#include "base/instant.h"
#include "render/templates.h"
#include "views/checkout_view.h"
#include "views/layout.h"

// GET /orders/<number>?t=<token>: how an order stands, for who has the link.
namespace views {

enum class OrderStage { BeingChecked, Placed, PartlyShipped, Shipped, Delivered, Cancelled };

// From the word of orders.state; nothing for an order that has no number yet.
std::optional<OrderStage> parse_order_stage(std::string_view word);

struct OrderStep {
  base::Instant at;
  std::string what;  // "Order placed"
};

struct OrderView {
  std::string number;
  OrderStage stage = OrderStage::Placed;
  base::Instant placed_at;
  std::vector<OrderStep> history;  // oldest first; what a shopper may read
  std::string email;
  std::vector<std::string> address;
  std::string shipping_name;
  int min_days = 0;
  int max_days = 0;
  Summary summary;
};
std::string order(const render::Templates& templates, const Layout& layout, const OrderView& view);

}  // namespace views
