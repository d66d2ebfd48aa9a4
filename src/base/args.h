#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace base {

class UsageError : public Error {
 public:
  using Error::Error;
};

// A command line, taken apart piece by piece: each taker removes what it found. What is left at
// the end is a mistake of whoever typed it.
class Args {
 public:
  Args(int argc, const char* const* argv);
  explicit Args(std::vector<std::string> words) : words_{std::move(words)} {}

  // "--name": was it there?
  bool take_flag(std::string_view name);
  // "--name VALUE" or "--name=VALUE". Throws UsageError when the value is missing.
  std::optional<std::string> take_option(std::string_view name);
  // Every "--name=value" whose name holds a dot: the keys of the configuration.
  std::vector<std::string> take_settings();
  // The next word that is no option.
  std::optional<std::string> take_word();
  // Throws UsageError naming the first word left.
  void done() const;

 private:
  std::vector<std::string> words_;
};

}  // namespace base
