#include "order/terms.h"

#include <algorithm>
#include <array>

#include "base/error.h"

namespace order {
namespace {

struct Known {
  std::string_view word;
  int days;
  const char* text;
};
constexpr std::array kTerms{Known{"", 0, ""},
                            Known{"net_15", 15, "Net 15"},
                            Known{"net_30", 30, "Net 30"},
                            Known{"net_60", 60, "Net 60"},
                            Known{"wire", 10, "Wire transfer"},
                            Known{"check", 10, "Check"},
                            Known{"cash", 10, "Cash"}};

const Known* find(std::string_view word) {
  const auto found = std::ranges::find(kTerms, word, &Known::word);
  return found == kTerms.end() ? nullptr : &*found;
}

const Known& known(std::string_view word) {
  const auto* found = find(word);
  BASE_CHECK(found != nullptr);
  return *found;
}

}  // namespace

bool is_terms(std::string_view word) {
  return find(word) != nullptr;
}

base::Instant payment_due(std::string_view terms, base::Instant placed) {
  return placed + std::chrono::hours{24} * known(terms).days;
}

std::string terms_text(std::string_view terms) {
  return known(terms).text;
}

}  // namespace order
