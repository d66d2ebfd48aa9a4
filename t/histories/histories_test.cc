#include <cstdlib>
#include <iostream>

#include "t/db_test.h"
#include "t/histories/world.h"

namespace {

using namespace t::histories;

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::stoull(text);
}

// Rows that a rehearsal takes back stay as litter in the tables: swept often where there are most,
// and a fresh database now and then.
constexpr std::uint64_t kHistoriesASweep = 10;
constexpr std::uint64_t kHistoriesADatabase = 200;
constexpr std::size_t kSteps = 24;

// Short histories are many, long ones go deep.
std::size_t steps_of(std::uint64_t seed) {
  return kSteps / 3 + seed % (kSteps * 2 / 3 + 1);
}

struct Histories : t::OwnDatabase {
  void setUp() override {
    t::OwnDatabase::setUp();
    open_shop(db());
    // The same statements come again and again, over tables that stay small.
    sql("SET plan_cache_mode = force_generic_plan; SET jit = off");
  }
  void begin_anew() {
    tearDown();
    setUp();
  }
};

// GDS_HISTORIES says how many, GDS_SEED where to begin; a failure prints its seed and the shortest
// history that still goes wrong.
CPPUNIT_TEST_FIXTURE(Histories, every_rule_holds_after_each_step_of_random_histories) {
  const auto first = number_from("GDS_SEED", 1);
  const auto count = number_from("GDS_HISTORIES", 300);
  for (auto seed = first; seed < first + count; ++seed) {
    if ((seed - first) % kHistoriesASweep == 0) sql("VACUUM stock_movements, stock_items, holds");
    if (seed > first && (seed - first) % kHistoriesADatabase == 0) {
      begin_anew();
      if (std::getenv("GDS_HISTORIES_PROGRESS") != nullptr)
        std::cerr << "# " << seed - first << " of " << count << " histories\n";
    }
    const auto play = [this](const History& h) { return first_fault(db(), h); };
    const auto history = draw(seed, weights(), steps_of(seed));
    if (!play(history)) continue;
    const auto shortest = shrink(history, play);
    CPPUNIT_FAIL("GDS_SEED=" + std::to_string(seed) + ", " + to_text(shortest) + "\n" +
                 play(shortest).value_or("went right the next time"));
  }
}

// What the rules are worth: a shop that has lost a trigger is found out, in the fewest steps.
CPPUNIT_TEST_FIXTURE(Histories, a_shop_whose_movements_are_not_applied_is_found_out) {
  sql("ALTER TABLE stock_movements DISABLE TRIGGER apply_movement");
  const auto play = [this](const History& h) { return first_fault(db(), h); };
  std::uint64_t seed = 1;
  while (seed < 50 && !play(draw(seed, weights(), kSteps))) ++seed;

  const auto shortest = shrink(draw(seed, weights(), kSteps), play);

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shortest.size());
  const auto fault = play(shortest).value();
  CPPUNIT_ASSERT_MESSAGE(fault, fault.starts_with("step 1 (") &&
                                    fault.find("): S3: stock item ") != std::string::npos);
}

CPPUNIT_TEST_FIXTURE(Histories, a_shop_whose_refunds_are_not_counted_is_found_out) {
  sql("ALTER TABLE refunds DISABLE TRIGGER apply_refund");
  const auto play = [this](const History& h) { return first_fault(db(), h); };
  std::uint64_t seed = 1;
  while (seed < 50 && !play(draw(seed, weights(), kSteps))) ++seed;

  const auto shortest = shrink(draw(seed, weights(), kSteps), play);

  // To buy, and to give back by whatever way the seed comes upon.
  CPPUNIT_ASSERT(shortest.size() <= 3);
  CPPUNIT_ASSERT(play(shortest)->find("P2: order ") != std::string::npos);
}

CPPUNIT_TEST_FIXTURE(Histories, m9_a_tax_ledger_that_loses_its_parts_is_found_out) {
  sql("CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
      "CREATE TRIGGER lose BEFORE INSERT ON tax_record_parts FOR EACH ROW EXECUTE FUNCTION lose()");
  const auto play = [this](const History& h) { return first_fault(db(), h); };
  std::uint64_t seed = 1;
  while (seed < 50 && !play(draw(seed, weights(), kSteps))) ++seed;

  const auto shortest = shrink(draw(seed, weights(), kSteps), play);

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shortest.size());
  CPPUNIT_ASSERT(play(shortest)->find("M9: order ") != std::string::npos);
}

CPPUNIT_TEST_FIXTURE(Histories, m10_a_tax_ledger_that_takes_no_tax_back_is_found_out) {
  sql("CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN "
      "NEW.tax_cents := greatest(NEW.tax_cents, 0); RETURN NEW; END'; "
      "CREATE TRIGGER keep BEFORE INSERT ON tax_record_parts FOR EACH ROW EXECUTE FUNCTION keep(); "
      "CREATE TRIGGER keep BEFORE INSERT ON tax_record_items FOR EACH ROW EXECUTE FUNCTION keep()");
  const auto play = [this](const History& h) { return first_fault(db(), h); };
  std::uint64_t seed = 1;
  while (seed < 50 && !play(draw(seed, weights(), kSteps))) ++seed;

  const auto shortest = shrink(draw(seed, weights(), kSteps), play);

  CPPUNIT_ASSERT(shortest.size() <= 3);  // ordered, given back
  CPPUNIT_ASSERT(play(shortest)->find("M10: order ") != std::string::npos);
}

}  // namespace
