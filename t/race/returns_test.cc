#include "order/returns.h"
#include "order/fulfil.h"
#include "t/placed.h"
#include "t/race/crowd.h"

// What comes back at once from many hands.
namespace {

using store::Tx;
using t::kNoon;

struct Shelving : t::PlacedOrder {
  void shipped(const std::vector<order::LineUnits>& lines) {
    db().transact("ship", [&](Tx& tx) {
      const auto parcel = order::pack(tx, kOrder, lines, kWhy, kNoon);
      CPPUNIT_ASSERT(order::ship(tx, *parcel, {"UPS", "1Z"}, kWhy, kNoon));
      return base::Done{};
    });
  }
  base::ReturnId approved(const std::vector<order::ReturnWish>& lines) {
    return db().transact("ask", [&](Tx& tx) {
      const auto asked = *order::ask_return(tx, kOrder, lines, kWhy, kNoon);
      CPPUNIT_ASSERT(order::answer_return(tx, asked.id, order::Answer::Approved, kWhy, kNoon));
      return asked.id;
    });
  }
};

CPPUNIT_TEST_FIXTURE(Shelving,
                     s10_of_all_who_receive_grade_and_refund_at_once_only_good_units_are_shelved) {
  shipped({{line(1), 3}, {line(2), 2}});
  const auto asked = approved(
      {{line(1), 2, order::ReturnReason::Defective}, {line(2), 1, order::ReturnReason::Defective}});
  CPPUNIT_ASSERT_EQUAL(std::string{"13 0, 18 0"}, stock());

  // Of line 1 one of two may be sold again, of the bundle none; the third unit is never sent back.
  t::crowd<int>(*this, 30, "gds_jobs", [&](store::Db& on, int i) {
    switch (i % 3) {
      case 0:
        return on.transact("receive",
                           [&](Tx& tx) {
                             return order::receive_return(
                                 tx, asked, {{line(1), 2, 1, "b"}, {line(2), 1, 0, "scrap"}}, kWhy,
                                 kNoon);
                           })
                   ? 1
                   : 0;
      case 1:
        return on.transact("grant",
                           [&](Tx& tx) {
                             return order::grant(tx, kOrder, order::RefundKind::Units,
                                                 {{{line(1), 1}}, {}, {}}, kWhy, kNoon);
                           })
                   ? 1
                   : 0;
      default:
        return on.transact("close",
                           [&](Tx& tx) { return order::close_return(tx, asked, {}, kWhy, kNoon); })
                   ? 1
                   : 0;
    }
  });

  CPPUNIT_ASSERT_EQUAL(std::string{"14 0, 18 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"returned 1 return 1"},
                       sql("SELECT string_agg(concat_ws(' ', kind, on_hand_delta, cause), ', ') "
                           "FROM stock_movements WHERE kind = 'returned'"));
}

CPPUNIT_TEST_FIXTURE(Shelving,
                     s10_the_database_shelves_no_more_than_came_and_not_without_a_receipt) {
  shipped({{line(1), 2}});
  approved({{line(1), 2, order::ReturnReason::Defective}});
  CPPUNIT_ASSERT_THROW(sql("UPDATE return_lines SET resellable_units = 1"), store::DbError);
  CPPUNIT_ASSERT_THROW(sql("UPDATE return_lines SET received_units = 1, resellable_units = 2"),
                       store::DbError);
  CPPUNIT_ASSERT_THROW(
      sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, "
          "at) VALUES (1, 'returned', 1, 'test', '2026-11-22')"),
      store::DbError);

  // Given back without anything coming: nothing is shelved.
  CPPUNIT_ASSERT(db().transact("grant", [&](Tx& tx) {
    return order::grant(tx, kOrder, order::RefundKind::Units, {{{line(1), 2}}, {}, {}}, kWhy,
                        kNoon);
  }));
  CPPUNIT_ASSERT_EQUAL(std::string{"18 5, 20 2"}, stock());
}

}  // namespace
