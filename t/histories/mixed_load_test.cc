#include <cstdlib>

#include "t/db_test.h"
#include "t/histories/world.h"
#include "t/race/crowd.h"

namespace {

using namespace t::histories;

constexpr int kRivals = 8;

struct MixedLoad : t::OwnDatabase {};

// Everybody works on the same few goods and on each other's orders, each act in a transaction of
// its own. GDS_MIXED_STEPS says how many steps each of the rivals takes.
CPPUNIT_TEST_FIXTURE(MixedLoad, rivals_at_mixed_work_never_lock_each_other_out) {
  open_shop(db());
  const char* text = std::getenv("GDS_MIXED_STEPS");
  const auto steps = text == nullptr ? std::size_t{60} : std::size_t{std::stoull(text)};

  const auto played =
      t::crowd<std::size_t>(*this, kRivals, "gds_owner", [&](store::Db& on, int number) {
        Performance stage{on};
        World world{stage};
        const auto history = draw(static_cast<std::uint64_t>(number), weights(), steps);
        for (const auto& step : history) {
          try {
            kinds()[step.kind].play(world, step);
          } catch (const store::DbError& e) {
            // Each rival has a clock of its own: one sweeps, days ahead, the hold that another is
            // about to extend. No shop has two clocks; whoever loses three times is told to come
            // again. A deadlock is another state, and is counted below besides.
            if (e.sqlstate() != "40001") throw;
          }
        }
        return history.size();
      });

  CPPUNIT_ASSERT(played == std::vector<std::size_t>(kRivals, steps));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"0"},
      sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
  const auto broken =
      db().snapshot("rules", [](store::Tx& tx) { return broken_rules(tx, t::kNoon); });
  CPPUNIT_ASSERT_EQUAL(std::string{}, broken.empty() ? "" : broken.front());
}

}  // namespace
