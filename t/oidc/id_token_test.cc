#include "oidc/id_token.h"

#include "base/crypto.h"
#include "oidc/oidc.h"
#include "t/fakes/google_keys.h"
#include "t/loopback.h"
#include "t/test.h"

namespace {

using oidc::TokenRefusal;
using namespace std::chrono_literals;

const base::Instant kNow = base::from_unix_seconds(1795361900);

const fakes::SigningKey& signing_key() {
  static const fakes::SigningKey key{"k1"};
  return key;
}

// The key as a provider shows it.
std::vector<oidc::Key> known_keys() {
  return oidc::read_keys(base::Json::parse("{\"keys\":[" + signing_key().jwk().compact() + "]}"));
}

const oidc::Expected kExpected{"https://accounts.google.com", "1234.apps.googleusercontent.com",
                               "n-0S6_WzA2Mj", "ya29.example-access-token"};

// The claims of the contract sheet.
const std::string kClaims =
    R"({"iss":"https://accounts.google.com","azp":"1234.apps.googleusercontent.com",)"
    R"("aud":"1234.apps.googleusercontent.com","sub":"110169484474386276334",)"
    R"("email":"kim@example.com","email_verified":true,"at_hash":"7BoHY1b3yl3m-Imbo8RgiQ",)"
    R"("nonce":"n-0S6_WzA2Mj","name":"Kim Lab","iat":1795361840,"exp":1795365440})";

std::string token(const std::string& claims = kClaims,
                  const std::string& header = R"({"alg":"RS256","kid":"k1"})") {
  const auto message = base::base64url(header) + '.' + base::base64url(claims);
  return message + '.' + base::base64url(signing_key().rs256(message));
}

std::string with(std::string claims, const std::string& from, const std::string& to) {
  return claims.replace(claims.find(from), from.size(), to);
}

std::string_view refusal(const std::string& text) {
  const auto checked = oidc::check_id_token(text, known_keys(), kExpected, kNow);
  return checked ? "none" : oidc::to_word(checked.why());
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_token_of_the_contract_sheet_is_taken) {
  const auto claims = oidc::check_id_token(token(), known_keys(), kExpected, kNow);

  CPPUNIT_ASSERT(claims);
  CPPUNIT_ASSERT_EQUAL(std::string{"110169484474386276334"}, claims->subject);
  CPPUNIT_ASSERT_EQUAL(std::string{"kim@example.com"}, claims->email);
  CPPUNIT_ASSERT(claims->email_verified);
  CPPUNIT_ASSERT_EQUAL(std::string{"Kim Lab"}, claims->name);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_token_that_is_bent_by_hand_is_refused) {
  const auto good = token();
  const auto check = [](std::string_view why, const std::string& text) {
    CPPUNIT_ASSERT_EQUAL(std::string{why}, std::string{refusal(text)});
  };
  check("none", good);
  check("malformed", "");
  check("malformed", "a.b");
  check("malformed", good + ".x");
  check("malformed", good + "=");
  check("malformed", std::string(9000, 'a'));
  check("signature", good.substr(0, good.rfind('.') + 1));
  check("algorithm", token(kClaims, R"({"alg":"none","kid":"k1"})"));
  check("algorithm", token(kClaims, R"({"alg":"rs256","kid":"k1"})"));
  check("algorithm", token(kClaims, R"({"kid":"k1"})"));
  check("malformed", token(kClaims, R"({"alg":"none","alg":"RS256","kid":"k1"})"));
  check("critical", token(kClaims, R"({"alg":"RS256","kid":"k1","crit":["exp"]})"));
  check("unknown_key", token(kClaims, R"({"alg":"RS256","kid":"k2"})"));
  check("unknown_key", token(kClaims, R"({"alg":"RS256"})"));
  check("signature", with(good, good.substr(good.rfind('.') + 1, 4), "AAAA"));
  // The public key as the secret of an HMAC.
  const auto message =
      base::base64url(R"({"alg":"HS256","kid":"k1"})") + '.' + base::base64url(kClaims);
  check("algorithm",
        message + '.' + base::base64url(fakes::hs256(signing_key().public_pem(), message)));
}

CPPUNIT_TEST_FIXTURE(t::Plain, times_count_to_the_second) {
  const auto expires = [](int seconds) {
    return std::string{
        refusal(token(with(kClaims, "1795365440", std::to_string(1795361900 + seconds))))};
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"none"}, expires(-59));
  CPPUNIT_ASSERT_EQUAL(std::string{"expired"}, expires(-60));
  const auto issued = [](int seconds) {
    return std::string{
        refusal(token(with(kClaims, "1795361840", std::to_string(1795361900 + seconds))))};
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"none"}, issued(60));
  CPPUNIT_ASSERT_EQUAL(std::string{"issued"}, issued(61));
  CPPUNIT_ASSERT_EQUAL(std::string{"none"}, issued(-600));
  CPPUNIT_ASSERT_EQUAL(std::string{"issued"}, issued(-601));
  CPPUNIT_ASSERT_EQUAL(std::string{"malformed"},
                       std::string{refusal(token(with(kClaims, "1795365440", "1e99")))});
  CPPUNIT_ASSERT_EQUAL(
      std::string{"malformed"},
      std::string{refusal(token(with(kClaims, "1795365440", "9223372036854775807")))});
}

