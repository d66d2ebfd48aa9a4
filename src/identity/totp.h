#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

// One-time codes by time (RFC 6238 with SHA-1, six digits, thirty seconds), as every authenticator
// takes for granted.
namespace identity {

inline constexpr std::size_t kSeedBytes = 20;

// The code of one step, six digits.
std::string totp_code(std::string_view seed, std::int64_t step);
std::int64_t totp_step(base::Instant at);
// The step that a typed code belongs to: the present one, the one before or the one after; nothing
// for any other text. Blanks count for nothing. All three are compared, whichever fits.
std::optional<std::int64_t> totp_step_of(std::string_view seed, std::string_view typed,
                                         base::Instant now);

// RFC 4648, upper case, without padding.
std::string base32(std::string_view bytes);
// What an authenticator reads from a QR code.
std::string totp_uri(std::string_view issuer, std::string_view account, std::string_view seed);

}  // namespace identity
