#include "pages/policy.h"

#include <algorithm>

namespace pages {

std::string policy_with(std::string_view policy, std::string_view directive,
                        std::string_view source) {
  std::string out{policy};
  const auto start = out.find(std::string{directive} + ' ');
  if (start == std::string::npos)
    return out + "; " + std::string{directive} + ' ' + std::string{source};
  const auto end = std::min(out.find(';', start), out.size());
  return out.insert(end, ' ' + std::string{source});
}

}  // namespace pages
