#pragma once
#include <string>
#include <string_view>

namespace web {

// The token of a form, bound to a session (contract sheet: logins, 4): the HMAC of the session's
// name and of `random`, and `random` after it. `key` is a secret that nobody who could forge a form
// has; hex digits are small.
std::string csrf_token(std::string_view key, std::string_view session, std::string_view random);
// Was this token made for this session with this key? In constant time.
bool csrf_fits(std::string_view key, std::string_view session, std::string_view token);

}  // namespace web
