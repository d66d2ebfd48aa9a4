#include "base/email.h"

#include <algorithm>

#include "base/text.h"

namespace base {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_label(std::string_view text) {
  if (text.empty() || text.size() > 63 || text.front() == '-' || text.back() == '-') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

bool is_domain(std::string_view text) {
  if (text.size() > 253 || text.find('.') == std::string_view::npos) return false;
  std::string_view last;
  while (true) {
    const auto dot = std::min(text.find('.'), text.size());
    last = text.substr(0, dot);
    if (!is_label(last)) return false;
    if (dot == text.size()) break;
    text.remove_prefix(dot + 1);
  }
  // A top-level domain is no number: that would be an IP address.
  return last.size() >= 2 && !(last.front() >= '0' && last.front() <= '9');
}

}  // namespace

bool is_email_local_part(std::string_view text) {
  if (text.empty() || text.size() > 64 || text.front() == '.' || text.back() == '.') return false;
  if (text.find("..") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter_or_digit(c) ||
           std::string_view{".!#$%&'*+/=?^_`{|}~-"}.find(c) != std::string_view::npos;
  });
}

std::optional<std::string> parse_email(std::string_view text) {
  text = trimmed(text);
  const auto sign = text.rfind('@');
  if (sign == std::string_view::npos || text.size() > 254) return std::nullopt;
  const auto local = text.substr(0, sign);
  const auto domain = text.substr(sign + 1);
  if (!is_email_local_part(local) || !is_domain(domain)) return std::nullopt;
  return std::string{local} + '@' + lower_ascii(domain);
}

std::string mail_key(std::string_view text) {
  const auto address = parse_email(text);
  if (!address) return {};
  auto key = lower_ascii(*address);
  const auto sign = key.rfind('@');
  // A local part that begins with the sign would be empty without its tag: it stays.
  if (const auto plus = key.find('+'); plus > 0 && plus < sign) key.erase(plus, sign - plus);
  return key;
}

}  // namespace base
