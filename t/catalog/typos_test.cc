#include "catalog/typos.h"

#include <algorithm>

#include "t/test.h"

namespace {

using catalog::edits;
using catalog::typo_keys;

bool share_a_key(std::string_view a, std::string_view b) {
  const auto keys = typo_keys(a);
  const auto others = typo_keys(b);
  return std::any_of(keys.begin(), keys.end(), [&](auto key) {
    return std::find(others.begin(), others.end(), key) != others.end();
  });
}

CPPUNIT_TEST_FIXTURE(t::Plain, words_with_one_slip_share_a_key_and_are_one_edit_apart) {
  for (const auto* slip :
       {"C93048P", "C930048P", "C93O048P", "C93004P8", "9300048P", "C9300048PX"}) {
    CPPUNIT_ASSERT_MESSAGE(slip, share_a_key("C9300048P", slip) || edits("C9300048P", slip) > 1);
  }
  CPPUNIT_ASSERT_EQUAL(0, edits("C9300", "C9300"));
  CPPUNIT_ASSERT_EQUAL(1, edits("C9300", "C930"));
  CPPUNIT_ASSERT_EQUAL(1, edits("C9300", "C93000"));
  CPPUNIT_ASSERT_EQUAL(1, edits("C9300", "C9400"));
  CPPUNIT_ASSERT_EQUAL(1, edits("C9310", "C9301"));
  CPPUNIT_ASSERT_EQUAL(2, edits("C9300", "C3900X"));
  CPPUNIT_ASSERT_EQUAL(2, edits("C9300", "X9300X"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, every_single_slip_of_a_word_is_found_by_its_keys) {
  const std::string word = "ws3850";
  for (std::size_t i = 0; i < word.size(); ++i) {
    auto less = word;
    less.erase(i, 1);
    auto more = word;
    more.insert(i, 1, 'q');
    auto other = word;
    other[i] = 'q';
    auto swapped = word;
    if (i + 1 < word.size()) std::swap(swapped[i], swapped[i + 1]);
    for (const auto& slip : {less, more, other, swapped}) {
      CPPUNIT_ASSERT_MESSAGE(slip, share_a_key(word, slip));
      CPPUNIT_ASSERT_MESSAGE(slip, edits(word, slip) <= 1);
    }
  }
}

}  // namespace
