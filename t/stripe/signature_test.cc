#include "stripe/signature.h"

#include <string>
#include <vector>

#include "t/test.h"

namespace {

using namespace std::string_literals;
using base::Secret;
using stripe::SignatureFlaw;

const auto kSecret = "whsec_test_vector_0123456789abcdef"s;
const auto kBody = R"({"id":"evt_test_1","object":"event","type":"checkout.session.completed"})"s;
const auto kGood = "e6b8c18954f0e52ec04ffdbba52f0b48605a2fd9826df0f84fade6c730b7fea3"s;
constexpr std::int64_t kTime = 1700000000;

std::string verdict(const std::string& header, const std::string& body = kBody,
                    std::int64_t now = kTime, const std::vector<std::string>& secrets = {kSecret}) {
  std::vector<Secret> all;
  for (const auto& secret : secrets) all.emplace_back(secret);
  const auto result = stripe::verify(header, body, all, base::from_unix_seconds(now));
  if (result) return "good";
  switch (result.why()) {
    case SignatureFlaw::NoTimestamp:
      return "no timestamp";
    case SignatureFlaw::NoSignature:
      return "no signature";
    case SignatureFlaw::Mismatch:
      return "mismatch";
    case SignatureFlaw::TooOld:
      return "too old";
    case SignatureFlaw::BodyTooLarge:
      return "too large";
  }
  return "";
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_four_published_signatures_verify) {
  CPPUNIT_ASSERT_EQUAL("good"s, verdict("t=1700000000,v1=" + kGood));
  CPPUNIT_ASSERT_EQUAL(
      "good"s,
      verdict("t=1700000000,v1=687fcef39f5f19078f6475c9df43f187fcaed6d9212717fd2585ac67c4214e2c",
              "{\"id\":\"evt_test_2\",\"object\":\"event\",\"data\":{\"object\":{\"name\":\"Çisco "
              "“Catalyst” 2960‑X 48p €\"}}}"));
  CPPUNIT_ASSERT_EQUAL(
      "good"s,
      verdict("t=1700000123,v1=39ecd600d0ca2d6c27069092b45d4105b44630cd65bbbd978597b668e2420f43",
              "{\n  \"id\": \"evt_test_3\",\n  \"object\": \"event\"\n}", 1700000123));
  CPPUNIT_ASSERT_EQUAL(
      "good"s, verdict("t=1,v1=6cae30c2112280ee119184378e1ff7f1a8536745a7f2f215c365a03ce1e6459b",
                       "{}", 1, {"whsec_"}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, either_secret_verifies_while_one_is_rotated) {
  const auto header =
      "t=1700000000,v1=656c10eb3614efbd0c49b7dd5af25b81fd85ddd195eb8be2c7ee0050308c0a70,"
      "v1=304a576ea881c331f0ed0e7f4268a0e1c30fa253fef0436a0e3101f6950145df"s;
  CPPUNIT_ASSERT_EQUAL("good"s, verdict(header, kBody, kTime, {"whsec_old_0001"}));
  CPPUNIT_ASSERT_EQUAL("good"s, verdict(header, kBody, kTime, {"whsec_new_0002"}));
  CPPUNIT_ASSERT_EQUAL("good"s, verdict(header, kBody, kTime, {kSecret, "whsec_new_0002"}));
  CPPUNIT_ASSERT_EQUAL("mismatch"s, verdict(header));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_signature_is_good_for_300_seconds) {
  const auto header = "t=1700000000,v1=" + kGood;
  CPPUNIT_ASSERT_EQUAL("good"s, verdict(header, kBody, kTime + 300));
  CPPUNIT_ASSERT_EQUAL("too old"s, verdict(header, kBody, kTime + 301));
  CPPUNIT_ASSERT_EQUAL("good"s, verdict(header, kBody, kTime - 1000));
}

CPPUNIT_TEST_FIXTURE(t::Plain, odd_headers_are_read_as_the_official_library_reads_them) {
  const auto zeros = std::string(64, '0');
  CPPUNIT_ASSERT_EQUAL("good"s, verdict("t=1700000000,v1=" + zeros + ",v1=" + kGood));
  CPPUNIT_ASSERT_EQUAL("good"s, verdict("t=1,t=1700000000,v1=" + kGood));
  CPPUNIT_ASSERT_EQUAL("good"s, verdict("x=1,v0=1,t=1700000000,,v1=" + kGood));
  CPPUNIT_ASSERT_EQUAL("no signature"s, verdict("t=1700000000,v0=" + kGood));
  CPPUNIT_ASSERT_EQUAL("no signature"s, verdict("t=1700000000, v1=" + kGood));
  CPPUNIT_ASSERT_EQUAL("no signature"s, verdict("t=1700000000"));
  CPPUNIT_ASSERT_EQUAL("no timestamp"s, verdict("v1=" + kGood));
  CPPUNIT_ASSERT_EQUAL("no timestamp"s, verdict("t=,v1=" + kGood));
  CPPUNIT_ASSERT_EQUAL("no timestamp"s, verdict("t=17x,v1=" + kGood));
  CPPUNIT_ASSERT_EQUAL("no timestamp"s, verdict(""));
  CPPUNIT_ASSERT_EQUAL("no timestamp"s, verdict(kGood));
  CPPUNIT_ASSERT_EQUAL("mismatch"s, verdict("t=1700000001,v1=" + kGood));
  CPPUNIT_ASSERT_EQUAL("mismatch"s, verdict("t=01700000000,v1=" + kGood));
  auto upper = kGood;
  for (auto& c : upper) c = static_cast<char>(std::toupper(c));
  CPPUNIT_ASSERT_EQUAL("mismatch"s, verdict("t=1700000000,v1=" + upper));
  CPPUNIT_ASSERT_EQUAL("mismatch"s, verdict("t=1700000000,v1=" + kGood + " "));
  CPPUNIT_ASSERT_EQUAL("mismatch"s, verdict("t=1700000000,v1="));
}

CPPUNIT_TEST_FIXTURE(t::Plain, one_byte_changed_anywhere_is_refused) {
  const auto header = "t=1700000000,v1=" + kGood;
  CPPUNIT_ASSERT_EQUAL("mismatch"s, verdict(header, kBody + "\n"));
  for (std::size_t i = 0; i < kBody.size(); ++i) {
    auto changed = kBody;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CPPUNIT_ASSERT_EQUAL("mismatch"s, verdict(header, changed));
  }
  for (std::size_t i = header.size() - kGood.size(); i < header.size(); ++i) {
    auto changed = header;
    changed[i] = changed[i] == '0' ? '1' : '0';
    CPPUNIT_ASSERT_EQUAL("mismatch"s, verdict(changed));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, nothing_verifies_without_a_secret_or_over_a_mebibyte) {
  CPPUNIT_ASSERT_EQUAL("mismatch"s, verdict("t=1700000000,v1=" + kGood, kBody, kTime, {}));
  const auto now = base::from_unix_seconds(kTime);
  CPPUNIT_ASSERT_EQUAL(
      "mismatch"s, verdict(stripe::signature_header(kBody, Secret{""}, now), kBody, kTime, {""}));
  const std::string large(1024 * 1024 + 1, ' ');
  CPPUNIT_ASSERT_EQUAL("too large"s,
                       verdict(stripe::signature_header(large, Secret{kSecret}, now), large));
}

}  // namespace
