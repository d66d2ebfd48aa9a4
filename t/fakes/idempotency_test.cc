#include "idempotency.h"

#include "t/test.h"

namespace fakes {
namespace {

using Claim = IdempotencyKeys::Claim;
constexpr std::int64_t kNoon = 1700000000;

CPPUNIT_TEST_FIXTURE(t::Plain, idempotency_the_first_answer_is_replayed_even_a_500) {
  IdempotencyKeys keys;
  CPPUNIT_ASSERT(keys.claim("k", "print", kNoon) == Claim::Fresh);
  keys.keep("k", {500, "broken"});

  CPPUNIT_ASSERT(keys.claim("k", "print", kNoon + 1) == Claim::Replay);
  CPPUNIT_ASSERT_EQUAL(500, keys.answer("k").status);
  CPPUNIT_ASSERT_EQUAL(std::string{"broken"}, keys.answer("k").body);
}

CPPUNIT_TEST_FIXTURE(t::Plain, idempotency_other_parameters_under_a_key_are_a_mismatch) {
  IdempotencyKeys keys;
  keys.claim("k", "print", kNoon);
  CPPUNIT_ASSERT(keys.claim("k", "other", kNoon) == Claim::Mismatch);
  keys.keep("k", {200, "{}"});

  CPPUNIT_ASSERT(keys.claim("k", "other", kNoon) == Claim::Mismatch);
}

CPPUNIT_TEST_FIXTURE(t::Plain, idempotency_a_key_in_use_says_so_until_its_call_ends) {
  IdempotencyKeys keys;
  keys.claim("k", "print", kNoon);

  CPPUNIT_ASSERT(keys.claim("k", "print", kNoon) == Claim::Running);
}

CPPUNIT_TEST_FIXTURE(t::Plain, idempotency_a_released_key_is_free_for_anything) {
  IdempotencyKeys keys;
  keys.claim("k", "print", kNoon);
  keys.release("k");

  CPPUNIT_ASSERT(keys.claim("k", "other", kNoon) == Claim::Fresh);
}

CPPUNIT_TEST_FIXTURE(t::Plain, idempotency_answers_are_forgotten_after_a_day) {
  IdempotencyKeys keys;
  keys.claim("k", "print", kNoon);
  keys.keep("k", {200, "{}"});

  CPPUNIT_ASSERT(keys.claim("k", "print", kNoon + 86399) == Claim::Replay);
  CPPUNIT_ASSERT(keys.claim("k", "print", kNoon + 86400) == Claim::Fresh);
}

}  // namespace
}  // namespace fakes
