#include "stripe/bodies.h"

#include "base/error.h"
#include "base/utf8.h"
#include "stripe/form_body.h"

namespace stripe {
namespace {

// What Stripe takes for a product's name is not published; cut as contracts/stripe.md says.
constexpr std::size_t kNameBytes = 250;
constexpr std::size_t kMostItems = 100;

void put_address(FormBody& out, const std::string& prefix, const PostalAddress& address) {
  out.add(prefix + "[country]", address.country);
  out.add(prefix + "[state]", address.state);
  out.add(prefix + "[postal_code]", address.zip);
  out.add(prefix + "[city]", address.city);
  out.add(prefix + "[line1]", address.line1);
  if (!address.line2.empty()) out.add(prefix + "[line2]", address.line2);
}

}  // namespace

std::string session_body(const SessionAsk& ask) {
  BASE_CHECK(!ask.items.empty() && ask.items.size() <= kMostItems);
  FormBody out;
  out.add("mode", "payment").add("ui_mode", "hosted_page");
  out.add("client_reference_id", ask.client_reference_id);
  if (ask.customer.empty())
    out.add("customer_email", ask.customer_email);
  else
    out.add("customer", ask.customer);
  out.add("success_url", ask.success_url).add("cancel_url", ask.cancel_url);
  out.add("expires_at", ask.expires_at);
  std::size_t index = 0;
  for (const auto& item : ask.items) {
    const auto prefix = "line_items[" + std::to_string(index++) + "]";
    out.add(prefix + "[quantity]", 1).add(prefix + "[price_data][currency]", "usd");
    out.add(prefix + "[price_data][unit_amount]", item.amount);
    out.add(prefix + "[price_data][product_data][name]", base::cut_utf8(item.name, kNameBytes));
  }
  if (!ask.coupon.empty()) out.add("discounts[0][coupon]", ask.coupon);
  // Metadata of the session does not reach the payment, whose events must find the order too.
  out.add("payment_intent_data[metadata][order_id]", ask.client_reference_id);
  out.add("metadata[order_id]", ask.client_reference_id);
  return out.text();
}

std::string customer_body(const CustomerAsk& ask) {
  FormBody out;
  out.add("email", ask.email);
  if (!ask.name.empty()) out.add("name", base::cut_utf8(ask.name, kNameBytes));
  out.add("metadata[customer_id]", ask.customer);
  return out.text();
}

std::string coupon_body(const CouponAsk& ask) {
  BASE_CHECK(ask.amount > base::Money{});
  FormBody out;
  out.add("id", ask.id).add("amount_off", ask.amount).add("currency", "usd");
  out.add("duration", "once").add("max_redemptions", 1).add("redeem_by", ask.redeem_by);
  out.add("name", "Discounts and credit").add("metadata[order_id]", ask.order);
  return out.text();
}

std::string calculation_body(const CalculationAsk& ask) {
  FormBody out;
  out.add("currency", "usd");
  std::size_t index = 0;
  for (const auto& line : ask.lines) {
    const auto prefix = "line_items[" + std::to_string(index++) + "]";
    out.add(prefix + "[amount]", line.amount).add(prefix + "[quantity]", line.units);
    out.add(prefix + "[reference]", line.reference);
    out.add(prefix + "[tax_behavior]", "exclusive").add(prefix + "[tax_code]", line.tax_code);
  }
  out.add("shipping_cost[amount]", ask.shipping);
  out.add("shipping_cost[tax_behavior]", "exclusive")
      .add("shipping_cost[tax_code]", kShippingTaxCode);
  put_address(out, "customer_details[address]", ask.ship_to);
  out.add("customer_details[address_source]", "shipping");
  switch (ask.exemption) {
    case Exemption::None:
      out.add("customer_details[taxability_override]", "none");
      break;
    case Exemption::Customer:
      out.add("customer_details[taxability_override]", "customer_exempt");
      break;
  }
  put_address(out, "ship_from_details[address]", ask.ship_from);
  if (ask.tax_date) out.add("tax_date", *ask.tax_date);
  out.add("expand[0]", "line_items.data.tax_breakdown");
  return out.text();
}

std::string tax_transaction_body(const TaxTransactionAsk& ask) {
  FormBody out;
  out.add("calculation", ask.calculation).add("reference", ask.reference);
  out.add("metadata[order_id]", ask.order);
  return out.text();
}

std::string refund_body(const RefundAsk& ask) {
  BASE_CHECK(ask.amount > base::Money{});
  FormBody out;
  out.add("payment_intent", ask.payment_intent).add("amount", ask.amount);
  out.add("reason", "requested_by_customer");
  out.add("metadata[order_id]", ask.order).add("metadata[refund]", ask.refund);
  return out.text();
}

std::string tax_reversal_body(const TaxReversalAsk& ask) {
  const auto minus = [](base::Money amount) { return base::Money{} - amount; };
  FormBody out;
  out.add("mode", "partial").add("original_transaction", ask.transaction);
  out.add("reference", ask.reference).add("metadata[order_id]", ask.order);
  std::size_t index = 0;
  for (const auto& line : ask.lines) {
    const auto prefix = "line_items[" + std::to_string(index++) + "]";
    out.add(prefix + "[original_line_item]", line.original);
    out.add(prefix + "[reference]", line.reference);
    out.add(prefix + "[amount]", minus(line.amount)).add(prefix + "[amount_tax]", minus(line.tax));
  }
  if (!ask.shipping.is_zero() || !ask.shipping_tax.is_zero()) {
    out.add("shipping_cost[amount]", minus(ask.shipping));
    out.add("shipping_cost[amount_tax]", minus(ask.shipping_tax));
  }
  return out.text();
}

}  // namespace stripe
