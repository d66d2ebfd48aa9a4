#include "shipping/us_address.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"

namespace shipping {
namespace {

// The states that a ZIP code's first digit stands for (USPS).
constexpr std::array<std::string_view, 10> kByFirstDigit = {
    "CT MA ME NH NJ RI VT",  // 0
    "DE NY PA",              // 1
    "DC MD NC SC VA WV",     // 2
    "AL FL GA MS TN",        // 3
    "IN KY MI OH",           // 4
    "IA MN MT ND SD WI",     // 5
    "IL KS MO NE",           // 6
    "AR LA OK TX",           // 7
    "AZ CO ID NM NV UT WY",  // 8
    "AK CA HI OR WA",        // 9
};

// What lies elsewhere than the first digit says; the first prefix that fits counts. No states:
// territories and military post, where the shop does not sell.
struct Exception {
  std::string_view prefix;
  std::string_view states;
};
constexpr std::array kExceptions = {
    Exception{"06390", "NY"},     // Fishers Island; the rest of 063 is Connecticut
    Exception{"42223", "KY TN"},  // Fort Campbell
    Exception{"88063", "NM TX"},  // Sunland Park
    Exception{"89439", "CA NV"},  // Verdi
    Exception{"005", "NY"},       // Holtsville
    Exception{"398", "GA"},       // not with the rest of 39, Mississippi
    Exception{"399", "GA"},      Exception{"569", "DC"},  // federal offices
    Exception{"885", "TX"},                               // El Paso
    Exception{"006", ""},        Exception{"007", ""},   Exception{"008", ""},
    Exception{"009", ""},        Exception{"09", ""},    Exception{"340", ""},
    Exception{"962", ""},        Exception{"963", ""},   Exception{"964", ""},
    Exception{"965", ""},        Exception{"966", ""},   Exception{"96799", ""},
    Exception{"969", ""}};

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (std::isalpha(static_cast<unsigned char>(c)) != 0)
      out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

const std::vector<UsState>& us_states() {
  static const std::vector<UsState> kStates = {
      {"AL", "Alabama"},        {"AK", "Alaska"},         {"AZ", "Arizona"},
      {"AR", "Arkansas"},       {"CA", "California"},     {"CO", "Colorado"},
      {"CT", "Connecticut"},    {"DE", "Delaware"},       {"DC", "District of Columbia"},
      {"FL", "Florida"},        {"GA", "Georgia"},        {"HI", "Hawaii"},
      {"ID", "Idaho"},          {"IL", "Illinois"},       {"IN", "Indiana"},
      {"IA", "Iowa"},           {"KS", "Kansas"},         {"KY", "Kentucky"},
      {"LA", "Louisiana"},      {"ME", "Maine"},          {"MD", "Maryland"},
      {"MA", "Massachusetts"},  {"MI", "Michigan"},       {"MN", "Minnesota"},
      {"MS", "Mississippi"},    {"MO", "Missouri"},       {"MT", "Montana"},
      {"NE", "Nebraska"},       {"NV", "Nevada"},         {"NH", "New Hampshire"},
      {"NJ", "New Jersey"},     {"NM", "New Mexico"},     {"NY", "New York"},
      {"NC", "North Carolina"}, {"ND", "North Dakota"},   {"OH", "Ohio"},
      {"OK", "Oklahoma"},       {"OR", "Oregon"},         {"PA", "Pennsylvania"},
      {"RI", "Rhode Island"},   {"SC", "South Carolina"}, {"SD", "South Dakota"},
      {"TN", "Tennessee"},      {"TX", "Texas"},          {"UT", "Utah"},
      {"VT", "Vermont"},        {"VA", "Virginia"},       {"WA", "Washington"},
      {"WV", "West Virginia"},  {"WI", "Wisconsin"},      {"WY", "Wyoming"}};
  return kStates;
}

std::optional<std::string> parse_state(std::string_view typed) {
  const auto wanted = folded(typed);
  for (const auto& state : us_states())
    if (wanted == state.code || wanted == folded(state.name)) return std::string{state.code};
  return std::nullopt;
}

std::optional<std::string> parse_zip(std::string_view typed) {
  std::string digits;
  for (const char c : base::trimmed(typed)) {
    if (is_digit(c)) {
      digits += c;
    } else if ((c != '-' && c != ' ') || digits.size() != 5) {
      return std::nullopt;
    }
  }
  if (digits.size() == 9) return digits.substr(0, 5) + "-" + digits.substr(5);
  return digits.size() == 5 ? std::optional{digits} : std::nullopt;
}

bool zip_fits_state(std::string_view zip, std::string_view state) {
  for (const auto& exception : kExceptions)
    if (zip.starts_with(exception.prefix))
      return exception.states.find(state) != std::string_view::npos;
  const auto digit = static_cast<std::size_t>(zip.front() - '0');
  return kByFirstDigit.at(digit).find(state) != std::string_view::npos;
}

std::optional<std::string> likely_state(std::string_view zip) {
  // The two that are apart have whole prefixes (USPS): 995 to 999, 967 and 968.
  const auto prefix = zip.substr(0, 3);
  if (prefix >= "995") return "AK";
  if ((prefix == "967" || prefix == "968") && zip_fits_state(zip, "HI")) return "HI";
  for (const auto& state : us_states())
    if (is_contiguous(state.code) && zip_fits_state(zip, state.code))
      return std::string{state.code};
  return std::nullopt;
}

bool is_po_box(std::string_view line) {
  // Letters and digits, a blank before each word: "P.O. Box 12" is " PO BOX 12".
  std::string text;
  bool between = true;
  for (const char c : line) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isalnum(letter) != 0) {
      if (between) text += ' ';
      text += static_cast<char>(std::toupper(letter));
      between = false;
    } else if (c != '.') {
      between = true;
    }
  }
  text += ' ';
  for (const auto* box : {" PO BOX ", " P O BOX ", " POBOX ", " POST OFFICE BOX "})
    if (text.find(box) != std::string::npos) return true;
  return false;
}

bool is_contiguous(std::string_view state) {
  return state != "AK" && state != "HI";
}

}  // namespace shipping
