#pragma once
#include <string_view>

// Private to identity.
namespace identity {

// One of the passwords that are tried first, in any letter case: of the lists of leaks, or one or
// two common words with digits and marks around them.
bool is_common_password(std::string_view password);

}  // namespace identity
