#include "tax_table.h"

#include <algorithm>
#include <array>

#include "text.h"

namespace fakes {
namespace {

using Standing = StateTax::Standing;
using Shipping = StateTax::Shipping;
constexpr auto kCollects = Standing::Collecting;
constexpr auto kSilent = Standing::NotCollecting;
constexpr auto kNone = Standing::NoSalesTax;
constexpr auto kTaxed = Shipping::Taxable;
constexpr auto kFree = Shipping::Exempt;

// Texas, New York and Washington stand for shops that add local rates to the state's; the other
// rates are the states' own. "Not collecting" is a choice of this account, not of the state.
constexpr std::array kStates{
    StateTax{"AK", "Alaska", kSilent, 0, kFree},
    StateTax{"AL", "Alabama", kCollects, 40000, kFree},
    StateTax{"AR", "Arkansas", kCollects, 65000, kTaxed},
    StateTax{"AZ", "Arizona", kCollects, 56000, kFree},
    StateTax{"CA", "California", kCollects, 72500, kFree},
    StateTax{"CO", "Colorado", kCollects, 29000, kFree},
    StateTax{"CT", "Connecticut", kCollects, 63500, kTaxed},
    StateTax{"DC", "District of Columbia", kCollects, 60000, kTaxed},
    StateTax{"DE", "Delaware", kNone, 0, kFree},
    StateTax{"FL", "Florida", kSilent, 0, kFree},
    StateTax{"GA", "Georgia", kCollects, 40000, kTaxed},
    StateTax{"HI", "Hawaii", kSilent, 0, kFree},
    StateTax{"IA", "Iowa", kCollects, 60000, kFree},
    StateTax{"ID", "Idaho", kCollects, 60000, kFree},
    StateTax{"IL", "Illinois", kCollects, 62500, kFree},
    StateTax{"IN", "Indiana", kCollects, 70000, kTaxed},
    StateTax{"KS", "Kansas", kCollects, 65000, kTaxed},
    StateTax{"KY", "Kentucky", kCollects, 60000, kTaxed},
    StateTax{"LA", "Louisiana", kSilent, 0, kFree},
    StateTax{"MA", "Massachusetts", kCollects, 62500, kFree},
    StateTax{"MD", "Maryland", kCollects, 60000, kFree},
    StateTax{"ME", "Maine", kCollects, 55000, kFree},
    StateTax{"MI", "Michigan", kCollects, 60000, kTaxed},
    StateTax{"MN", "Minnesota", kCollects, 68750, kTaxed},
    StateTax{"MO", "Missouri", kCollects, 42250, kFree},
    StateTax{"MS", "Mississippi", kCollects, 70000, kTaxed},
    StateTax{"MT", "Montana", kNone, 0, kFree},
    StateTax{"NC", "North Carolina", kCollects, 47500, kTaxed},
    StateTax{"ND", "North Dakota", kCollects, 50000, kTaxed},
    StateTax{"NE", "Nebraska", kCollects, 55000, kTaxed},
    StateTax{"NH", "New Hampshire", kNone, 0, kFree},
    StateTax{"NJ", "New Jersey", kCollects, 66250, kTaxed},
    StateTax{"NM", "New Mexico", kSilent, 0, kFree},
    StateTax{"NV", "Nevada", kCollects, 68500, kFree},
    StateTax{"NY", "New York", kCollects, 88750, kTaxed},
    StateTax{"OH", "Ohio", kCollects, 57500, kTaxed},
    StateTax{"OK", "Oklahoma", kCollects, 45000, kFree},
    StateTax{"OR", "Oregon", kNone, 0, kFree},
    StateTax{"PA", "Pennsylvania", kCollects, 60000, kTaxed},
    StateTax{"RI", "Rhode Island", kCollects, 70000, kTaxed},
    StateTax{"SC", "South Carolina", kCollects, 60000, kTaxed},
    StateTax{"SD", "South Dakota", kCollects, 42000, kTaxed},
    StateTax{"TN", "Tennessee", kCollects, 70000, kTaxed},
    StateTax{"TX", "Texas", kCollects, 82500, kTaxed},
    StateTax{"UT", "Utah", kCollects, 48500, kFree},
    StateTax{"VA", "Virginia", kCollects, 53000, kFree},
    StateTax{"VT", "Vermont", kCollects, 60000, kTaxed},
    StateTax{"WA", "Washington", kCollects, 101000, kTaxed},
    StateTax{"WI", "Wisconsin", kCollects, 50000, kTaxed},
    StateTax{"WV", "West Virginia", kCollects, 60000, kTaxed},
    StateTax{"WY", "Wyoming", kCollects, 40000, kFree},
};

struct Prefixes {
  int first;
  int last;
  std::string_view state;
};

// First three digits of the ZIP. The first row that holds a prefix is its state; a later row that
// holds it too is a second state the prefix may stand with.
constexpr std::array kPrefixes{
    Prefixes{5, 5, "NY"},     Prefixes{10, 27, "MA"},   Prefixes{28, 29, "RI"},
    Prefixes{30, 38, "NH"},   Prefixes{39, 49, "ME"},   Prefixes{50, 54, "VT"},
    Prefixes{55, 55, "MA"},   Prefixes{56, 59, "VT"},   Prefixes{60, 69, "CT"},
    Prefixes{63, 63, "NY"},   Prefixes{70, 89, "NJ"},   Prefixes{100, 149, "NY"},
    Prefixes{150, 196, "PA"}, Prefixes{197, 199, "DE"}, Prefixes{200, 200, "DC"},
    Prefixes{201, 201, "VA"}, Prefixes{202, 205, "DC"}, Prefixes{206, 219, "MD"},
    Prefixes{220, 246, "VA"}, Prefixes{247, 268, "WV"}, Prefixes{270, 289, "NC"},
    Prefixes{290, 299, "SC"}, Prefixes{300, 319, "GA"}, Prefixes{320, 349, "FL"},
    Prefixes{350, 369, "AL"}, Prefixes{370, 385, "TN"}, Prefixes{386, 397, "MS"},
    Prefixes{398, 399, "GA"}, Prefixes{400, 427, "KY"}, Prefixes{430, 459, "OH"},
    Prefixes{460, 479, "IN"}, Prefixes{480, 499, "MI"}, Prefixes{500, 528, "IA"},
    Prefixes{530, 549, "WI"}, Prefixes{550, 567, "MN"}, Prefixes{569, 569, "DC"},
    Prefixes{570, 577, "SD"}, Prefixes{580, 588, "ND"}, Prefixes{590, 599, "MT"},
    Prefixes{600, 629, "IL"}, Prefixes{630, 658, "MO"}, Prefixes{660, 679, "KS"},
    Prefixes{680, 693, "NE"}, Prefixes{700, 714, "LA"}, Prefixes{716, 729, "AR"},
    Prefixes{733, 733, "TX"}, Prefixes{730, 749, "OK"}, Prefixes{750, 799, "TX"},
    Prefixes{755, 755, "AR"}, Prefixes{800, 816, "CO"}, Prefixes{820, 831, "WY"},
    Prefixes{832, 838, "ID"}, Prefixes{840, 847, "UT"}, Prefixes{850, 865, "AZ"},
    Prefixes{870, 884, "NM"}, Prefixes{885, 885, "TX"}, Prefixes{889, 898, "NV"},
    Prefixes{900, 961, "CA"}, Prefixes{967, 968, "HI"}, Prefixes{970, 979, "OR"},
    Prefixes{980, 994, "WA"}, Prefixes{995, 999, "AK"},
};

std::optional<int> prefix_of(std::string_view zip) {
  const auto digits = [](std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  const bool plain = zip.size() == 5 && digits(zip);
  const bool plus_four =
      zip.size() == 10 && zip[5] == '-' && digits(zip.substr(0, 5)) && digits(zip.substr(6));
  if (!plain && !plus_four) return std::nullopt;
  return static_cast<int>(*whole_number(zip.substr(0, 3)));
}

}  // namespace

const StateTax* state_tax(std::string_view code) {
  const auto* found = std::find_if(kStates.begin(), kStates.end(),
                                   [&](const StateTax& state) { return state.code == code; });
  return found == kStates.end() ? nullptr : found;
}

std::optional<std::string_view> state_of_zip(std::string_view zip) {
  const auto prefix = prefix_of(zip);
  if (!prefix) return std::nullopt;
  for (const auto& row : kPrefixes) {
    if (*prefix >= row.first && *prefix <= row.last) return row.state;
  }
  return std::nullopt;
}

bool zip_fits_state(std::string_view zip, std::string_view state) {
  const auto prefix = prefix_of(zip);
  return prefix && std::any_of(kPrefixes.begin(), kPrefixes.end(), [&](const Prefixes& row) {
           return row.state == state && *prefix >= row.first && *prefix <= row.last;
         });
}

std::string percentage(std::int64_t rate_ppm) {
  std::string out = std::to_string(rate_ppm / 10000);
  std::string fraction = std::to_string(rate_ppm % 10000);
  fraction.insert(0, 4 - fraction.size(), '0');
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return fraction.empty() ? out + ".0" : out + "." + fraction;
}

std::int64_t tax_on(std::int64_t cents, std::int64_t rate_ppm) {
  return (cents * rate_ppm + 500000) / 1000000;
}

std::int64_t tax_within(std::int64_t cents, std::int64_t rate_ppm) {
  const std::int64_t whole = 1000000 + rate_ppm;
  return (cents * rate_ppm + whole / 2) / whole;
}

}  // namespace fakes
