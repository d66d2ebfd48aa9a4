#pragma once
#include <string>
#include <string_view>

// Private to identity.
namespace identity {

// What a browser says it is, as far as it is kept: printable ASCII, 200 characters.
inline std::string plain_agent(std::string_view agent) {
  std::string out;
  for (const char c : agent.substr(0, 200))
    if (c >= ' ' && c < 0x7f) out += c;
  return out;
}

}  // namespace identity
