#include "inventory/serials.h"

#include "t/inventory/staff.h"

namespace {

using base::FulfilmentLineId;
using inventory::Resellable;
using inventory::ScrapRefusal;
using inventory::SerialWhy;
using store::Tx;
using t::kNoon;
using Texts = std::vector<std::string>;

// Three units of A with serials; one of B.
struct BySerial : t::Staff {
  void setUp() override {
    Staff::setUp();
    a = t::make_variant(db(), "A");
    b = t::make_variant(db(), "B");
    item = t::make_stock(db(), a, 3);
    const auto of_b = t::make_stock(db(), b, 1);
    add(item, {"FOC1", "FOC2", "FOC3"});
    add(of_b, {"FOC1"});
  }
  void add(base::StockItemId to, const Texts& serials) {
    CPPUNIT_ASSERT(run([&](Tx& tx) {
      return inventory::register_serials(tx, to, std::nullopt, serials, "found", "test", kNoon);
    }));
  }
  auto assign(const Texts& serials, std::int64_t line = 7) {
    return [this, serials, line](Tx& tx) {
      return inventory::assign_serials(tx, a, FulfilmentLineId{line}, serials, cause, kNoon);
    };
  }
  auto take_back(const Texts& serials, Resellable resellable) {
    return [this, serials, resellable](Tx& tx) {
      return inventory::take_back_serials(tx, a, serials, resellable, cause, kNoon);
    };
  }
  // The shelf keeps step, as the order's module does with ship() and take_back().
  void shelf(int delta) {
    sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, reason, actor, at) "
        "VALUES "
        "(1, 'adjusted', " +
        std::to_string(delta) + ", 'as shipped', 'test', '2026-11-22')");
  }
  std::string states() {
    return sql(
        "SELECT string_agg(serial || ' ' || state, ', ' ORDER BY serial) FROM serials "
        "WHERE variant_id = 1");
  }

  base::VariantId a{0};
  base::VariantId b{0};
  base::StockItemId item{0};
  const inventory::Cause cause{base::OrderId{1}, "fulfilment 3", "gdsctl kim"};
};

CPPUNIT_TEST_FIXTURE(BySerial, a_serial_is_registered_once_a_variant) {
  const auto why = [&](const Texts& serials) {
    return refused([&](Tx& tx) {
             return inventory::register_serials(tx, item, std::nullopt, serials, "again", "test",
                                                kNoon);
           })
        .why;
  };
  CPPUNIT_ASSERT(why({"NEW", "foc2"}) == SerialWhy::Known);
  CPPUNIT_ASSERT(why({"NEW", "new"}) == SerialWhy::Known);
  for (const auto* serial : {"", " X", "X ", "a\tb", "\xc3\xa9"})
    CPPUNIT_ASSERT(why({serial}) == SerialWhy::Unreadable);
  CPPUNIT_ASSERT(why({std::string(65, 'X')}) == SerialWhy::Unreadable);
}

CPPUNIT_TEST_FIXTURE(BySerial, a_serial_is_followed_from_shelf_to_parcel_and_back) {
  CPPUNIT_ASSERT(run(assign({"foc1", "FOC3"})));
  shelf(-2);
  CPPUNIT_ASSERT_EQUAL(std::string{"FOC1 shipped, FOC2 in_stock, FOC3 shipped"}, states());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"7"},
      sql("SELECT DISTINCT fulfilment_line_id FROM serials WHERE state = 'shipped'"));

  CPPUNIT_ASSERT(run(take_back({"FOC1"}, Resellable::Yes)));
  CPPUNIT_ASSERT(run(take_back({"FOC3"}, Resellable::No)));
  shelf(1);

  CPPUNIT_ASSERT_EQUAL(std::string{"FOC1 in_stock, FOC2 in_stock, FOC3 returned"}, states());
  CPPUNIT_ASSERT(run([](Tx& tx) { return inventory::serials_of(tx, FulfilmentLineId{7}); }) ==
                 Texts({"FOC1", "FOC3"}));
  std::string history;
  for (const auto& event : run([](Tx& tx) { return inventory::serial_history(tx, "foc1"); }))
    if (event.sku == "A-U") history += event.state + " (" + event.cause + ") ";
  CPPUNIT_ASSERT_EQUAL(
      std::string{"in_stock (found) shipped (fulfilment 3) returned (fulfilment 3) "
                  "in_stock (fulfilment 3) "},
      history);
}

