#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "oidc/keys.h"

namespace oidc {

// What a provider vouches for, of a token that was checked. Only `subject` names an account, and
// only together with the issuer; the rest can change.
struct Claims {
  std::string subject;
  std::string email;  // "" when there is none
  bool email_verified = false;
  std::string hosted_domain;  // of an organisation's account
  std::string name;
};

// In the order in which a token is looked at (sheet, 5).
enum class TokenRefusal {
  Malformed,   // no compact JWS, longer than 8 KiB, no JSON, a claim twice or of another kind
  Algorithm,   // any but RS256
  Critical,    // an extension that must be understood
  UnknownKey,  // of no key that the provider has now
  Signature,
  Issuer,
  Audience,
  Party,  // made for another client
  Expired,
  Issued,  // in the future, or more than ten minutes ago
  Nonce,
  AccessToken,  // belongs to another access token
  Subject,
};
std::string_view to_word(TokenRefusal refusal);

struct Expected {
  std::string issuer;
  std::string client_id;
  std::string nonce;
  std::string access_token;
};

// Everything about a token that one can check. The key is chosen by its id alone, after the
// algorithm was seen to be ours: what a token says of its own keys is not read.
base::Result<Claims, TokenRefusal> check_id_token(std::string_view token,
                                                  const std::vector<Key>& keys,
                                                  const Expected& expected, base::Instant now);

// The same of the claims alone, of a token whose signature was seen to be good. Throws JsonError
// for a claim of another kind.
base::Result<Claims, TokenRefusal> check_claims(const base::Json& claims, const Expected& expected,
                                                base::Instant now);

}  // namespace oidc
