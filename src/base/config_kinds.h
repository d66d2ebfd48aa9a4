#pragma once
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/config.h"

// The kinds of values a configuration key may hold. Private to base: config.h is what others use.
namespace base {

// Why a text does not fit its key: the rest of a sentence that begins with the key.
class BadValue : public Error {
 public:
  using Error::Error;
};

// One key: how its text becomes a value, and a value its text. `read` throws BadValue.
struct ConfigKey {
  const char* name;
  const char* kind;
  bool secret;
  std::function<void(Config&, const std::string&)> read;
  std::function<std::string(Config&)> show;
  const char* meaning;
};

// Where in a Config the value stands: at<&Config::site, &Config::Site::url>.
template <class T>
using Place = T& (*)(Config&);
template <auto... path>
auto& at(Config& config) {
  return (config.*....*path);
}

ConfigKey text(const char* name, Place<std::string> place, const char* meaning);
// https, or http for loopback; empty means off.
ConfigKey url(const char* name, Place<std::string> place, const char* meaning);
// The same without a path.
ConfigKey origin(const char* name, Place<std::string> place, const char* meaning);
ConfigKey number(const char* name, Place<int> place, int least, int most, const char* meaning);
ConfigKey list(const char* name, Place<std::vector<std::string>> place, const char* meaning);
ConfigKey networks(const char* name, Place<std::vector<Network>> place, const char* meaning);
ConfigKey secret(const char* name, Place<Secret> place, const char* meaning);
ConfigKey secrets(const char* name, Place<std::vector<Secret>> place, const char* meaning);
ConfigKey rate(const char* name, Place<Rate> place, const char* meaning);

template <class Enum>
ConfigKey choice(const char* name, const char* kind, Place<Enum> place,
                 std::vector<std::pair<std::string, Enum>> words, const char* meaning) {
  return {name,
          kind,
          false,
          [=](Config& c, const std::string& v) {
            for (const auto& [word, value] : words)
              if (word == v) return static_cast<void>(place(c) = value);
            throw BadValue{std::string{"is not one of "} + kind};
          },
          [=](Config& c) {
            for (const auto& [word, value] : words)
              if (value == place(c)) return word;
            return std::string{};
          },
          meaning};
}

// Every key there is, in the order of the sample file.
const std::vector<ConfigKey>& config_key_table();

}  // namespace base
