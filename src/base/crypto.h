#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace base {

// Bytes and digests from OpenSSL. A failing random source or digest throws; it never answers less.

std::string random_bytes(std::size_t count);

// An unguessable token for links and cookies: base64url of `bytes` random bytes (32: 43 letters).
std::string random_token(std::size_t bytes = 32);

// A random (version 4) UUID, lower case.
std::string random_uuid();

// 32 raw bytes, and as 64 lower-case hex digits.
std::string sha256(std::string_view message);
std::string sha256_hex(std::string_view message);

std::string hmac_sha256(std::string_view key, std::string_view message);
std::string hmac_sha256_hex(std::string_view key, std::string_view message);

// Takes the same time wherever the two differ. Lengths are not secret.
bool equal_in_constant_time(std::string_view a, std::string_view b);

std::string hex(std::string_view bytes);
std::string base64(std::string_view bytes);
// Without padding (RFC 4648 §5).
std::string base64url(std::string_view bytes);
// Strict: canonical form only; nothing when a letter, length or trailing bit is off.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace base
