#pragma once
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/money.h"

namespace stripe {

// Parameters as Stripe takes them, in a body or a query: names with their brackets bare
// ("line_items[0][quantity]"), values percent-encoded before they are joined. The order of the
// calls is the order of the bytes, so that the same ask always gives the same bytes.
class FormBody {
 public:
  // Names are constants of ours; only values are encoded.
  FormBody& add(std::string_view name, std::string_view value);
  FormBody& add(std::string_view name, const char* value) {
    return add(name, std::string_view{value});
  }
  FormBody& add(std::string_view name, std::integral auto value) {
    return add(name, std::string_view{std::to_string(value)});
  }
  FormBody& add(std::string_view name, base::Money cents);
  FormBody& add(std::string_view name, base::Instant seconds);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace stripe
