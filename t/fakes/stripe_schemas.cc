#include "stripe_schemas.h"

#include "stripe_session_shipping.h"

namespace fakes {
namespace {

constexpr std::int64_t kLargestAmount = 99999999;

Schema tax_behavior() {
  return choice({"inclusive", "exclusive", "unspecified"});
}

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

const Schema& session_create_schema() {
  static const Schema kPrice = object({
      required("currency", currency()),
      {"unit_amount", integer(0, kLargestAmount)},
      {"product", text(255)},
      {"product_data", object({required("name", text(250)),
                               {"description", text(500)},
                               {"images", list(url(), 8)},
                               {"tax_code", tax_code()},
                               {"unit_label", text(12)},
                               {"metadata", metadata()}})},
      {"tax_behavior", tax_behavior()},
  });
  static const Schema kShipping = object({
      required("name", text(5000)),
      required("address", address(Field::Need::Optional)),
      {"carrier", text()},
      {"phone", text()},
      {"tracking_number", text()},
  });
  static const Schema kSchema = object({
      required("mode", choice({"payment", "setup", "subscription"})),
      {"ui_mode", choice({"hosted_page", "embedded_page", "elements", "form"})},
      {"success_url", url()},
      {"cancel_url", url()},
      {"client_reference_id", text(200)},
      {"customer", text(255)},
      {"customer_email", email()},
      {"customer_creation", choice({"always", "if_required"})},
      // The array itself takes more than 100, so that the service's own message about it is given.
      {"line_items", list(object({{"price", text(255)},
                                  {"price_data", kPrice},
                                  {"quantity", integer(1, 999999)},
                                  {"tax_rates", list(text(255), 10)},
                                  {"metadata", metadata()}}),
                          1000)},
      {"discounts", list(object({{"coupon", text(255)}, {"promotion_code", text(255)}}), 20)},
      {"allow_promotion_codes", boolean()},
      {"shipping_options", shipping_options_schema()},
      {"shipping_address_collection", shipping_countries_schema()},
      {"automatic_tax", object({required("enabled", boolean())})},
      {"tax_id_collection",
       object({required("enabled", boolean()), {"required", choice({"if_supported", "never"})}})},
      {"billing_address_collection", choice({"auto", "required"})},
      {"phone_number_collection", object({required("enabled", boolean())})},
      {"invoice_creation", object({required("enabled", boolean())})},
      {"consent_collection", object({{"promotions", choice({"auto", "none"})},
                                     {"terms_of_service", choice({"none", "required"})}})},
      {"after_expiration", object({{"recovery", object({required("enabled", boolean())})}})},
      {"allowed_payment_method_types", list(text(50), 100)},
      {"excluded_payment_method_types", list(text(50), 100)},
      {"submit_type", choice({"auto", "book", "donate", "pay", "subscribe"})},
      {"locale", text(10)},
      {"expires_at", integer()},
      {"payment_intent_data",
       object({{"metadata", metadata()},
               {"description", text(1000)},
               {"receipt_email", email()},
               {"statement_descriptor", text(22)},
               {"statement_descriptor_suffix", text(22)},
               {"capture_method", choice({"automatic", "automatic_async", "manual"})},
               {"setup_future_usage", choice({"off_session", "on_session"})},
               {"shipping", kShipping}})},
      {"metadata", metadata()},
      {"expand", expand_list()},
  });
  return kSchema;
}

}  // namespace fakes
