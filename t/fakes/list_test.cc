#include "stripe_error.h"
#include "stripe_expand.h"
#include "t/test.h"

namespace fakes {
namespace {

// Ids of a page over five objects made in the order a to e, and "+" when there are more.
std::string page(const std::string& query) {
  StripeWorld world;
  for (const char* id : {"a", "b", "c", "d", "e"}) {
    world.events.put(Json::object({{"id", id}, {"object", "event"}}));
  }
  Call call;
  call.params = parse_form(query);
  try {
    const auto list =
        page_of(world, world.events, call, "/v1/events", [](const Json&) { return true; });
    std::string out;
    for (const auto& item : list["data"].items()) out += item["id"].text();
    return list["has_more"].boolean() ? out + "+" : out;
  } catch (const StripeError& error) {
    return error.param();
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, list_pages_run_newest_first) {
  CPPUNIT_ASSERT_EQUAL(std::string{"edcba"}, page(""));
  CPPUNIT_ASSERT_EQUAL(std::string{"ed+"}, page("limit=2"));
  CPPUNIT_ASSERT_EQUAL(std::string{"cb+"}, page("limit=2&starting_after=d"));
  CPPUNIT_ASSERT_EQUAL(std::string{"a"}, page("limit=2&starting_after=b"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, list_page_before_a_cursor_is_the_one_next_to_it) {
  CPPUNIT_ASSERT_EQUAL(std::string{"cb+"}, page("limit=2&ending_before=a"));
  CPPUNIT_ASSERT_EQUAL(std::string{"ed"}, page("limit=2&ending_before=c"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, page("limit=2&ending_before=e"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, list_cursors_that_cannot_be_meant_are_refused) {
  CPPUNIT_ASSERT_EQUAL(std::string{"starting_after"}, page("starting_after=x"));
  CPPUNIT_ASSERT_EQUAL(std::string{"ending_before"}, page("starting_after=a&ending_before=b"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, list_expansions_are_checked_by_path) {
  const auto refused = [](const std::string& path, const std::string& type) {
    try {
      check_expand(parse_form("expand[]=" + path)["expand"], type);
    } catch (const StripeError& error) {
      return error.param();
    }
    return std::string{"taken"};
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"taken"},
                       refused("payment_intent.latest_charge", "checkout.session"));
  CPPUNIT_ASSERT_EQUAL(std::string{"taken"},
                       refused("data.payment_intent", "list checkout.session"));
  CPPUNIT_ASSERT_EQUAL(std::string{"expand[0]"},
                       refused("payment_intent", "list checkout.session"));
  CPPUNIT_ASSERT_EQUAL(std::string{"expand[0]"}, refused("line_item", "checkout.session"));
  CPPUNIT_ASSERT_EQUAL(std::string{"expand[0]"}, refused("id", "event"));
}

}  // namespace
}  // namespace fakes
