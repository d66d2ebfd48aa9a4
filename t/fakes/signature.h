#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fakes {

// HMAC-SHA256 as lowercase hex.
std::string hmac_sha256_hex(std::string_view key, std::string_view message);

// SHA-256 as lowercase hex.
std::string sha256_hex(std::string_view message);

// The value of a Stripe-Signature header over body: one v1 for each secret, in their order. Two
// secrets are what a receiver sees while the endpoint's secret is being rotated.
std::string stripe_signature(std::string_view body, std::int64_t timestamp,
                             const std::vector<std::string>& secrets);

}  // namespace fakes
