#pragma once
#include <string_view>

// Private to identity.
namespace identity {

// One of the passwords that are tried first, in any letter case, also with digits or a mark after
// it.
bool is_common_password(std::string_view password);

}  // namespace identity
