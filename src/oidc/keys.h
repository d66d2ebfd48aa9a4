#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

// A provider's public keys. Private to oidc.
namespace oidc {

struct Key {
  std::string id;
  std::string modulus;  // big-endian bytes
  std::string exponent;
};

// The keys of a JWKS document that may sign for us: RSA of 2048 bits or more, for signatures, by
// RS256. Others are left out; throws JsonError for what is no such document.
std::vector<Key> read_keys(const base::Json& document);

// RSASSA-PKCS1-v1_5 with SHA-256.
bool has_signed(const Key& key, std::string_view message, std::string_view signature);

}  // namespace oidc
