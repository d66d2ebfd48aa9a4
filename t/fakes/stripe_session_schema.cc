#include "stripe_schemas.h"
#include "stripe_session_shipping.h"

namespace fakes {
namespace {

constexpr std::int64_t kLargestAmount = 99999999;

Schema price_data() {
  return object({
      required("currency", currency()),
      {"unit_amount", integer(0, kLargestAmount)},
      {"product", text(255)},
      {"product_data", object({required("name", text(250)),
                               {"description", text(500)},
                               {"images", list(url(), 8)},
                               {"tax_code", text(50)},
                               {"unit_label", text(12)},
                               {"metadata", metadata()}})},
      {"recurring", object({required("interval", choice({"day", "week", "month", "year"})),
                            {"interval_count", integer(1, 52)}})},
      {"tax_behavior", choice({"inclusive", "exclusive", "unspecified"})},
  });
}

Schema line() {
  return object({{"price", text(255)},
                 {"price_data", price_data()},
                 {"quantity", integer(1, 999999)},
                 {"tax_rates", list(text(255), 10)},
                 {"metadata", metadata()}});
}

Schema payment_intent_data() {
  return object({{"metadata", metadata()},
                 {"description", text(1000)},
                 {"receipt_email", email()},
                 {"statement_descriptor", text(22)},
                 {"statement_descriptor_suffix", text(22)},
                 {"capture_method", choice({"automatic", "automatic_async", "manual"})},
                 {"setup_future_usage", choice({"off_session", "on_session"})},
                 {"shipping", object({required("name", text()),
                                      required("address", address(Field::Need::Optional)),
                                      {"carrier", text()},
                                      {"phone", text()},
                                      {"tracking_number", text()}})}});
}

Schema switched() {
  return object({required("enabled", boolean())});
}

}  // namespace

const Schema& session_create_schema() {
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
      {"line_items", list(line(), 1000)},
      {"discounts", list(object({{"coupon", text(255)}, {"promotion_code", text(255)}}), 20)},
      {"allow_promotion_codes", boolean()},
      {"shipping_options", shipping_options_schema()},
      {"shipping_address_collection", shipping_countries_schema()},
      {"automatic_tax", switched()},
      {"tax_id_collection",
       object({required("enabled", boolean()), {"required", choice({"if_supported", "never"})}})},
      {"billing_address_collection", choice({"auto", "required"})},
      {"phone_number_collection", switched()},
      {"invoice_creation", switched()},
      {"consent_collection", object({{"promotions", choice({"auto", "none"})},
                                     {"terms_of_service", choice({"none", "required"})}})},
      {"after_expiration", object({{"recovery", switched()}})},
      {"allowed_payment_method_types", list(text(50), 100)},
      {"excluded_payment_method_types", list(text(50), 100)},
      {"submit_type", choice({"auto", "book", "donate", "pay", "subscribe"})},
      {"locale", text(10)},
      {"expires_at", integer()},
      {"payment_intent_data", payment_intent_data()},
      {"subscription_data", object({{"metadata", metadata()}, {"description", text(500)}})},
      {"metadata", metadata()},
      {"expand", expand_list()},
  });
  return kSchema;
}

}  // namespace fakes
