#include "base/json.h"

#include <string>

#include "base/json_writer.h"
#include "t/test.h"

namespace {

using base::Json;
using base::JsonError;

std::string message_of(const auto& work) {
  try {
    work();
  } catch (const JsonError& e) {
    return e.what();
  }
  return "nothing was thrown";
}

CPPUNIT_TEST_FIXTURE(t::Plain, json_gives_each_kind_as_it_was_written) {
  const auto json = Json::parse(
      R"({"n":9007199254740993,"s":"é\n\"","b":true,"z":null,"f":1.5,"a":[1,[2]],"o":{"k":"v"}})");

  CPPUNIT_ASSERT_EQUAL(std::int64_t{9007199254740993}, json.at("n").integer());
  CPPUNIT_ASSERT_EQUAL(std::string{"é\n\""}, json.at("s").text());
  CPPUNIT_ASSERT(json.at("b").boolean());
  CPPUNIT_ASSERT(!json.has("z"));
  CPPUNIT_ASSERT(json.find("z").is_null());
  CPPUNIT_ASSERT(json.find("absent").is_null());
  CPPUNIT_ASSERT_EQUAL(1.5, json.at("f").fraction());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, json.at("a").items().at(1).items().at(0).integer());
  CPPUNIT_ASSERT_EQUAL(std::string{"v"}, json.at("o").text_or("k", ""));
  CPPUNIT_ASSERT_EQUAL(std::string{"d"}, json.at("o").text_or("absent", "d"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{7}, json.members().size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, json_of_another_kind_is_named_by_its_path_and_not_quoted) {
  const auto json = Json::parse(R"({"a":{"b":["secret",1.5]}})");

  CPPUNIT_ASSERT_EQUAL(std::string{"a.b[0]: not a whole number"},
                       message_of([&] { json.at("a").at("b").items().at(0).integer(); }));
  CPPUNIT_ASSERT_EQUAL(std::string{"a.b[1]: not a whole number"},
                       message_of([&] { json.at("a").at("b").items().at(1).integer(); }));
  CPPUNIT_ASSERT_EQUAL(std::string{"a.c: missing"},
                       message_of([&] { static_cast<void>(json.at("a").at("c")); }));
  CPPUNIT_ASSERT_EQUAL(std::string{"the document: not an array"},
                       message_of([&] { static_cast<void>(json.items()); }));
}

CPPUNIT_TEST_FIXTURE(t::Plain, json_outlives_the_document_it_was_read_from) {
  const auto inner = [] { return Json::parse(R"({"a":[{"k":"still here"}]})").at("a"); }();
  CPPUNIT_ASSERT_EQUAL(std::string{"still here"}, inner.items().at(0).at("k").text());
}

CPPUNIT_TEST_FIXTURE(t::Plain, json_refuses_what_is_malformed) {
  for (const std::string text :
       {R"()", R"(1)", R"("text")", R"({"a":1)", R"({"a":1}x)", R"({"a":1,})", R"({"a":01})",
        R"({"a":"\u0000"})", "{\"a\":\"\xff\"}", R"({"a":"\ud800"})", R"({"a":1,"a":2})",
        R"({"a":99999999999999999999})", R"({"a":9223372036854775808})", R"(<html>)"}) {
    CPPUNIT_ASSERT_THROW_MESSAGE(text, Json::parse(text), JsonError);
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, json_refuses_to_nest_deeper_than_asked) {
  CPPUNIT_ASSERT(!Json::parse("[[[1]]]", 3).is_null());
  CPPUNIT_ASSERT_THROW(Json::parse("[[[[1]]]]", 3), JsonError);
  CPPUNIT_ASSERT_THROW(Json::parse(std::string(100000, '[')), JsonError);
}

CPPUNIT_TEST_FIXTURE(t::Plain, written_json_is_compact_and_escaped) {
  base::JsonWriter out;
  out.begin_object().field("name", "a \"b\" \\ \n\x01 é");
  out.key("list").begin_array().value(1).value(std::int64_t{-2}).null().value(true).end_array();
  out.key("empty").begin_object().end_object().field("last", std::string{"x"}).end_object();

  CPPUNIT_ASSERT_EQUAL(
      std::string{R"({"name":"a \"b\" \\ \n\u0001 é","list":[1,-2,null,true],"empty":{},)"
                  R"("last":"x"})"},
      out.take());
  CPPUNIT_ASSERT_EQUAL(std::string{}, out.take());
}

CPPUNIT_TEST_FIXTURE(t::Plain, written_json_always_parses) {
  const std::string nasty{"\0a\xff\xc3(\xe2\x82z\xf0\x9f\x98\x80\x7f", 13};
  const auto json = Json::parse("[" + base::json_quoted(nasty.substr(1)) + "]");
  CPPUNIT_ASSERT_EQUAL(
      std::string{"a\xEF\xBF\xBD\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBDz\xf0\x9f\x98\x80\x7f"},
      json.items().at(0).text());
  CPPUNIT_ASSERT_EQUAL(std::string{R"("\u0000a)"}, base::json_quoted(nasty).substr(0, 8));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_json_writer_left_open_is_a_bug) {
  base::JsonWriter out;
  out.begin_object();
  CPPUNIT_ASSERT_THROW(out.take(), base::BugError);
}

}  // namespace
