#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fakes {

// How this stand-in taxes one state. One combined rate a state: enough to tell a wrong state, a
// wrong base or a wrong rounding, without being a tax database.
struct StateTax {
  enum class Standing { Collecting, NotCollecting, NoSalesTax };
  enum class Shipping { Taxable, Exempt };

  std::string_view code;
  std::string_view name;
  Standing standing = Standing::Collecting;
  std::int64_t rate_ppm = 0;  // 82500 is 8.25 %
  Shipping shipping = Shipping::Taxable;
};

// The row of one of the 50 states or DC by its two letters; nothing for every other text.
const StateTax* state_tax(std::string_view code);

// The state a ZIP or ZIP+4 lies in, by its first three digits; nothing when malformed or unused.
std::optional<std::string_view> state_of_zip(std::string_view zip);

// True when the ZIP may stand with the state. A few prefixes cross a border and fit both sides.
bool zip_fits_state(std::string_view zip, std::string_view state);

// 82500 as "8.25".
std::string percentage(std::int64_t rate_ppm);

// Tax on top of an amount, half a cent rounded up.
std::int64_t tax_on(std::int64_t cents, std::int64_t rate_ppm);

// Tax inside an amount that already holds it, half a cent rounded up.
std::int64_t tax_within(std::int64_t cents, std::int64_t rate_ppm);

}  // namespace fakes
