#pragma once
#include <string>
#include <string_view>

namespace pages {

// What a page may load and where its forms may lead: nginx's policy for pages that name none
// (nginx/http.conf), from which one that needs more begins.
inline constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src "
    "'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";

// `policy` with one more source in this directive, which comes to it where it has none.
std::string policy_with(std::string_view policy, std::string_view directive,
                        std::string_view source);

}  // namespace pages
