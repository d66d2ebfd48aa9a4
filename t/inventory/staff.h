#pragma once
#include "inventory/why.h"
#include "t/db_test.h"
#include "t/rows.h"

// What tests of stock as staff handle it share: a connection as gdsctl and the jobs have it, and an
// operation failed at each of its statements in turn.
namespace t {

struct Staff : OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    jobs_.emplace(rival("gds_jobs"));
  }
  void tearDown() override {
    const auto found =
        jobs_->snapshot("faults", [](store::Tx& tx) { return inventory::faults(tx); });
    jobs_.reset();
    OwnDatabase::tearDown();
    CPPUNIT_ASSERT_EQUAL(std::string{}, found.empty() ? std::string{} : found[0]);
  }
  template <class Work>
  auto run(Work&& work) {
    return jobs_->transact("test", std::forward<Work>(work));
  }
  // All that this module's staff functions write, as one text.
  std::string rows() {
    std::string all;
    for (const auto* table : {"locations", "stock_items", "stock_movements", "stock_transfers",
                              "suppliers", "purchase_orders", "purchase_order_lines", "receipts",
                              "receipt_lines", "serials", "serial_events", "holds"})
      all += sql(std::string{"SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY id), '') FROM "} +
                 table + " t") +
             "\n";
    return all;
  }
  // Does `work(tx)` with its first statement failing, then the second, and so on, until it gets
  // through; answers how many failures left everything as it was, "commit" included.
  template <class Work>
  int fails_everywhere(Work&& work) {
    const auto before = rows();
    for (int n = 1;; ++n) {
      FailAt fault{n};
      jobs_->watch(&fault);
      bool done = false;
      try {
        done = static_cast<bool>(run(work));
        CPPUNIT_ASSERT(done);
      } catch (const store::DbError& e) {
        jobs_->watch(nullptr);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(e.what(), std::string{"58000"}, e.sqlstate());
        CPPUNIT_ASSERT_EQUAL(before, rows());
      }
      jobs_->watch(nullptr);
      if (done) {
        CPPUNIT_ASSERT(before != rows());
        return n - 1;
      }
    }
  }
  // A refusal must leave no trace.
  template <class Work>
  auto refused(Work&& work) {
    const auto before = rows();
    auto answer = run(std::forward<Work>(work));
    CPPUNIT_ASSERT(!answer);
    CPPUNIT_ASSERT_EQUAL(before, rows());
    return answer.why();
  }
  // on_hand of a variant at each location, by id.
  std::string on_hand(base::VariantId variant) {
    return sql(
        "SELECT string_agg(l.code || ' ' || s.on_hand, ', ' ORDER BY l.id) FROM stock_items s "
        "JOIN locations l ON l.id = s.location_id WHERE s.variant_id = " +
        std::to_string(variant.raw()));
  }

 private:
  std::optional<store::Db> jobs_;
};

}  // namespace t
