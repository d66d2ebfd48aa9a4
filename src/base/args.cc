#include "base/args.h"

#include <algorithm>

namespace base {

Args::Args(int argc, const char* const* argv) {
  if (argc > 1) words_.assign(argv + 1, argv + argc);
}

bool Args::take_flag(std::string_view name) {
  const auto at = std::find(words_.begin(), words_.end(), name);
  if (at == words_.end()) return false;
  words_.erase(at);
  return true;
}

std::optional<std::string> Args::take_option(std::string_view name) {
  for (auto at = words_.begin(); at != words_.end(); ++at) {
    if (*at == name) {
      if (at + 1 == words_.end()) throw UsageError{std::string{name} + " needs a value"};
      auto value = *(at + 1);
      words_.erase(at, at + 2);
      return value;
    }
    if (at->size() > name.size() && at->starts_with(name) && (*at)[name.size()] == '=') {
      auto value = at->substr(name.size() + 1);
      words_.erase(at);
      return value;
    }
  }
  return std::nullopt;
}

std::vector<std::string> Args::take_settings() {
  const auto is_setting = [](const std::string& word) {
    const auto equals = word.find('=');
    return word.starts_with("--") && equals != std::string::npos && word.find('.') < equals;
  };
  std::vector<std::string> settings;
  std::copy_if(words_.begin(), words_.end(), std::back_inserter(settings), is_setting);
  std::erase_if(words_, is_setting);
  return settings;
}

std::optional<std::string> Args::take_word() {
  const auto at = std::find_if(words_.begin(), words_.end(), [](const std::string& word) {
    return word.size() < 2 || !word.starts_with("-");
  });
  if (at == words_.end()) return std::nullopt;
  auto word = std::move(*at);
  words_.erase(at);
  return word;
}

void Args::done() const {
  if (!words_.empty()) throw UsageError{"what is " + words_.front() + "?"};
}

}  // namespace base
