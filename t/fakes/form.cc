#include "form.h"

#include "stripe_error.h"
#include "text.h"

namespace fakes {
namespace {

constexpr std::size_t kDeepest = 10;

StripeError unreadable(const std::string& name, const std::string& why) {
  return bad_param(name, "", "Invalid request: " + why);
}

// "a[b][0]" as {"a", "b", "0"}.
std::vector<std::string> steps_of(const std::string& name) {
  const auto first = name.find('[');
  std::vector<std::string> out{name.substr(0, first)};
  if (out.front().empty() || out.front().find(']') != std::string::npos) {
    throw unreadable(name, "a parameter has no name");
  }
  for (auto at = first; at < name.size();) {
    const auto close = name.find(']', at);
    if (name[at] != '[' || close == std::string::npos) {
      throw unreadable(name, "unbalanced brackets in a parameter's name");
    }
    out.push_back(name.substr(at + 1, close - at - 1));
    if (out.back().find('[') != std::string::npos) {
      throw unreadable(name, "unbalanced brackets in a parameter's name");
    }
    at = close + 1;
  }
  if (out.size() > kDeepest) throw unreadable(name, "parameters nest too deep");
  return out;
}

std::string decoded(std::string_view encoded) {
  auto out = form_decoded(encoded);
  if (!out) throw unreadable("", "a broken percent escape");
  if (!is_clean_utf8(*out)) throw unreadable("", "text that is not UTF-8");
  return *out;
}

}  // namespace

const Param& Param::operator[](std::string_view name) const {
  static const Param kAbsent;
  for (const auto& [key, child] : children_) {
    if (key == name) return child;
  }
  return kAbsent;
}

std::string Param::text(std::string_view fallback) const {
  return value_ ? *value_ : std::string{fallback};
}

std::int64_t Param::number(std::int64_t fallback) const {
  return value_ ? whole_number(*value_).value_or(fallback) : fallback;
}

bool Param::boolean(bool fallback) const {
  return value_ ? *value_ == "true" : fallback;
}

Param parse_form(std::string_view encoded) {
  Param root;
  if (encoded.empty()) return root;
  for (const auto& pair : split(encoded, '&')) {
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    const auto name = decoded(std::string_view{pair}.substr(0, equals));
    Param* node = &root;
    for (auto step : steps_of(name)) {
      if (node->value_) throw unreadable(name, "a parameter is both a value and an object");
      if (step.empty()) step = std::to_string(node->children_.size());
      Param* next = nullptr;
      for (auto& [key, child] : node->children_) {
        if (key == step) next = &child;
      }
      node = next != nullptr ? next : &node->children_.emplace_back(step, Param{}).second;
    }
    if (node->given()) throw unreadable(name, "parameter " + name + " comes twice");
    node->value_ =
        equals == std::string::npos ? "" : decoded(std::string_view{pair}.substr(equals + 1));
  }
  return root;
}

}  // namespace fakes
