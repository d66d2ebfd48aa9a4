#include "t/histories/history.h"

#include "t/test.h"

namespace {

using t::histories::draw;
using t::histories::History;
using t::histories::shrink;

CPPUNIT_TEST_FIXTURE(t::Plain, a_seed_is_one_history) {
  CPPUNIT_ASSERT(draw(7, {1, 2, 3}, 20) == draw(7, {1, 2, 3}, 20));
  CPPUNIT_ASSERT(draw(7, {1, 2, 3}, 20) != draw(8, {1, 2, 3}, 20));
  for (const auto& step : draw(7, {0, 5, 0}, 50)) CPPUNIT_ASSERT_EQUAL(std::size_t{1}, step.kind);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_history_shrinks_to_the_steps_that_matter) {
  // Goes wrong once kind 2 comes anywhere after kind 1.
  const auto play = [](const History& history) -> std::optional<std::string> {
    bool seen = false;
    for (const auto& step : history) {
      if (step.kind == 1) seen = true;
      if (step.kind == 2 && seen) return "2 after 1";
    }
    return std::nullopt;
  };
  const auto history = draw(1, {5, 1, 1, 5}, 60);
  CPPUNIT_ASSERT(play(history).has_value());

  const auto shortest = shrink(history, play);

  CPPUNIT_ASSERT((shortest == History{{1, 0, 0, 0}, {2, 0, 0, 0}}));
}

}  // namespace
