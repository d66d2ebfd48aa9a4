#include "base/json_text.h"

#include "t/test.h"

namespace {

CPPUNIT_TEST_FIXTURE(t::Plain, json_read_and_written_is_the_same) {
  const std::string text = R"({"z":[1,-2,true,null,"a\"b"],"a":{"x":0.5},"e":[],"o":{}})";
  CPPUNIT_ASSERT_EQUAL(text, base::to_json_text(base::Json::parse(text)));
}

}  // namespace
