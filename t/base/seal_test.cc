#include "base/seal.h"

#include "base/error.h"
#include "t/test.h"

namespace {

const base::Secret kOld{std::string(64, 'a')};
const base::Secret kNew{std::string(64, '7')};

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_sealed_opens_under_its_key_for_its_row_alone) {
  const base::SealKeys keys{{kOld}};
  const auto sealed = keys.seal("a seed", "totp 7");

  CPPUNIT_ASSERT(sealed.bytes.find("a seed") == std::string::npos);
  CPPUNIT_ASSERT_EQUAL(std::string{"a seed"}, keys.open(sealed, "totp 7")->reveal());
  CPPUNIT_ASSERT(!keys.open(sealed, "totp 8"));
  CPPUNIT_ASSERT(!base::SealKeys{{kNew}}.open(sealed, "totp 7"));
  for (std::size_t i = 0; i < sealed.bytes.size(); ++i) {
    auto bent = sealed;
    bent.bytes[i] = static_cast<char>(bent.bytes[i] ^ 1);
    CPPUNIT_ASSERT(!keys.open(bent, "totp 7"));
  }
  CPPUNIT_ASSERT(!keys.open({"short", sealed.key_id}, "totp 7"));
  CPPUNIT_ASSERT(keys.seal("a seed", "totp 7").bytes != sealed.bytes);
}

CPPUNIT_TEST_FIXTURE(t::Plain, with_a_new_key_in_front_the_old_one_still_opens) {
  const auto sealed = base::SealKeys{{kOld}}.seal("a seed", "totp 7");
  const base::SealKeys both{{kNew, kOld}};

  CPPUNIT_ASSERT_EQUAL(std::string{"a seed"}, both.open(sealed, "totp 7")->reveal());
  CPPUNIT_ASSERT(both.seal("x", "y").key_id == both.newest_id());
  CPPUNIT_ASSERT(sealed.key_id != both.newest_id());
  CPPUNIT_ASSERT(both.has(sealed.key_id));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_key_is_sixty_four_hex_digits) {
  for (const auto* wrong : {"", "abc", "zz"})
    CPPUNIT_ASSERT_THROW(base::SealKeys{{base::Secret{wrong}}}, base::Error);
  CPPUNIT_ASSERT(base::SealKeys{}.empty());
}

}  // namespace
