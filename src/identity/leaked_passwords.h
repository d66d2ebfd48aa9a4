#pragma once
#include <string_view>

// Private to identity.
namespace identity {

// One of the common passwords of published leaks; in lower case.
bool is_leaked_password(std::string_view lower);

}  // namespace identity
