#include "oidc/id_token.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "t/fuzz/fuzz.h"

namespace {

const oidc::Expected kExpected{"https://accounts.google.com", "1234.apps.googleusercontent.com",
                               "n-0S6_WzA2Mj", "ya29.example-access-token"};
const base::Instant kNow = base::from_unix_seconds(1795361900);

// The public half of a key whose private half nobody has kept.
const std::vector<oidc::Key>& keys() {
  static const auto read = oidc::read_keys(base::Json::parse(
      R"({"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"k1","e":"AQAB","n":")"
      R"(vYojee5fA7eIyKIec2InLhcPSCEVFmoNlOZj7mmTOWv1onXREozXQcTSg3bABb3sUEzi-zvqlVe1AdQp)"
      R"(6ZwkZ2j2SnVa0vD3t9zAdiFSFruUDCNjl7uVBBqLHLw1OBn5SVXAHpdGiEpARC9Bqy4CYEnfiD7Fnqin)"
      R"(h0vZ0D6OkPYeD80b0hTaXXLcvv9aInRLHMCdzzoI57HXyBOt3YTRbmtEhEHxkR7ttFn8l_FSvMRStXhE)"
      R"(aQUz8WzCTiicCr9Ug3ZO0P1sYyLz1-pZz-hm1wA43M8_C9lZhAMSHGvaJOGV5wFgPheWxDU0Y2snu9_k)"
      R"(5sxB9nhBig_IvaLfES4Utw)"
      R"("}]})"));
  return read;
}

// A file is a token, or the claims of one whose signature was good (it begins with a brace), or a
// provider's keys. Nobody makes a token; claims that pass name somebody, in plain characters.
void target(const std::string& bytes) {
  fuzz::require(!oidc::check_id_token(bytes, keys(), kExpected, kNow), "nobody forges a token");
  if (!bytes.starts_with('{')) return;
  try {
    const auto json = base::Json::parse(bytes);
    if (json.has("keys")) {
      for (const auto& key : oidc::read_keys(json))
        fuzz::require(key.modulus.size() >= 256, "no short key is taken");
      return;
    }
    const auto claims = oidc::check_claims(json, kExpected, kNow);
    if (!claims) return;
    fuzz::require(!claims->subject.empty() && claims->subject.size() <= 255, "somebody is named");
    fuzz::require(std::all_of(claims->subject.begin(), claims->subject.end(),
                              [](char c) { return c >= ' ' && c < 0x7f; }),
                  "by plain characters");
    fuzz::require(base::text_flaw(claims->name, base::Lines::One) == base::TextFlaw::None,
                  "no control character passes");
  } catch (const base::JsonError&) {
    return;
  }
}

}  // namespace

int main(int argc, char** argv) {
  return fuzz::run("id-token", argc, argv, target);
}
