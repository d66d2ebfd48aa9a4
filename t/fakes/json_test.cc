#include "json.h"

#include <limits>

#include "t/test.h"

namespace fakes {
namespace {

CPPUNIT_TEST_FIXTURE(t::Plain, fake_json_keeps_the_order_of_members) {
  const Json value = Json::object({{"b", 1}, {"a", Json{Json::Array{"x", Json{}, true}}}});

  CPPUNIT_ASSERT_EQUAL(std::string{R"({"b":1,"a":["x",null,true]})"}, value.compact());
  CPPUNIT_ASSERT_EQUAL(std::string{"{\n  \"b\": 1,\n  \"a\": [\n    \"x\",\n    null,\n    true\n"
                                   "  ]\n}"},
                       value.pretty());
}

CPPUNIT_TEST_FIXTURE(t::Plain, fake_json_reads_what_it_wrote) {
  const Json value = Json::object({{"text", "\"\\\n\t\x01 é 😀"},
                                   {"least", std::numeric_limits<std::int64_t>::min()},
                                   {"none", Json::object()},
                                   {"empty", Json::array()}});

  const auto again = Json::parse(value.pretty());

  CPPUNIT_ASSERT(again.has_value());
  CPPUNIT_ASSERT_EQUAL(value.compact(), again->compact());
  CPPUNIT_ASSERT_EQUAL(std::string{"é 😀"}, Json::parse(R"("\u00e9 \ud83d\ude00")")->text());
}

CPPUNIT_TEST_FIXTURE(t::Plain, fake_json_refuses_broken_text) {
  for (const char* broken : {"", "{", "[1,]", "{\"a\":1,}", "{a:1}", "1.5", "1e3", "\"\\ud800\"",
                             "\"\xff\"", "nul", "[1] 2", "\"\n\"", "-", "01x"}) {
    CPPUNIT_ASSERT_MESSAGE(broken, !Json::parse(broken).has_value());
  }
  CPPUNIT_ASSERT(!Json::parse(std::string(100, '[') + std::string(100, ']')).has_value());
}

}  // namespace
}  // namespace fakes
