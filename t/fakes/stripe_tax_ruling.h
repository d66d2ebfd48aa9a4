#pragma once
#include <cstdint>
#include <string>

#include "form.h"
#include "json.h"
#include "tax_table.h"

namespace fakes {

// Where a calculation taxes: an American state, or null for a country this account is not
// registered in.
struct TaxPlace {
  std::string country;
  const StateTax* state = nullptr;
};

// Reads an address; throws the service's customer_tax_location_invalid for one it cannot place:
// no or an unknown ZIP, no such state, a ZIP of another state.
TaxPlace tax_place(const Param& address, const std::string& param);

// How one amount is taxed there.
struct TaxRuling {
  std::string reason;
  std::int64_t rate_ppm = 0;
};
enum class TaxSubject { Goods, Shipping };
TaxRuling tax_ruling(const TaxPlace& place, TaxSubject subject, const std::string& tax_code,
                     const std::string& override_by_customer);

// The tax of an amount with the members that describe it.
struct TaxedAmount {
  std::int64_t amount = 0;
  std::int64_t tax = 0;
  bool inclusive = false;
  TaxRuling ruling;
};
TaxedAmount taxed(std::int64_t amount, bool inclusive, const TaxRuling& ruling);

// The breakdown entry of one line or of the shipping.
Json line_breakdown(const TaxedAmount& part, const TaxPlace& place);

// The breakdown of a whole calculation: parts of one ruling are summed.
Json whole_breakdown(const std::vector<TaxedAmount>& parts, const TaxPlace& place);

}  // namespace fakes
