#include "stripe_tax_ruling.h"

#include "stripe_error.h"

namespace fakes {
namespace {

StripeError not_placed(const std::string& param, const std::string& why) {
  return bad_param(param, "customer_tax_location_invalid",
                   "We could not determine the customer's tax location based on the provided "
                   "customer address: " +
                       why);
}

bool is_country(const std::string& code) {
  return code.size() == 2 && code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z';
}

Json state_or_null(const TaxPlace& place) {
  return place.state == nullptr ? Json{} : Json{place.state->code};
}

std::int64_t taxable(const TaxedAmount& part) {
  if (part.ruling.rate_ppm == 0) return 0;
  return part.inclusive ? part.amount - part.tax : part.amount;
}

Json rate_details(const TaxRuling& ruling, const TaxPlace& place) {
  const bool is_taxed = ruling.rate_ppm > 0;
  return Json::object({{"country", place.country},
                       {"flat_amount", Json{}},
                       {"percentage_decimal", percentage(ruling.rate_ppm)},
                       {"rate_type", is_taxed ? Json{"percentage"} : Json{}},
                       {"state", state_or_null(place)},
                       {"tax_type", is_taxed ? Json{"sales_tax"} : Json{}}});
}

}  // namespace

TaxPlace tax_place(const Param& address, const std::string& param) {
  const auto country = address["country"].text();
  if (!is_country(country)) {
    throw bad_param(param + "[country]", "",
                    "Country '" + country + "' is unknown. Try using a 2-character code.");
  }
  if (country != "US") return {country, nullptr};
  const auto zip = address["postal_code"].text();
  const auto home = state_of_zip(zip);
  if (!home) throw not_placed(param, "postal_code is missing or does not exist.");
  const auto code = address["state"].text(*home);
  const auto* state = state_tax(code.empty() ? std::string{*home} : code);
  if (state == nullptr) throw not_placed(param, "state '" + code + "' is not a US state.");
  if (!zip_fits_state(zip, state->code)) {
    throw not_placed(param, "postal_code " + zip + " does not lie in state " + code + ".");
  }
  return {country, state};
}

TaxRuling tax_ruling(const TaxPlace& place, TaxSubject subject, const std::string& tax_code,
                     const std::string& override_by_customer) {
  if (override_by_customer == "reverse_charge") return {"reverse_charge", 0};
  if (place.state == nullptr) return {"not_collecting", 0};
  switch (place.state->standing) {
    case StateTax::Standing::NoSalesTax:
      return {"not_subject_to_tax", 0};
    case StateTax::Standing::NotCollecting:
      return {"not_collecting", 0};
    case StateTax::Standing::Collecting:
      break;
  }
  if (override_by_customer == "customer_exempt") return {"customer_exempt", 0};
  const bool untaxed_shipping =
      subject == TaxSubject::Shipping && place.state->shipping == StateTax::Shipping::Exempt;
  if (untaxed_shipping || tax_code == "txcd_00000000") return {"product_exempt", 0};
  return {"standard_rated", place.state->rate_ppm};
}

TaxedAmount taxed(std::int64_t amount, bool inclusive, const TaxRuling& ruling) {
  const auto tax =
      inclusive ? tax_within(amount, ruling.rate_ppm) : tax_on(amount, ruling.rate_ppm);
  return {amount, tax, inclusive, ruling};
}

Json line_breakdown(const TaxedAmount& part, const TaxPlace& place) {
  Json details;
  if (part.ruling.rate_ppm > 0) {
    details = Json::object({{"display_name", "Sales Tax"},
                            {"percentage_decimal", percentage(part.ruling.rate_ppm)},
                            {"tax_type", "sales_tax"}});
  }
  const bool has_state = place.state != nullptr;
  return Json{Json::Array{Json::object(
      {{"amount", part.tax},
       {"jurisdiction",
        Json::object({{"country", place.country},
                      {"display_name", has_state ? std::string{place.state->name} : place.country},
                      {"level", has_state ? "state" : "country"},
                      {"state", state_or_null(place)}})},
       {"sourcing", "destination"},
       {"tax_rate_details", std::move(details)},
       {"taxability_reason", part.ruling.reason},
       {"taxable_amount", taxable(part)}})}};
}

Json whole_breakdown(const std::vector<TaxedAmount>& parts, const TaxPlace& place) {
  std::vector<TaxedAmount> sums;
  std::vector<std::int64_t> bases;
  for (const auto& part : parts) {
    std::size_t at = 0;
    while (at < sums.size() &&
           (sums[at].ruling.reason != part.ruling.reason || sums[at].inclusive != part.inclusive)) {
      ++at;
    }
    if (at == sums.size()) {
      sums.push_back({0, 0, part.inclusive, part.ruling});
      bases.push_back(0);
    }
    sums[at].tax += part.tax;
    bases[at] += taxable(part);
  }
  Json out = Json::array();
  for (std::size_t i = 0; i < sums.size(); ++i) {
    out.push(Json::object({{"amount", sums[i].tax},
                           {"inclusive", sums[i].inclusive},
                           {"tax_rate_details", rate_details(sums[i].ruling, place)},
                           {"taxability_reason", sums[i].ruling.reason},
                           {"taxable_amount", bases[i]}}));
  }
  return out;
}

}  // namespace fakes
