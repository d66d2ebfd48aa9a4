#include <algorithm>

#include "order/cancel.h"
#include "order/fulfil.h"
#include "order/returns.h"
#include "t/placed.h"
#include "t/race/crowd.h"

namespace {

using base::FulfilmentId;
using base::Money;
using order::CancelRefusal;
using order::LineUnits;
using order::PackRefusal;
using order::ShipWhy;
using store::Tx;
using t::kNoon;

struct OrderLife : t::PlacedOrder {
  auto pack(const std::vector<LineUnits>& lines) {
    return db().transact("pack",
                         [&](Tx& tx) { return order::pack(tx, kOrder, lines, kWhy, kNoon); });
  }
  auto ship(FulfilmentId parcel) {
    return db().transact("ship", [&](Tx& tx) {
      return order::ship(tx, parcel, {"UPS", "1Z999"}, kWhy, kNoon);
    });
  }
  FulfilmentId shipped(const std::vector<LineUnits>& lines) {
    const auto parcel = *pack(lines);
    CPPUNIT_ASSERT(ship(parcel));
    return parcel;
  }
  auto deliver(FulfilmentId parcel) {
    return db().transact("deliver",
                         [&](Tx& tx) { return order::deliver(tx, parcel, kWhy, kNoon); });
  }
  auto unpack(FulfilmentId parcel) {
    return db().transact("unpack", [&](Tx& tx) { return order::unpack(tx, parcel, kWhy, kNoon); });
  }
  auto cancel_rest() {
    return db().transact("cancel",
                         [&](Tx& tx) { return order::cancel_rest(tx, kOrder, kWhy, kNoon); });
  }
  auto cancel(const std::vector<LineUnits>& lines) {
    return db().transact(
        "cancel", [&](Tx& tx) { return order::cancel_units(tx, kOrder, lines, kWhy, kNoon); });
  }
  auto ask(const std::vector<order::ReturnWish>& lines) {
    return db().transact("ask",
                         [&](Tx& tx) { return order::ask_return(tx, kOrder, lines, kWhy, kNoon); });
  }
  auto answer(base::ReturnId id, order::Answer what = order::Answer::Approved) {
    return db().transact("answer",
                         [&](Tx& tx) { return order::answer_return(tx, id, what, kWhy, kNoon); });
  }
  auto receive(base::ReturnId id, const std::vector<order::Received>& lines) {
    return db().transact("receive",
                         [&](Tx& tx) { return order::receive_return(tx, id, lines, kWhy, kNoon); });
  }
  auto close(base::ReturnId id, Money fee = {}) {
    return db().transact("close",
                         [&](Tx& tx) { return order::close_return(tx, id, fee, kWhy, kNoon); });
  }
  std::string history() {
    return sql(
        "SELECT string_agg(to_state, ' ' ORDER BY id) FROM order_events "
        "WHERE order_id = 1 AND to_state IS NOT NULL");
  }
  static constexpr auto kReason = order::ReturnReason::Defective;
};

// Parcels

CPPUNIT_TEST_FIXTURE(OrderLife, s4_an_order_leaves_in_parcels_and_its_stock_with_each) {
  const auto first = *pack({{line(1), 2}, {line(2), 1}});
  CPPUNIT_ASSERT_EQUAL(std::string{"20 7, 20 2"}, stock());

  CPPUNIT_ASSERT(ship(first));

  CPPUNIT_ASSERT_EQUAL(std::string{"16 3, 19 1"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 2 0 0 0, 2 0 1 0 0 0"}, units());
  CPPUNIT_ASSERT_EQUAL(std::string{"partly_shipped 33553 33553 full"}, standing());
  const auto second = shipped({{line(1), 1}, {line(2), 1}});
  CPPUNIT_ASSERT_EQUAL(std::string{"13 0, 18 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"shipped 33553 33553 full"}, standing());
  CPPUNIT_ASSERT(deliver(first));
  CPPUNIT_ASSERT(deliver(second));
  CPPUNIT_ASSERT_EQUAL(std::string{"placed partly_shipped shipped delivered"}, history());
  CPPUNIT_ASSERT_EQUAL(std::string{"2"},
                       sql("SELECT count(*) FROM outbox WHERE kind = 'mail.parcel_shipped'"));
}

CPPUNIT_TEST_FIXTURE(OrderLife, o8_a_unit_is_packed_once_and_not_cancelled_meanwhile) {
  const auto parcel = *pack({{line(1), 2}});
  const auto before = everything();

  CPPUNIT_ASSERT(pack({{line(1), 2}}).why() == PackRefusal::MoreUnits);
  CPPUNIT_ASSERT(pack({{line(1), 1}, {line(1), 1}}).why() == PackRefusal::MoreUnits);
  CPPUNIT_ASSERT(pack({{base::OrderLineId{77}, 1}}).why() == PackRefusal::MoreUnits);
  CPPUNIT_ASSERT(pack({}).why() == PackRefusal::Nothing);
  CPPUNIT_ASSERT(cancel({{line(1), 2}}).why() == CancelRefusal::MoreUnits);
  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT(unpack(parcel));
  CPPUNIT_ASSERT(unpack(parcel).why() == order::ParcelRefusal::NotPacked);
  CPPUNIT_ASSERT(ship(parcel).why().why == ShipWhy::NotPacked);
  CPPUNIT_ASSERT(deliver(parcel).why() == order::ParcelRefusal::NotShipped);
  CPPUNIT_ASSERT(ship(FulfilmentId{77}).why().why == ShipWhy::NoSuchParcel);
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0 0 0 0, 2 0 0 0 0 0"}, units());
}

CPPUNIT_TEST_FIXTURE(OrderLife, s4_what_is_not_on_the_shelf_does_not_leave) {
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, forced, reason, actor, at) "
      "VALUES (1, 'adjusted', -19, true, 'lost', 'test', '2026-11-22')");
  const auto parcel = *pack({{line(2), 1}});
  const auto before = everything();

  const auto refused = ship(parcel);

  CPPUNIT_ASSERT(refused.why().why == ShipWhy::NotOnHand);
  CPPUNIT_ASSERT_EQUAL(1, refused.why().short_of->on_hand);
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(OrderLife, s9_a_parcel_leaves_once_however_many_send_it) {
  const auto parcel = *pack({{line(1), 1}, {line(2), 2}});

  const auto left = t::crowd<int>(*this, 30, "gds_jobs", [&](store::Db& on, int) {
    return on.transact("ship",
                       [&](Tx& tx) {
                         return order::ship(tx, parcel, {"UPS", "1Z"}, kWhy, kNoon);
                       })
               ? 1
               : 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(left.begin(), left.end(), 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"15 2, 18 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(OrderLife, goods_of_a_supplier_leave_without_our_stock) {
  sql("DELETE FROM order_line_stock WHERE order_line_id = 2; "
      "INSERT INTO stock_movements (stock_item_id, kind, allocated_delta, order_id, cause, actor, "
      "at) VALUES (1, 'released', -4, 1, 'test', 'test', '2026-11-22'), (2, 'released', -2, 1, "
      "'test', 'test', '2026-11-22'); UPDATE order_lines SET source = 'dropship' WHERE id = 2");

  shipped({{line(2), 2}});

  CPPUNIT_ASSERT_EQUAL(std::string{"20 3, 20 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"partly_shipped 33553 33553 full"}, standing());
}

CPPUNIT_TEST_FIXTURE(OrderLife, o7_money_given_back_leaves_what_was_sent_sent) {
  shipped({{line(1), 3}, {line(2), 2}});

  CPPUNIT_ASSERT(db().transact("grant", [&](Tx& tx) {
    return order::grant(tx, kOrder, order::RefundKind::Units,
                        {{{line(1), 3}, {line(2), 2}}, Money::cents(1995), {}}, kWhy, kNoon);
  }));

  CPPUNIT_ASSERT_EQUAL(std::string{"shipped 0 33553 over"}, standing());
  CPPUNIT_ASSERT_EQUAL(std::string{"13 0, 18 0"}, stock());  // S10: nothing came back
}

CPPUNIT_TEST_FIXTURE(OrderLife, gift_cards_are_handed_over_without_a_parcel) {
  sql("UPDATE order_lines SET kind = 'gift_card' WHERE id = 1");
  CPPUNIT_ASSERT(pack({{line(1), 1}}).why() == PackRefusal::MoreUnits);
  sql("UPDATE order_lines SET kind = 'goods' WHERE id = 1");
  CPPUNIT_ASSERT(!db().transact("hand over",
                                [&](Tx& tx) { return order::hand_over(tx, kOrder, kWhy, kNoon); }));
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 33553 33553 full"}, standing());
}

// Cancelling

CPPUNIT_TEST_FIXTURE(OrderLife, o9_a_whole_order_is_cancelled_and_its_stock_free_once) {
  CPPUNIT_ASSERT(pack({{line(1), 1}}));

  const auto cancelled = cancel_rest();

  CPPUNIT_ASSERT_EQUAL(Money::cents(33553), cancelled->grant.total());
  CPPUNIT_ASSERT_EQUAL(std::string{"cancelled 0 33553 over"}, standing());
  CPPUNIT_ASSERT_EQUAL(std::string{"20 0, 20 0"}, stock());
  const auto before = everything();
  CPPUNIT_ASSERT(cancel_rest().why() == CancelRefusal::NotOpen);
  CPPUNIT_ASSERT(cancel({{line(1), 1}}).why() == CancelRefusal::NotOpen);
  CPPUNIT_ASSERT(pack({{line(1), 1}}).why() == PackRefusal::NotOpen);
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(OrderLife, o9_after_a_parcel_left_only_the_rest_is_cancelled) {
  const auto parcel = shipped({{line(2), 1}});

  const auto cancelled = cancel_rest();

  // Shipping stays: a parcel was sent.
  CPPUNIT_ASSERT_EQUAL(Money::cents(8999 + 743 + 10000 + 826), cancelled->grant.total());
  CPPUNIT_ASSERT_EQUAL(std::string{"shipped 12985 33553 over"}, standing());
  CPPUNIT_ASSERT_EQUAL(std::string{"18 0, 19 0"}, stock());
  CPPUNIT_ASSERT(deliver(parcel));
  CPPUNIT_ASSERT_EQUAL(std::string{"placed partly_shipped shipped delivered"}, history());
}

CPPUNIT_TEST_FIXTURE(OrderLife, units_are_cancelled_by_the_line_and_given_back_once) {
  CPPUNIT_ASSERT(cancel({{line(1), 1}, {line(2), 1}}));

  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0 1 0 1, 2 0 0 1 0 1"}, units());
  CPPUNIT_ASSERT_EQUAL(std::string{"20 4, 20 1"}, stock());
  const auto preview =
      db().snapshot("preview", [&](Tx& tx) { return order::preview_cancel(tx, kOrder, {}); });
  const auto rest = cancel_rest();
  CPPUNIT_ASSERT_EQUAL(preview->total(), rest->grant.total());
  CPPUNIT_ASSERT_EQUAL(std::string{"cancelled 0 33553 over"}, standing());
}

CPPUNIT_TEST_FIXTURE(OrderLife, what_was_given_back_before_is_not_given_back_by_a_cancellation) {
  CPPUNIT_ASSERT(db().transact("grant", [&](Tx& tx) {
    return order::grant(tx, kOrder, order::RefundKind::Units, {{{line(1), 3}}, {}, {}}, kWhy,
                        kNoon);
  }));

  CPPUNIT_ASSERT(cancel_rest());

  CPPUNIT_ASSERT_EQUAL(std::string{"cancelled 0 33553 over"}, standing());
}

CPPUNIT_TEST_FIXTURE(OrderLife, o9_of_30_who_cancel_and_pack_each_unit_ends_in_one_place) {
  const auto done = t::crowd<int>(*this, 30, "gds_jobs", [&](store::Db& on, int i) {
    return on.transact("work", [&](Tx& tx) -> int {
      const std::vector<LineUnits> one = {{line(1 + i % 2), 1}};
      if (i % 3 == 0) {
        const auto cancelled = order::cancel_units(tx, kOrder, one, kWhy, kNoon);
        return cancelled ? 1 : 0;
      }
      const auto packed = order::pack(tx, kOrder, one, kWhy, kNoon);
      if (!packed) return 0;
      return order::ship(tx, *packed, {"UPS", ""}, kWhy, kNoon) ? 1 : 0;
    });
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{5}, std::count(done.begin(), done.end(), 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"5"}, sql("SELECT sum(fulfilled_units + cancelled_units) FROM "
                                             "order_lines WHERE order_id = 1"));
}

// Returns

CPPUNIT_TEST_FIXTURE(OrderLife, s10_a_return_gives_back_its_units_and_shelves_the_good_ones) {
  shipped({{line(1), 3}, {line(2), 2}});
  const auto asked = *ask({{line(1), 2, kReason}, {line(2), 2, kReason}});
  CPPUNIT_ASSERT_EQUAL(std::string{"1001"}, asked.number);
  CPPUNIT_ASSERT(answer(asked.id));
  CPPUNIT_ASSERT_EQUAL(std::string{"13 0, 18 0"}, stock());

  CPPUNIT_ASSERT(receive(asked.id, {{line(1), 2, 0, "scrap"}, {line(2), 1, 1, "a"}}));

  CPPUNIT_ASSERT_EQUAL(std::string{"15 0, 19 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"shipped 33553 33553 full"}, standing());
  CPPUNIT_ASSERT(close(asked.id));
  // Two of three switches and one of two bundles, as frozen.
  CPPUNIT_ASSERT_EQUAL(std::to_string(33553 - 5999 - 495 - 10001 - 825),
                       sql("SELECT total_cents - granted_cents FROM orders"));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 3 0 2 2, 2 0 2 0 1 1"}, units());
  CPPUNIT_ASSERT(close(asked.id).why() == order::ReturnRefusal::NotNow);
}

CPPUNIT_TEST_FIXTURE(OrderLife, o8_no_more_comes_back_than_left) {
  CPPUNIT_ASSERT(ask({{line(1), 1, kReason}}).why() == order::AskReturnRefusal::MoreUnits);
  shipped({{line(1), 2}});
  const auto asked = *ask({{line(1), 1, kReason}});
  CPPUNIT_ASSERT(ask({{line(1), 2, kReason}}).why() == order::AskReturnRefusal::MoreUnits);
  CPPUNIT_ASSERT(ask({}).why() == order::AskReturnRefusal::Nothing);
  CPPUNIT_ASSERT(receive(asked.id, {}).why() == order::ReturnRefusal::NotNow);
  CPPUNIT_ASSERT(answer(asked.id));
  CPPUNIT_ASSERT(answer(asked.id).why() == order::ReturnRefusal::NotNow);
  const auto before = everything();

  CPPUNIT_ASSERT(receive(asked.id, {{line(1), 2, 0, "a"}}).why() ==
                 order::ReturnRefusal::MoreUnits);
  CPPUNIT_ASSERT(receive(asked.id, {{line(1), 1, 2, "a"}}).why() ==
                 order::ReturnRefusal::MoreUnits);
  CPPUNIT_ASSERT(receive(asked.id, {{line(2), 1, 0, "a"}}).why() ==
                 order::ReturnRefusal::MoreUnits);
  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT(close(asked.id).why() == order::ReturnRefusal::NotNow);
  CPPUNIT_ASSERT(answer(base::ReturnId{77}).why() == order::ReturnRefusal::NoSuchReturn);
}

CPPUNIT_TEST_FIXTURE(OrderLife, a_refused_return_makes_room_for_another) {
  shipped({{line(1), 1}});
  CPPUNIT_ASSERT(answer(ask({{line(1), 1, kReason}})->id, order::Answer::Refused));

  const auto again = ask({{line(1), 1, kReason}});

  CPPUNIT_ASSERT(again);
  CPPUNIT_ASSERT_EQUAL(std::string{"1002"}, again->number);
}

CPPUNIT_TEST_FIXTURE(OrderLife, a_restocking_fee_is_kept_back_of_the_goods_that_came) {
  shipped({{line(1), 3}});
  const auto asked = *ask({{line(1), 1, kReason}});
  CPPUNIT_ASSERT(answer(asked.id));
  CPPUNIT_ASSERT(receive(asked.id, {{line(1), 1, 1, "b"}}));
  CPPUNIT_ASSERT(close(asked.id, Money::cents(3001)).why() == order::ReturnRefusal::FeeTooHigh);

  const auto closed = close(asked.id, Money::cents(450));

  CPPUNIT_ASSERT_EQUAL(Money::cents(3000 + 248 - 450), closed->grant.total());
}

CPPUNIT_TEST_FIXTURE(OrderLife, s9_of_30_who_receive_a_return_one_shelves_it) {
  shipped({{line(2), 2}});
  const auto asked = *ask({{line(2), 2, kReason}});
  CPPUNIT_ASSERT(answer(asked.id));

  const auto done = t::crowd<int>(*this, 30, "gds_jobs", [&](store::Db& on, int i) {
    if (i % 2 == 0)
      return on.transact(
                 "receive",
                 [&](Tx& tx) {
                   return order::receive_return(tx, asked.id, {{line(2), 2, 2, "a"}}, kWhy, kNoon);
                 })
                 ? 1
                 : 0;
    return on.transact("close",
                       [&](Tx& tx) { return order::close_return(tx, asked.id, {}, kWhy, kNoon); })
               ? 100
               : 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(done.begin(), done.end(), 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"20 3, 20 0"}, stock());
  if (std::count(done.begin(), done.end(), 100) == 0) CPPUNIT_ASSERT(close(asked.id));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM refunds"));
}

CPPUNIT_TEST_FIXTURE(OrderLife, each_step_fails_at_any_statement_and_leaves_nothing) {
  FulfilmentId parcel{0};
  base::ReturnId asked{0};
  fails_at_each_statement([&] { parcel = *pack({{line(1), 2}, {line(2), 1}}); });
  fails_at_each_statement([&] { CPPUNIT_ASSERT(ship(parcel)); });
  fails_at_each_statement([&] { CPPUNIT_ASSERT(deliver(parcel)); });
  fails_at_each_statement([&] { CPPUNIT_ASSERT(cancel({{line(1), 1}})); });
  fails_at_each_statement([&] { asked = ask({{line(1), 1, kReason}, {line(2), 1, kReason}})->id; });
  fails_at_each_statement([&] { CPPUNIT_ASSERT(answer(asked)); });
  fails_at_each_statement([&] {
    CPPUNIT_ASSERT(receive(asked, {{line(1), 1, 1, "a"}, {line(2), 1, 1, "b"}}));
  });
  fails_at_each_statement([&] { CPPUNIT_ASSERT(close(asked, Money::cents(100))); });
  CPPUNIT_ASSERT(pack({{line(2), 1}}));
  fails_at_each_statement([&] { CPPUNIT_ASSERT(cancel_rest()); });
}

}  // namespace
