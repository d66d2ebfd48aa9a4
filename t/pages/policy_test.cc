#include "pages/policy.h"

#include "t/test.h"

namespace {

CPPUNIT_TEST_FIXTURE(t::Plain, a_policy_takes_one_more_source_and_nothing_else) {
  const std::string policy = "default-src 'none'; script-src 'self'; form-action 'self'";

  CPPUNIT_ASSERT_EQUAL(
      std::string{"default-src 'none'; script-src 'self' https://a.example; form-action 'self'"},
      pages::policy_with(policy, "script-src", "https://a.example"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"default-src 'none'; script-src 'self'; form-action 'self' https://a.example"},
      pages::policy_with(policy, "form-action", "https://a.example"));
  CPPUNIT_ASSERT_EQUAL(policy + "; frame-src https://a.example",
                       pages::policy_with(policy, "frame-src", "https://a.example"));
}

}  // namespace
