#include <map>

#include "t/db_test.h"
#include "t/histories/world.h"

namespace {

using namespace t::histories;

// Every row of every table, as one digest; numbers drawn from sequences do not count.
constexpr auto kDigest = R"sql(
    CREATE FUNCTION everything() RETURNS text LANGUAGE plpgsql AS $$
    DECLARE
      name text;
      one text;
      digest text := '';
    BEGIN
      FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename LOOP
        EXECUTE format('SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM %I t', name)
          INTO one;
        digest := md5(digest || coalesce(one, ''));
      END LOOP;
      RETURN digest;
    END $$)sql";

constexpr std::size_t kMostSteps = 500;
constexpr std::uint64_t kMostHistories = 12;

struct Failing : t::OwnDatabase {
  void setUp() override {
    t::OwnDatabase::setUp();
    open_shop(db());
    sql(kDigest);
  }
  void begin_anew() {
    tearDown();
    setUp();
  }
  // Plays a step on a connection that breaks at its every statement in turn, the commit among
  // them, until it gets through. Answers how often it broke.
  int fail_everywhere(World& world, const Step& step) {
    for (int nth = 1;; ++nth) {
      const auto before = sql("SELECT everything()");
      t::FailAt fail{nth};
      db().watch(&fail);
      bool broke = false;
      try {
        kinds()[step.kind].play(world, step);
      } catch (const store::DbError& e) {
        db().watch(nullptr);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(e.what(), std::string{"58000"}, e.sqlstate());
        broke = true;
      }
      db().watch(nullptr);
      if (!broke) return nth - 1;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(kinds()[step.kind].name, before, sql("SELECT everything()"));
    }
  }
};

// The first time that each kind of step is accepted, it is made to fail at every statement before.
// One history seldom has them all.
CPPUNIT_TEST_FIXTURE(Failing, a_step_that_fails_at_any_statement_leaves_everything_as_it_was) {
  std::map<std::string, int> tried;
  const auto missing = [&] {
    std::string names;
    for (const auto& kind : kinds())
      if (!tried.contains(kind.name) && kind.writes == Writes::Yes)
        names += kind.name + std::string{" "};
    return names;
  };
  for (std::uint64_t seed = 4; seed < 4 + kMostHistories && !missing().empty(); ++seed) {
    if (seed > 4) begin_anew();
    Performance stage{db()};
    World world{stage};
    for (const auto& step : draw(seed, weights(), kMostSteps)) {
      const auto& kind = kinds()[step.kind];
      if (tried.contains(kind.name) || kind.writes == Writes::InParts) {
        kind.play(world, step);
        continue;
      }
      stage.forget();
      const int statements = fail_everywhere(world, step);
      if (stage.has_kept()) tried[kind.name] = statements;
      if (missing().empty()) break;
    }
  }
  CPPUNIT_ASSERT_EQUAL(std::string{}, missing());
}

}  // namespace
