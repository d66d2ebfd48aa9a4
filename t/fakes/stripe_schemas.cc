#include "stripe_schemas.h"

namespace fakes {
namespace {

constexpr std::int64_t kLargestAmount = 99999999;

Schema tax_code() {
  return text(50);
}

}  // namespace

Schema expand_list() {
  return list(text(200), 20);
}

Schema currency() {
  return choice({"usd", "cad", "eur", "gbp"});
}

Schema address(Field::Need country) {
  return object({{"country", text(2), country},
                 {"state", emptyable(text(100))},
                 {"postal_code", emptyable(text(20))},
                 {"city", emptyable(text(200))},
                 {"line1", emptyable(text(200))},
                 {"line2", emptyable(text(200))}});
}

const Schema& only_expand() {
  static const Schema kSchema = object({{"expand", expand_list()}});
  return kSchema;
}

const Schema& empty_call() {
  static const Schema kSchema = object({});
  return kSchema;
}

Schema list_call(std::vector<Field> filters) {
  filters.push_back({"limit", integer(1, 100)});
  filters.push_back({"starting_after", text(255)});
  filters.push_back({"ending_before", text(255)});
  filters.push_back({"expand", expand_list()});
  return object(std::move(filters));
}

const Schema& metadata_update_schema() {
  static const Schema kSchema = object({{"metadata", metadata()}, {"expand", expand_list()}});
  return kSchema;
}

const Schema& coupon_create_schema() {
  static const Schema kSchema = object({
      {"id", text(200)},
      {"amount_off", integer(1, kLargestAmount)},
      {"percent_off", percent()},
      {"currency", currency()},
      {"duration", choice({"forever", "once", "repeating"})},
      {"duration_in_months", integer(1)},
      {"max_redemptions", integer(1)},
      {"redeem_by", integer()},
      {"name", text(40)},
      {"applies_to", object({{"products", list(text(255), 100)}})},
      {"metadata", metadata()},
      {"expand", expand_list()},
  });
  return kSchema;
}

const Schema& customer_create_schema() {
  static const Schema kSchema = object({
      {"email", email()},
      {"name", text(256)},
      {"phone", text(20)},
      {"description", text(350)},
      {"metadata", metadata()},
      {"expand", expand_list()},
  });
  return kSchema;
}

const Schema& refund_create_schema() {
  static const Schema kSchema = object({
      {"payment_intent", text(255)},
      {"charge", text(255)},
      {"amount", integer(1, kLargestAmount)},
      {"reason", choice({"duplicate", "fraudulent", "requested_by_customer"})},
      {"metadata", metadata()},
      {"expand", expand_list()},
  });
  return kSchema;
}

const Schema& calculation_create_schema() {
  static const Schema kLine = object({
      required("amount", integer(0, kLargestAmount)),
      {"quantity", integer(1)},
      {"reference", text(500)},
      {"tax_behavior", choice({"inclusive", "exclusive"})},
      {"tax_code", tax_code()},
      {"product", text(255)},
      {"metadata", metadata()},
  });
  static const Schema kSchema = object({
      required("currency", currency()),
      required("line_items", list(kLine, 500)),
      {"shipping_cost", object({{"amount", integer(0, kLargestAmount)},
                                {"shipping_rate", text(255)},
                                {"tax_behavior", choice({"inclusive", "exclusive"})},
                                {"tax_code", tax_code()}})},
      {"customer", text(255)},
      {"customer_details",
       object({{"address", address(Field::Need::Required)},
               {"address_source", choice({"billing", "shipping"})},
               {"ip_address", text(45)},
               {"tax_ids",
                list(object({required("type", text(20)), required("value", text(100))}), 20)},
               {"taxability_override", choice({"customer_exempt", "none", "reverse_charge"})}})},
      {"ship_from_details", object({required("address", address(Field::Need::Required))})},
      {"tax_date", integer(1)},
      {"expand", expand_list()},
  });
  return kSchema;
}

const Schema& transaction_create_schema() {
  static const Schema kSchema = object({
      required("calculation", text(255)),
      required("reference", text(500)),
      {"metadata", metadata()},
      {"posted_at", integer(1)},
      {"expand", expand_list()},
  });
  return kSchema;
}

const Schema& reversal_create_schema() {
  static const Schema kLine = object({
      required("amount", integer(-kLargestAmount, 0)),
      required("amount_tax", integer(-kLargestAmount, 0)),
      required("original_line_item", text(255)),
      required("reference", text(500)),
      {"quantity", integer(1)},
      {"metadata", metadata()},
  });
  static const Schema kSchema = object({
      required("mode", choice({"full", "partial"})),
      required("original_transaction", text(255)),
      required("reference", text(500)),
      {"line_items", list(kLine, 500)},
      {"shipping_cost", object({required("amount", integer(-kLargestAmount, 0)),
                                required("amount_tax", integer(-kLargestAmount, 0))})},
      {"flat_amount", integer(-kLargestAmount, -1)},
      {"metadata", metadata()},
      {"expand", expand_list()},
  });
  return kSchema;
}

}  // namespace fakes
