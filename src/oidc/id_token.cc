#include "oidc/id_token.h"

#include <algorithm>
#include <optional>

#include "base/crypto.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"

namespace oidc {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t kLongestToken = std::size_t{8} * 1024;
constexpr std::size_t kLongestSubject = 255;
constexpr seconds kSkew{60};
constexpr minutes kFresh{10};
constexpr std::size_t kMostName = 60;

// "header.payload.signature" taken apart; the first two decoded.
struct Parts {
  base::Json header;
  base::Json claims;
  std::string_view signed_text;
  std::string signature;
};

std::optional<Parts> parts_of(std::string_view token) {
  const auto first = token.find('.');
  const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (token.size() > kLongestToken || second == std::string_view::npos) return std::nullopt;
  const auto header = base::from_base64url(token.substr(0, first));
  const auto claims = base::from_base64url(token.substr(first + 1, second - first - 1));
  const auto signature = base::from_base64url(token.substr(second + 1));
  if (!header || !claims || !signature) return std::nullopt;
  return Parts{base::Json::parse(*header), base::Json::parse(*claims), token.substr(0, second),
               *signature};
}

std::optional<TokenRefusal> refusal_of_signature(const Parts& parts, const std::vector<Key>& keys) {
  if (parts.header.text_or("alg", "") != "RS256") return TokenRefusal::Algorithm;
  if (parts.header.has("crit")) return TokenRefusal::Critical;
  const auto id = parts.header.text_or("kid", "");
  const auto key =
      std::find_if(keys.begin(), keys.end(), [&](const Key& known) { return known.id == id; });
  if (key == keys.end()) return TokenRefusal::UnknownKey;
  if (!has_signed(*key, parts.signed_text, parts.signature)) return TokenRefusal::Signature;
  return std::nullopt;
}

bool is_issuer(std::string_view said, const std::string& expected) {
  return said == expected ||
         (expected == "https://accounts.google.com" && said == "accounts.google.com");
}

std::optional<TokenRefusal> refusal_of_audience(const base::Json& claims,
                                                const std::string& client) {
  const auto party = claims.text_or("azp", "");
  const auto said = claims.find("aud");
  if (said.kind() == base::Json::Kind::Array) {
    const auto items = said.items();
    const bool ours = std::any_of(items.begin(), items.end(),
                                  [&](const base::Json& item) { return item.text() == client; });
    if (!ours) return TokenRefusal::Audience;
    if (items.size() > 1 && party != client) return TokenRefusal::Party;
  } else if (said.is_null() || said.text() != client) {
    return TokenRefusal::Audience;
  }
  if (!party.empty() && party != client) return TokenRefusal::Party;
  return std::nullopt;
}

// The times are numbers; a text of digits is none (throws).
std::optional<TokenRefusal> refusal_of_times(const base::Json& claims, base::Instant now) {
  // Far enough for any clock, near enough for arithmetic.
  constexpr std::int64_t kMost = 253402300800;
  const auto expires = claims.at("exp").integer();
  const auto issued = claims.at("iat").integer();
  if (expires < 0 || expires > kMost || issued < 0 || issued > kMost)
    return TokenRefusal::Malformed;
  if (base::from_unix_seconds(expires) <= now - kSkew) return TokenRefusal::Expired;
  const auto issued_at = base::from_unix_seconds(issued);
  if (issued_at > now + kSkew || issued_at < now - kFresh) return TokenRefusal::Issued;
  return std::nullopt;
}

std::string left_half_hash(std::string_view access_token) {
  return base::base64url(base::sha256(access_token).substr(0, 16));
}

bool is_true(const base::Json& claim) {
  if (claim.kind() == base::Json::Kind::Text) return claim.text() == "true";
  return claim.kind() == base::Json::Kind::Boolean && claim.boolean();
}

bool is_subject(std::string_view text) {
  return !text.empty() && text.size() <= kLongestSubject &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; });
}

// A name is somebody's text: what cannot stand in a field of ours is left out.
std::string name_of(const base::Json& claims) {
  const auto name = claims.text_or("name", "");
  const bool fits = base::text_flaw(name, base::Lines::One) == base::TextFlaw::None &&
                    base::character_count(name) <= kMostName;
  return fits ? std::string{base::trimmed(name)} : std::string{};
}

std::optional<TokenRefusal> refusal_of_claims(const base::Json& claims, const Expected& expected,
                                              base::Instant now) {
  if (!is_issuer(claims.text_or("iss", ""), expected.issuer)) return TokenRefusal::Issuer;
  if (const auto why = refusal_of_audience(claims, expected.client_id)) return why;
  if (const auto why = refusal_of_times(claims, now)) return why;
  if (!base::equal_in_constant_time(claims.text_or("nonce", ""), expected.nonce))
    return TokenRefusal::Nonce;
  if (claims.has("at_hash") && claims.at("at_hash").text() != left_half_hash(expected.access_token))
    return TokenRefusal::AccessToken;
  if (!is_subject(claims.text_or("sub", ""))) return TokenRefusal::Subject;
  return std::nullopt;
}

}  // namespace

std::string_view to_word(TokenRefusal refusal) {
  switch (refusal) {
    case TokenRefusal::Malformed:
      return "malformed";
    case TokenRefusal::Algorithm:
      return "algorithm";
    case TokenRefusal::Critical:
      return "critical";
    case TokenRefusal::UnknownKey:
      return "unknown_key";
    case TokenRefusal::Signature:
      return "signature";
    case TokenRefusal::Issuer:
      return "issuer";
    case TokenRefusal::Audience:
      return "audience";
    case TokenRefusal::Party:
      return "party";
    case TokenRefusal::Expired:
      return "expired";
    case TokenRefusal::Issued:
      return "issued";
    case TokenRefusal::Nonce:
      return "nonce";
    case TokenRefusal::AccessToken:
      return "access_token";
    case TokenRefusal::Subject:
      return "subject";
  }
  throw base::BugError{"a refused token without a word"};
}

base::Result<Claims, TokenRefusal> check_id_token(std::string_view token,
                                                  const std::vector<Key>& keys,
                                                  const Expected& expected, base::Instant now) {
  try {
    const auto parts = parts_of(token);
    if (!parts) return TokenRefusal::Malformed;
    if (const auto why = refusal_of_signature(*parts, keys)) return *why;
    return check_claims(parts->claims, expected, now);
  } catch (const base::JsonError&) {
    return TokenRefusal::Malformed;
  }
}

base::Result<Claims, TokenRefusal> check_claims(const base::Json& claims, const Expected& expected,
                                                base::Instant now) {
  if (const auto why = refusal_of_claims(claims, expected, now)) return *why;
  return Claims{claims.at("sub").text(), claims.text_or("email", ""),
                is_true(claims.find("email_verified")), claims.text_or("hd", ""), name_of(claims)};
}

}  // namespace oidc
