#pragma once
#include <string>

#include "order/order.h"
#include "t/db_test.h"
#include "t/rows.h"

// A placed and paid order, from which the tests of what comes after begin: three switches for
// $100.00 less $10.01, two bundles (two switches and a cable each) for $200.01, shipping $19.95,
// and $25.58 of tax. 20 switches and 20 cables are on hand, 7 and 2 of them allocated.
namespace t {

struct PlacedOrder : OwnDatabase {
  void setUp() override;
  // Nothing may ever be wrong, whatever a test did: order::faults, tax::faults and stock_faults say
  // nothing.
  void tearDown() override;

  // A further order like it.
  base::OrderId place();
  // on_hand and allocated of switch and cable: "20 7, 20 2".
  std::string stock();
  // State, worth, paid and charge status.
  std::string standing();
  // Units, packed, fulfilled, cancelled, returned, granted, of each line.
  std::string units();
  // Everything a refusal must not have changed, as one text.
  std::string everything();
  // The n-th line of the first order.
  base::OrderLineId line(int n) { return lines_.at(static_cast<std::size_t>(n - 1)); }
  base::VariantId switch_variant() const { return variants_.at(0); }
  base::VariantId bundle_variant() const { return variants_.at(1); }
  base::VariantId cable_variant() const { return variants_.at(2); }
  // Runs `work` failing at each of its statements in turn: nothing of it is ever left. It is done
  // in the end.
  template <class Work>
  void fails_at_each_statement(Work&& work) {
    const auto before = everything();
    for (int n = 1;; ++n) {
      FailAt fail{n};
      db().watch(&fail);
      bool failed = false;
      try {
        work();
      } catch (const store::DbError&) {
        failed = true;
      }
      db().watch(nullptr);
      if (!failed) break;
      CPPUNIT_ASSERT_EQUAL(before, everything());
    }
  }

  static constexpr base::OrderId kOrder{1};
  inline static const order::Because kWhy{"test", "because"};

 private:
  std::vector<base::OrderLineId> lines_;
  std::vector<base::VariantId> variants_;
  int placed_ = 0;
};

}  // namespace t