CPPUNIT_TEST_FIXTURE(BySerial, only_what_is_in_stock_and_of_the_variant_leaves_and_once) {
  CPPUNIT_ASSERT(run(assign({"FOC1"})));
  shelf(-1);
  CPPUNIT_ASSERT(refused(assign({"FOC2", "FOC1"}, 8)).why == SerialWhy::NotInStock);
  CPPUNIT_ASSERT(refused(assign({"FOC2", "foc2"})).why == SerialWhy::Known);
  CPPUNIT_ASSERT(refused(assign({"FOC9"})).why == SerialWhy::Unknown);
  sql("UPDATE serials SET serial = 'ONLY-B' WHERE variant_id = 2");
  CPPUNIT_ASSERT(refused(assign({"only-b"})).why == SerialWhy::OtherVariant);
  CPPUNIT_ASSERT(refused(take_back({"FOC2"}, Resellable::Yes)).why == SerialWhy::NotShipped);
}

CPPUNIT_TEST_FIXTURE(BySerial, a_scrapped_unit_leaves_the_shelf_with_its_serial) {
  const auto scrap = [&](const std::string& serial) {
    return [this, serial](Tx& tx) {
      return inventory::scrap(tx, a, serial, "dropped", "gdsctl kim", kNoon);
    };
  };
  CPPUNIT_ASSERT(refused(scrap("FOC9")) == ScrapRefusal::Unknown);
  // Found, where it lies, both locks; found again, lies there still; adjusted in three; event,
  // commit.
  CPPUNIT_ASSERT_EQUAL(11, fails_everywhere(scrap("FOC1")));
  CPPUNIT_ASSERT(refused(scrap("FOC1")) == ScrapRefusal::NotHere);
  const auto order = t::make_order(db(), t::make_cart(db(), "one"), {{a, item, 2}});
  CPPUNIT_ASSERT(run([&](Tx& tx) {
    return inventory::allocate_free(tx, order, {{item, 2}}, "test", kNoon);
  }));
  CPPUNIT_ASSERT(refused(scrap("FOC2")) == ScrapRefusal::Promised);
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, sql("SELECT on_hand FROM stock_items WHERE id = 1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"FOC1 scrapped, FOC2 in_stock, FOC3 in_stock"}, states());
}

CPPUNIT_TEST_FIXTURE(BySerial, assigning_fails_at_any_statement_without_a_trace) {
  // Lock, find, events, commit.
  CPPUNIT_ASSERT_EQUAL(4, fails_everywhere(assign({"FOC1"})));
  shelf(-1);
  CPPUNIT_ASSERT_EQUAL(5, fails_everywhere(take_back({"FOC1"}, Resellable::Yes)));
  shelf(1);
}

CPPUNIT_TEST_FIXTURE(BySerial, nobody_writes_a_serials_state_but_by_an_event) {
  auto jobs = rival("gds_jobs");
  for (const auto* change : {"UPDATE serials SET state = 'scrapped'", "DELETE FROM serials",
                             "UPDATE serial_events SET actor = 'x'"})
    CPPUNIT_ASSERT_THROW(t::sql(jobs, change), store::DbError);
  CPPUNIT_ASSERT_THROW(
      t::sql(jobs,
             "INSERT INTO serial_events (serial_id, from_state, to_state, cause, actor, at) "
             "VALUES (1, 'returned', 'in_stock', 'x', 'x', '2026-11-22')"),
      store::DbError);
}

}  // namespace
