#include "base/crypto.h"

#include <set>
#include <string>

#include "base/breaker.h"
#include "base/utf8.h"
#include "t/test.h"

namespace {

using namespace std::string_literals;

CPPUNIT_TEST_FIXTURE(t::Plain, digests_match_the_published_vectors) {
  CPPUNIT_ASSERT_EQUAL("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"s,
                       base::sha256_hex("abc"));
  CPPUNIT_ASSERT_EQUAL("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"s,
                       base::hmac_sha256_hex("Jefe", "what do ya want for nothing?"));
  CPPUNIT_ASSERT_EQUAL(
      "VX1MHG-Wf9ThuBnVxOxhovgPDoATE5b8DYseY8Tfg28"s,
      base::base64url(base::hmac_sha256("unsub-test-key-0001", "unsub|v1|42|marketing")));
}

CPPUNIT_TEST_FIXTURE(t::Plain, base64_matches_rfc_4648) {
  CPPUNIT_ASSERT_EQUAL(""s, base::base64(""));
  CPPUNIT_ASSERT_EQUAL("Zg=="s, base::base64("f"));
  CPPUNIT_ASSERT_EQUAL("Zm8="s, base::base64("fo"));
  CPPUNIT_ASSERT_EQUAL("Zm9vYmFy"s, base::base64("foobar"));
  CPPUNIT_ASSERT_EQUAL("_-8"s, base::base64url("\xff\xef"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, base64url_reads_back_its_canonical_form_only) {
  CPPUNIT_ASSERT_EQUAL("\xff\xef"s, base::from_base64url("_-8").value());
  CPPUNIT_ASSERT_EQUAL(""s, base::from_base64url("").value());
  for (const auto* bad : {"_-9", "_", "_-8=", "a+b/", "ab cd", "aaaaa"}) {
    CPPUNIT_ASSERT_MESSAGE(bad, !base::from_base64url(bad));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, tokens_and_uuids_have_their_shape_and_do_not_repeat) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const auto uuid = base::random_uuid();
    CPPUNIT_ASSERT_EQUAL(std::size_t{36}, uuid.size());
    CPPUNIT_ASSERT_EQUAL('4', uuid[14]);
    CPPUNIT_ASSERT("89ab"s.find(uuid[19]) != std::string::npos);
    CPPUNIT_ASSERT_EQUAL('-', uuid[8]);
    CPPUNIT_ASSERT_EQUAL(std::size_t{43}, base::random_token().size());
    seen.insert(uuid);
    seen.insert(base::random_token());
  }
  CPPUNIT_ASSERT_EQUAL(std::size_t{200}, seen.size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, equality_in_constant_time_is_equality) {
  CPPUNIT_ASSERT(base::equal_in_constant_time("abc", "abc"));
  CPPUNIT_ASSERT(!base::equal_in_constant_time("abc", "abd"));
  CPPUNIT_ASSERT(!base::equal_in_constant_time("abc", "ab"));
  CPPUNIT_ASSERT(base::equal_in_constant_time("", ""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, only_well_formed_utf8_without_nul_is_clean) {
  for (const auto& good : {""s, "abc"s, "é€😀"s, "\xED\x9F\xBF"s, "\xF4\x8F\xBF\xBF"s}) {
    CPPUNIT_ASSERT_MESSAGE(good, base::is_clean_utf8(good));
  }
  for (const auto& bad : {"a\0b"s, "\x80"s, "\xC0\x80"s, "\xC3"s, "\xE0\x80\x80"s, "\xED\xA0\x80"s,
                          "\xF4\x90\x80\x80"s, "\xF5\x80\x80\x80"s, "\xE2\x82"s}) {
    CPPUNIT_ASSERT_MESSAGE(bad, !base::is_clean_utf8(bad));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_text_is_cut_between_characters) {
  CPPUNIT_ASSERT_EQUAL("a€"s, std::string{base::cut_utf8("a€b", 4)});
  CPPUNIT_ASSERT_EQUAL("a"s, std::string{base::cut_utf8("a€b", 3)});
  CPPUNIT_ASSERT_EQUAL("a€b"s, std::string{base::cut_utf8("a€b", 5)});
  CPPUNIT_ASSERT_EQUAL(""s, std::string{base::cut_utf8("€", 2)});
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_breaker_opens_after_failures_in_a_row_and_tries_again_later) {
  using std::chrono::milliseconds;
  using std::chrono::seconds;
  const base::Breaker::Time start{};
  base::Breaker breaker{3, milliseconds{2000}};

  breaker.failed(start);
  breaker.failed(start);
  breaker.succeeded();
  breaker.failed(start);
  breaker.failed(start);
  CPPUNIT_ASSERT(!breaker.is_open(start));
  breaker.failed(start);
  CPPUNIT_ASSERT(breaker.is_open(start));
  CPPUNIT_ASSERT(breaker.is_open(start + milliseconds{1999}));
  CPPUNIT_ASSERT(!breaker.is_open(start + seconds{2}));
  breaker.failed(start + seconds{2});
  CPPUNIT_ASSERT(breaker.is_open(start + seconds{3}));
  breaker.succeeded();
  CPPUNIT_ASSERT(!breaker.is_open(start + seconds{3}));
}

}  // namespace
