#include "views/card.h"

#include "base/crypto.h"

namespace views {
namespace {

// Counts up when cards look otherwise.
constexpr std::string_view kLook = "1";
constexpr std::size_t kDigits = 24;

}  // namespace

std::string link_card_path(std::string_view site_name, std::string_view title) {
  std::string shown{kLook};
  shown.append(1, '\n').append(site_name).append(1, '\n').append(title);
  const auto name = base::sha256_hex(shown).substr(0, kDigits);
  return "/cards/" + name.substr(0, 2) + '/' + name + ".png";
}

}  // namespace views
