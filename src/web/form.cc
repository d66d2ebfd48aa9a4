#include "web/form.h"

#include "base/email.h"

namespace web {
namespace {

std::string_view flaw_sentence(base::TextFlaw flaw) {
  switch (flaw) {
    case base::TextFlaw::None:
      break;
    case base::TextFlaw::BadUtf8:
      return "This is not readable text.";
    case base::TextFlaw::Control:
    case base::TextFlaw::Bidi:
      return "This holds a character that cannot be used here.";
  }
  return {};
}

// "1,234.50", "$12", "12.5" in cents.
std::optional<std::int64_t> cents_of(std::string_view text) {
  if (text.starts_with('$')) text.remove_prefix(1);
  const auto dot = text.find('.');
  const auto fraction = dot == std::string_view::npos ? std::string_view{} : text.substr(dot + 1);
  if (fraction.size() > 2 || (dot != std::string_view::npos && fraction.empty()))
    return std::nullopt;
  std::string digits;
  for (const char c : text.substr(0, dot))
    if (c != ',') digits += c;
  digits += fraction;
  digits.append(2 - fraction.size(), '0');
  if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  if (digits.size() == 2 && fraction.empty()) return std::nullopt;  // no digit was typed
  return base::parse_integer<std::int64_t>(digits);
}

}  // namespace

Form::Form(const Request& req) : fields_{req.is_safe() ? req.query_fields() : req.body_fields()} {
  if (req.is_safe() ? req.query_is_malformed() : req.body_is_malformed())
    refuse("", "The form could not be read. Please send it again.");
}

bool Form::is_clean(std::string_view name, std::string_view value, base::Lines lines) {
  const auto flaw = base::text_flaw(value, lines);
  if (flaw == base::TextFlaw::None) return true;
  refuse(name, flaw_sentence(flaw));
  return false;
}

std::string Form::text(std::string_view name, TextLimits limits) {
  const auto value = base::trimmed(fields_.value(name));
  if (!is_clean(name, value, limits.lines)) return {};
  const auto count = base::character_count(value);
  if (count < limits.least) {
    refuse(name, count == 0 ? std::string{"Please fill this in."}
                            : "At least " + std::to_string(limits.least) + " characters, please.");
    return {};
  }
  if (count > limits.most) {
    refuse(name, "At most " + std::to_string(limits.most) + " characters, please.");
    return {};
  }
  return std::string{value};
}

std::int64_t Form::long_integer(std::string_view name, std::int64_t least, std::int64_t most) {
  const auto value = base::trimmed(fields_.value(name));
  const auto number = base::parse_integer<std::int64_t>(value);
  if (number && *number >= least && *number <= most) return *number;
  if (most == INT64_MAX)
    refuse(name, kPick);
  else
    refuse(name, "A whole number from " + std::to_string(least) + " to " + std::to_string(most) +
                     ", please.");
  return 0;
}

int Form::integer(std::string_view name, int least, int most) {
  return static_cast<int>(long_integer(name, least, most));
}

std::string Form::email(std::string_view name) {
  const auto typed = text(name, {1, 254});
  if (typed.empty()) return {};
  auto address = base::parse_email(typed);
  if (!address) refuse(name, "This does not look like a mail address (name@example.com).");
  return address.value_or("");
}

std::int64_t Form::cents(std::string_view name, std::int64_t least, std::int64_t most) {
  const auto amount = cents_of(base::trimmed(fields_.value(name)));
  if (amount && *amount >= least && *amount <= most) return *amount;
  refuse(name, "An amount such as 12.50, please.");
  return 0;
}

std::chrono::sys_days Form::day(std::string_view name) {
  const auto typed = base::trimmed(fields_.value(name));
  const auto number = [&](std::size_t at, std::size_t size) {
    return base::parse_integer<unsigned>(typed.substr(at, size)).value_or(0);
  };
  if (typed.size() == 10 && typed[4] == '-' && typed[7] == '-') {
    const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(number(0, 4))},
                                          std::chrono::month{number(5, 2)},
                                          std::chrono::day{number(8, 2)}};
    if (day.ok() && day.year() >= std::chrono::year{1970} && day.year() < std::chrono::year{2200})
      return day;
  }
  refuse(name, typed.empty() ? "Please fill this in." : "A day such as 2027-12-31, please.");
  return {};
}

std::string Form::choice(std::string_view name, std::initializer_list<std::string_view> words) {
  for (const auto word : words)
    if (fields_.value(name) == word) return std::string{word};
  refuse(name, kPick);
  return {};
}

void Form::refuse(std::string_view name, std::string_view sentence) {
  if (errors_.find(name) == nullptr) errors_.add(std::string{name}, std::string{sentence});
}

base::Fields Form::kept() const {
  base::Fields kept;
  for (const auto& field : fields_) {
    const bool clean = base::text_flaw(field.name, base::Lines::One) == base::TextFlaw::None &&
                       base::text_flaw(field.value, base::Lines::Many) == base::TextFlaw::None;
    if (clean) kept.add(field.name, field.value);
  }
  return kept;
}

}  // namespace web
