#include "base/text.h"

#include "base/email.h"
#include "t/test.h"

using base::Lines;
using base::TextFlaw;

namespace {

CPPUNIT_TEST_FIXTURE(t::Plain, text_with_bad_utf8_controls_or_turned_direction_is_flawed) {
  const auto flaw = [](std::string_view text) { return base::text_flaw(text, Lines::One); };
  CPPUNIT_ASSERT(flaw("plain \xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\tx") == TextFlaw::None);
  CPPUNIT_ASSERT(flaw("\xc3") == TextFlaw::BadUtf8);
  CPPUNIT_ASSERT(flaw("\xc0\xaf") == TextFlaw::BadUtf8);          // overlong
  CPPUNIT_ASSERT(flaw("\xe0\x80\xaf") == TextFlaw::BadUtf8);      // overlong
  CPPUNIT_ASSERT(flaw("\xed\xa0\x80") == TextFlaw::BadUtf8);      // surrogate
  CPPUNIT_ASSERT(flaw("\xf4\x90\x80\x80") == TextFlaw::BadUtf8);  // beyond Unicode
  CPPUNIT_ASSERT(flaw("\x80") == TextFlaw::BadUtf8);
  CPPUNIT_ASSERT(flaw(std::string_view{"a\0b", 3}) == TextFlaw::Control);
  CPPUNIT_ASSERT(flaw("a\x7f") == TextFlaw::Control);
  CPPUNIT_ASSERT(flaw("a\xc2\x85") == TextFlaw::Control);      // C1
  CPPUNIT_ASSERT(flaw("a\xe2\x80\xa8") == TextFlaw::Control);  // line separator
  CPPUNIT_ASSERT(flaw("a\xe2\x80\xae"
                      "b") == TextFlaw::Bidi);
  CPPUNIT_ASSERT(flaw("a\nb") == TextFlaw::Control);
  CPPUNIT_ASSERT(base::text_flaw("a\r\nb", Lines::Many) == TextFlaw::None);
}

CPPUNIT_TEST_FIXTURE(t::Plain, percent_signs_decode_exactly_or_not_at_all) {
  CPPUNIT_ASSERT_EQUAL(std::string{"a b+c"}, *base::percent_decoded("a+b%2Bc", base::Plus::Blank));
  CPPUNIT_ASSERT_EQUAL(std::string{"a+b"}, *base::percent_decoded("a+b", base::Plus::Kept));
  for (const auto* broken : {"%", "%1", "a%", "%zz", "%2", "%-1", "%0x"})
    CPPUNIT_ASSERT_MESSAGE(broken, !base::percent_decoded(broken, base::Plus::Kept));
  const std::string all = std::string{"\0\x01/?&=%+\xff", 9};
  CPPUNIT_ASSERT_EQUAL(std::string{"%00%01%2F%3F%26%3D%25%2B%FF"}, base::percent_encoded(all));
  CPPUNIT_ASSERT_EQUAL(all, *base::percent_decoded(base::percent_encoded(all), base::Plus::Blank));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_whole_number_is_nothing_but_its_digits) {
  CPPUNIT_ASSERT_EQUAL(-7, *base::parse_integer<int>("-7"));
  for (const auto* wrong : {"", " 1", "1 ", "+1", "1.0", "0x1", "1e3", "2147483648", "one", "--1"})
    CPPUNIT_ASSERT_MESSAGE(wrong, !base::parse_integer<int>(wrong));
}

CPPUNIT_TEST_FIXTURE(t::Plain, mail_addresses_are_the_plain_ones_only) {
  CPPUNIT_ASSERT_EQUAL(std::string{"Kim.Lee+x@example.co.uk"},
                       *base::parse_email(" Kim.Lee+x@Example.CO.uk "));
  for (const auto* wrong : {"",
                            "kim",
                            "@example.com",
                            "kim@",
                            "kim@example",
                            "kim@@example.com",
                            "a b@example.com",
                            "kim@exa mple.com",
                            "kim@-a.com",
                            "kim@a-.com",
                            "kim@a..com",
                            ".kim@a.com",
                            "kim.@a.com",
                            "k..m@a.com",
                            "kim@127.0.0.1",
                            "\"kim\"@a.com",
                            "kim@[1.2.3.4]",
                            "kim\r\n@a.com",
                            "kim@a.com\nBcc: x@a.com",
                            "kim@a.com,lee@a.com",
                            "k\xc3\xa9@a.com",
                            "kim@a.c"})
    CPPUNIT_ASSERT_MESSAGE(wrong, !base::parse_email(wrong));
  CPPUNIT_ASSERT(!base::parse_email(std::string(65, 'a') + "@a.com"));
}

}  // namespace
