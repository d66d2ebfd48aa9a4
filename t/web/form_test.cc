#include "web/form.h"

#include "base/ids.h"
#include "t/test.h"

namespace {

enum class Speed { Ground, Express };

void check(std::string_view wanted, std::string_view got) {
  CPPUNIT_ASSERT_EQUAL(std::string{wanted}, std::string{got});
}

web::Request post(const base::Fields& fields) {
  return {"POST", "/x", fields};
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_quantity_is_a_plain_whole_number_in_its_range) {
  for (const auto* wrong : {"", "0", "-1", "100", "1000000000", "99999999999999999999", "two",
                            "1.5", "1e1", "0x1", "1 2", "\xd9\xa1"}) {
    const auto req = post({{"units", wrong}});
    web::Form form{req};
    CPPUNIT_ASSERT_EQUAL_MESSAGE(wrong, 0, form.integer("units", 1, 99));
    check("A whole number from 1 to 99, please.", form.errors().value("units"));
    check(wrong, form.kept().value("units"));
  }
  const auto req = post({{"units", " 99 "}});
  web::Form form{req};
  CPPUNIT_ASSERT_EQUAL(99, form.integer("units", 1, 99));
  CPPUNIT_ASSERT(form.ok());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_number_that_may_be_missing_is_held_to_its_range_when_it_is_there) {
  const auto req = post({{"empty", "  "}, {"units", "7"}, {"much", "100"}});
  web::Form form{req};
  CPPUNIT_ASSERT(!form.optional_integer("absent", 1, 99));
  CPPUNIT_ASSERT(!form.optional_integer("empty", 1, 99));
  CPPUNIT_ASSERT_EQUAL(7, *form.optional_integer("units", 1, 99));
  CPPUNIT_ASSERT(form.ok());
  CPPUNIT_ASSERT_EQUAL(0, *form.optional_integer("much", 1, 99));
  check("A whole number from 1 to 99, please.", form.errors().value("much"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, text_is_trimmed_and_counted_in_characters) {
  const auto req = post({{"name", "  J\xc3\xbcrgen "}, {"long", "\xe2\x82\xac\xe2\x82\xac"}});
  web::Form form{req};

  check("J\xc3\xbcrgen", form.text("name", {1, 6}));
  check("\xe2\x82\xac\xe2\x82\xac", form.text("long", {1, 2}));
  check("", form.text("absent", {0, 10}));
  CPPUNIT_ASSERT(form.ok());
  check("", form.text("long", {1, 1}));
  check("At most 1 characters, please.", form.errors().value("long"));
  check("", form.text("absent"));
  check("Please fill this in.", form.errors().value("absent"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_cannot_be_text_never_passes_and_is_not_shown_again) {
  const base::Fields bad{{"nul", std::string{"a\0b", 3}},
                         {"utf8", "\xff\xfe"},
                         {"bidi",
                          "a\xe2\x80\xae"
                          "b"},
                         {"line", "a\nb"},
                         {"fine", "x"}};
  const auto req = post(bad);
  web::Form form{req};

  for (const auto* name : {"nul", "utf8", "bidi", "line"}) {
    check("", form.text(name));
    CPPUNIT_ASSERT_MESSAGE(name, form.errors().find(name) != nullptr);
  }
  check("", form.email("nul"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{4}, form.errors().size());
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, form.kept().size());  // "line" may stand in a text area
}

CPPUNIT_TEST_FIXTURE(t::Plain, keys_are_positive_and_of_their_own_table) {
  const auto req = post({{"variant", "7"}, {"zero", "0"}, {"minus", "-7"}, {"none", ""}});
  web::Form form{req};

  CPPUNIT_ASSERT(base::VariantId{7} == form.id<base::VariantId>("variant"));
  CPPUNIT_ASSERT(!form.optional_id<base::VariantId>("none"));
  CPPUNIT_ASSERT(!form.optional_id<base::VariantId>("absent"));
  CPPUNIT_ASSERT(form.ok());
  form.id<base::VariantId>("zero");
  form.id<base::VariantId>("minus");
  form.id<base::VariantId>("none");
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, form.errors().size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_choice_is_one_of_the_words_offered) {
  const auto req = post({{"speed", "express"}, {"odd", "Express"}});
  web::Form form{req};
  const auto choose = [&](const char* name) {
    return form.choice<Speed>(name, {{"ground", Speed::Ground}, {"express", Speed::Express}});
  };

  CPPUNIT_ASSERT(choose("speed") == Speed::Express);
  CPPUNIT_ASSERT(form.ok());
  choose("odd");
  check("Choose one of the options.", form.errors().value("odd"));
  check("express", form.choice("speed", {"ground", "express"}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, money_is_read_without_a_double) {
  const auto cents = [](const char* typed) {
    const auto req = post({{"amount", typed}});
    web::Form form{req};
    const auto amount = form.cents("amount", 1, 100000000);
    return form.ok() ? amount : -1;
  };
  CPPUNIT_ASSERT_EQUAL(std::int64_t{123450}, cents("$1,234.50"));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1200}, cents("12"));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1250}, cents(" 12.5 "));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1999}, cents("19.99"));
  for (const auto* wrong :
       {"", "$", ".", "1.", "1.999", "-1", "1e3", "0", "12.5.1", "x", "1000000.01"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(wrong, std::int64_t{-1}, cents(wrong));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_form_that_cannot_be_decoded_is_refused_as_a_whole) {
  web::Request req{"POST", "/x", {{"a", "1"}}};
  req.body = "a=1&b=%zz";
  const web::Form form{req};
  CPPUNIT_ASSERT(!form.ok());
  CPPUNIT_ASSERT(form.errors().find("") != nullptr);
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_first_error_of_a_field_stays) {
  const auto req = post({});
  web::Form form{req};
  form.refuse("a", "first");
  form.refuse("a", "second");
  check("first", form.errors().value("a"));
}

}  // namespace