CPPUNIT_TEST_FIXTURE(t::Plain, googles_two_names_are_one_and_no_other_is) {
  CPPUNIT_ASSERT_EQUAL(std::string{"none"},
                       std::string{refusal(token(with(kClaims, "https://acc", "acc")))});
  CPPUNIT_ASSERT_EQUAL(std::string{"issuer"},
                       std::string{refusal(token(with(kClaims, "https://acc", "http://acc")))});
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_key_that_is_not_for_us_is_left_out) {
  auto jwk = signing_key().jwk();
  const auto keys = [&](const char* name, const char* value) {
    auto changed = jwk;
    changed.set(name, value);
    return oidc::read_keys(base::Json::parse("{\"keys\":[" + changed.compact() + "]}")).size();
  };
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, keys("use", "sig"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, keys("use", "enc"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, keys("kty", "EC"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, keys("alg", "RS512"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, keys("kid", ""));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, keys("n", "AQAB"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, keys("n", "not base64url!"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_flow_has_numbers_of_its_own_that_pkce_takes) {
  const oidc::Flow flow{"state", base::Secret{"secret"}};

  CPPUNIT_ASSERT_EQUAL(std::size_t{43}, oidc::verifier_of(flow).size());
  CPPUNIT_ASSERT(oidc::verifier_of(flow) != oidc::nonce_of(flow));
  CPPUNIT_ASSERT(oidc::nonce_of(flow) != oidc::nonce_of({"other", flow.secret}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_provider_that_is_not_there_or_another_one_is_unavailable) {
  store::Cache cache{{}};
  const auto deadline = std::chrono::steady_clock::now() + 5s;
  const auto url = [&](oidc::Client& client) {
    return client.authorization_url(cache, {"state", base::Secret{"secret"}}, kNow, deadline);
  };
  oidc::Client nowhere{{.issuer = "http://127.0.0.1:1", .client_id = "1234"}};
  CPPUNIT_ASSERT_THROW(url(nowhere), oidc::Unavailable);
  oidc::Client off{{.issuer = "http://127.0.0.1:1"}};
  CPPUNIT_ASSERT(off.is_off());
  CPPUNIT_ASSERT_THROW(url(off), oidc::Unavailable);

  for (const std::string body :
       {R"({"issuer":"https://evil.example","authorization_endpoint":"https://evil.example/a",)"
        R"("token_endpoint":"https://evil.example/t","jwks_uri":"https://evil.example/k"})",
        R"({"issuer":)", R"([])"}) {
    t::LoopbackServer server{[&](t::Peer& peer) {
      if (!peer.read_request().empty()) peer.write(t::http_answer(200, body));
    }};
    oidc::Client other{{.issuer = server.url(""), .client_id = "1234"}};
    CPPUNIT_ASSERT_THROW(url(other), oidc::Unavailable);
  }
}

}  // namespace
