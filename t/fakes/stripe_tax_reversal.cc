#include "stripe_tax_reversal.h"

#include "stripe_error.h"
#include "text.h"

namespace fakes {
namespace {

struct Left {
  std::int64_t amount;
  std::int64_t tax;
};

// Earlier reversals hold negative amounts, so what is left is a plain sum.
Left left_of_line(const Json& line, const std::vector<Json>& earlier) {
  Left out{line["amount"].number(), line["amount_tax"].number()};
  for (const auto& reversal : earlier) {
    for (const auto& other : reversal["line_items"]["data"].items()) {
      if (other["reversal"]["original_line_item"].text() != line["id"].text()) continue;
      out.amount += other["amount"].number();
      out.tax += other["amount_tax"].number();
    }
  }
  return out;
}

Left left_of_shipping(const Json& original, const std::vector<Json>& earlier) {
  Left out{original["shipping_cost"]["amount"].number(),
           original["shipping_cost"]["amount_tax"].number()};
  for (const auto& reversal : earlier) {
    out.amount += reversal["shipping_cost"]["amount"].number();
    out.tax += reversal["shipping_cost"]["amount_tax"].number();
  }
  return out;
}

void check_left(const Left& left, std::int64_t amount, std::int64_t tax, const std::string& param) {
  if (left.amount + amount < 0 || left.tax + tax < 0) {
    throw forbidden_now(param, "", "The reversal exceeds what is left to reverse.");
  }
}

Json reversed_line(const Json& line, std::int64_t amount, std::int64_t tax,
                   const std::string& reference) {
  Json out = line;
  out.set("id", "tax_li_" + random_token(14));
  out.set("amount", amount);
  out.set("amount_tax", tax);
  out.set("reference", reference);
  out.set("reversal", Json::object({{"original_line_item", line["id"]}}));
  out.set("type", "reversal");
  return out;
}

Json reversed_shipping(const Json& original, std::int64_t amount, std::int64_t tax) {
  if (original["shipping_cost"].is_null()) return {};
  Json out = original["shipping_cost"];
  out.set("amount", amount);
  out.set("amount_tax", tax);
  return out;
}

TaxReversal full(const Json& original, const std::vector<Json>& earlier) {
  if (!earlier.empty()) {
    throw forbidden_now("original_transaction", "",
                        "This transaction has already been reversed, wholly or in part.");
  }
  TaxReversal out;
  for (const auto& line : original["line_items"]["data"].items()) {
    out.lines.push_back(reversed_line(line, -line["amount"].number(), -line["amount_tax"].number(),
                                      line["reference"].text()));
  }
  const auto left = left_of_shipping(original, {});
  out.shipping = reversed_shipping(original, -left.amount, -left.tax);
  return out;
}

TaxReversal by_lines(const Param& p, const Json& original, std::vector<Json> earlier) {
  TaxReversal out;
  for (const auto& [key, asked] : p["line_items"].children()) {
    const auto at = "line_items[" + key + "]";
    const auto wanted = asked["original_line_item"].text();
    const Json* line = nullptr;
    for (const auto& candidate : original["line_items"]["data"].items()) {
      if (candidate["id"].text() == wanted) line = &candidate;
    }
    if (line == nullptr) {
      throw no_such_param(at + "[original_line_item]", "tax transaction line item", wanted);
    }
    const auto amount = asked["amount"].number();
    const auto tax = asked["amount_tax"].number();
    check_left(left_of_line(*line, earlier), amount, tax, at + "[amount]");
    out.lines.push_back(reversed_line(*line, amount, tax, asked["reference"].text()));
    // A line named twice in one call counts twice.
    earlier.push_back(Json::object(
        {{"line_items", Json::object({{"data", Json{Json::Array{out.lines.back()}}}})}}));
  }
  const auto& shipping = p["shipping_cost"];
  if (shipping.given()) {
    const auto amount = shipping["amount"].number();
    const auto tax = shipping["amount_tax"].number();
    check_left(left_of_shipping(original, earlier), amount, tax, "shipping_cost[amount]");
    out.shipping = reversed_shipping(original, amount, tax);
  }
  return out;
}

// Takes the amount, tax within, from what is left of line after line, then from the shipping.
TaxReversal by_flat_amount(std::int64_t flat, const Json& original,
                           const std::vector<Json>& earlier) {
  TaxReversal out;
  std::int64_t wanted = -flat;
  const auto take = [&](const Left& left) {
    const auto whole = left.amount + left.tax;
    const auto taken = std::min(wanted, whole);
    wanted -= taken;
    const auto tax = whole == 0 ? 0 : (taken * left.tax + whole / 2) / whole;
    return Left{taken - tax, tax};
  };
  for (const auto& line : original["line_items"]["data"].items()) {
    const auto part = take(left_of_line(line, earlier));
    out.lines.push_back(reversed_line(line, -part.amount, -part.tax, line["reference"].text()));
  }
  const auto part = take(left_of_shipping(original, earlier));
  out.shipping = reversed_shipping(original, -part.amount, -part.tax);
  if (wanted > 0) {
    throw forbidden_now("flat_amount", "", "The reversal exceeds what is left to reverse.");
  }
  return out;
}

}  // namespace

TaxReversal reversal_of(const Param& params, const Json& original,
                        const std::vector<Json>& earlier) {
  const bool has_parts = params["line_items"].given() || params["shipping_cost"].given();
  const bool has_flat = params["flat_amount"].given();
  if (params["mode"].text() == "full") {
    if (has_parts || has_flat) {
      throw bad_param("mode", "", "A full reversal takes no line_items, shipping_cost or amount.");
    }
    return full(original, earlier);
  }
  if (has_parts == has_flat) {
    throw bad_param(
        "line_items", "parameter_missing",
        "A partial reversal takes either line_items and shipping_cost, or flat_amount.");
  }
  if (has_flat) return by_flat_amount(params["flat_amount"].number(), original, earlier);
  return by_lines(params, original, earlier);
}

}  // namespace fakes
