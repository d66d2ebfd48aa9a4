#include "identity/password.h"

#include "t/test.h"

namespace {

using identity::PasswordRefusal;

const identity::HashSlots kSlots;

auto parsed(std::string_view typed) {
  return identity::parse_password({typed, "kim.lab@example.com", "GigDataServ"});
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_contracts_argon2id_vector_fits_its_password) {
  const std::string hash =
      "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$"
      "xoLkEOZEeHi6xucI8GKKsxXCXLvelUQXBhcgntxuipM";

  CPPUNIT_ASSERT(identity::fits(base::Secret{"Tr0ub4dor&3 – ünï"}, hash, kSlots));
  CPPUNIT_ASSERT(!identity::fits(base::Secret{"Tr0ub4dor&3 - ünï"}, hash, kSlots));
  CPPUNIT_ASSERT(!identity::is_outdated(hash));
  CPPUNIT_ASSERT(identity::is_outdated("$argon2id$v=19$m=9216,t=4,p=1$MDEyMzQ1Njc4OWFiY2RlZg$x"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, nobodys_password_fits_nothing) {
  for (const auto* typed : {"", "anything at all", "password"})
    CPPUNIT_ASSERT(!identity::fits(base::Secret{typed}, "", kSlots));
}

CPPUNIT_TEST_FIXTURE(t::Plain, two_hashes_of_one_password_differ_and_both_fit) {
  const base::Secret password{"five words in a row"};
  const auto one = identity::hash_password(password, kSlots);
  const auto two = identity::hash_password(password, kSlots);

  CPPUNIT_ASSERT(one != two);
  CPPUNIT_ASSERT(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  CPPUNIT_ASSERT(identity::fits(password, one, kSlots));
  CPPUNIT_ASSERT(identity::fits(password, two, kSlots));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_password_is_counted_in_characters_and_never_cut) {
  CPPUNIT_ASSERT(parsed("ünïcödé räck"));
  for (const auto* short_one : {"ünïcödé rck", "one   two   3", "racks      !"})
    CPPUNIT_ASSERT_MESSAGE(short_one, parsed(short_one).why() == PasswordRefusal::TooShort);
  std::string longest;
  for (std::size_t i = 0; i < identity::kMostPassword; ++i) longest += i % 3 == 0 ? "ä" : "xy";
  CPPUNIT_ASSERT(parsed(longest).why() == PasswordRefusal::TooLong);
  const std::string spaced = "  two blanks before and after  ";
  CPPUNIT_ASSERT_EQUAL(spaced, parsed(spaced)->reveal());
  CPPUNIT_ASSERT(parsed(std::string{"with a \0 nul", 12}).why() == PasswordRefusal::Unreadable);
  CPPUNIT_ASSERT(parsed("bad \xff utf8 here").why() == PasswordRefusal::Unreadable);
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_accent_typed_in_two_ways_is_one_password) {
  const std::string composed = "caf\xc3\xa9 au lait";
  const std::string apart = "cafe\xcc\x81 au lait";

  CPPUNIT_ASSERT_EQUAL(composed, parsed(apart)->reveal());
  CPPUNIT_ASSERT_EQUAL(composed, identity::typed_password(apart).reveal());
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_tried_first_is_refused) {
  for (const auto* common : {"Password2026!", "P@ssw0rd!!!!", "123456789012", "1982-04-17-1982",
                             "qwertyuiop12", "letmein12345", "aaaaaaaaaaaa", "abcabcabcabc",
                             "abcdefghijkl", "Summer2026!!", "iloveyou!!!!", "PasswordQwerty",
                             "adminadmin2026", "1qaz2wsx3edc", "JustinBieber", "q1w2e3r4t5y6"})
    CPPUNIT_ASSERT_MESSAGE(common, parsed(common).why() == PasswordRefusal::Common);
  for (const auto* like : {"kim.lab@example.com", "KIM.LAB@example.com", "GigDataServ12"})
    CPPUNIT_ASSERT_MESSAGE(like, parsed(like).why() == PasswordRefusal::LikeYou);
  for (const auto* fine :
       {"seven shelves of switches", "xK9#mQ2$vL7!", "gigdataserv sells me racks"})
    CPPUNIT_ASSERT_MESSAGE(fine, parsed(fine));
}

}  // namespace
