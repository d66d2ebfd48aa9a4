#include "stripe/form_body.h"

#include "base/text.h"

namespace stripe {

FormBody& FormBody::add(std::string_view name, std::string_view value) {
  if (!text_.empty()) text_ += '&';
  text_ += name;
  text_ += '=';
  text_ += base::percent_encoded(value);
  return *this;
}

FormBody& FormBody::add(std::string_view name, base::Money cents) {
  return add(name, cents.in_cents());
}

FormBody& FormBody::add(std::string_view name, base::Instant seconds) {
  return add(name, base::to_unix_seconds(seconds));
}

}  // namespace stripe
