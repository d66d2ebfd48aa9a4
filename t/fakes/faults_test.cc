#include "faults.h"

#include "t/test.h"

namespace fakes {
namespace {

std::optional<Fault> read(const std::string& json) {
  return fault_of(*Json::parse(json));
}

CPPUNIT_TEST_FIXTURE(t::Plain, fault_words_say_whether_the_call_takes_effect) {
  CPPUNIT_ASSERT(read(R"({"fault":"hang"})")->executes == Fault::Executes::Yes);
  CPPUNIT_ASSERT(read(R"({"fault":"cut"})")->executes == Fault::Executes::Yes);
  CPPUNIT_ASSERT(read(R"({"fault":"drop"})")->executes == Fault::Executes::No);
  CPPUNIT_ASSERT(read(R"({"fault":"status"})")->executes == Fault::Executes::No);
  CPPUNIT_ASSERT(read(R"({"fault":"drop","execute":true})")->executes == Fault::Executes::Yes);
  CPPUNIT_ASSERT_EQUAL(500, read(R"({"fault":"status"})")->status);
  CPPUNIT_ASSERT_EQUAL(502, read(R"({"fault":"html"})")->status);
}

CPPUNIT_TEST_FIXTURE(t::Plain, fault_that_cannot_be_meant_is_refused) {
  CPPUNIT_ASSERT(!read(R"({"fault":"fire"})"));
  CPPUNIT_ASSERT(!read(R"({"path":"/coupons"})"));
  CPPUNIT_ASSERT(!read(R"({"fault":"hang","tiems":2})"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, fault_strikes_matching_calls_after_its_skips_until_used_up) {
  FaultPlan plan;
  plan.add(*read(
      R"({"fault":"status","status":429,"method":"POST","path":"/coupons","skip":1,"times":2})"));

  CPPUNIT_ASSERT(!plan.take("GET", "/coupons"));
  CPPUNIT_ASSERT(!plan.take("POST", "/refunds"));
  CPPUNIT_ASSERT(!plan.take("POST", "/coupons"));
  CPPUNIT_ASSERT_EQUAL(429, plan.take("POST", "/coupons")->status);
  CPPUNIT_ASSERT_EQUAL(1, plan.left());
  CPPUNIT_ASSERT(plan.take("POST", "/coupons/x").has_value());
  CPPUNIT_ASSERT(!plan.take("POST", "/coupons"));
  CPPUNIT_ASSERT_EQUAL(0, plan.left());
}

}  // namespace
}  // namespace fakes
