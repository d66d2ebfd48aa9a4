#include <algorithm>

#include "order/fulfil.h"
#include "order/returns.h"
#include "t/placed.h"
#include "t/race/crowd.h"

// What a buyer may ask back by the page of the order, and who is told of it.
namespace {

using order::Answer;
using order::ReturnReason;
using store::Tx;
using t::kNoon;

constexpr std::chrono::hours kDay{24};

struct ReturnsAsked : t::PlacedOrder {
  base::FulfilmentId shipped(const std::vector<order::LineUnits>& lines) {
    return db().transact("ship", [&](Tx& tx) {
      const auto parcel = *order::pack(tx, kOrder, lines, kWhy, kNoon);
      CPPUNIT_ASSERT(order::ship(tx, parcel, {"UPS", "1Z999"}, kWhy, kNoon));
      return parcel;
    });
  }
  // "POSITION:UNITS until", of each line.
  std::string returnable(base::Instant now) {
    const auto lines =
        db().snapshot("returnable", [&](Tx& tx) { return order::returnable(tx, kOrder, now); });
    std::string text;
    for (const auto& line : lines)
      text += (text.empty() ? "" : ", ") + std::to_string(line.position) + ':' +
              std::to_string(line.units) + ' ' + base::to_iso8601(line.until);
    return text;
  }
  // By the buyer.
  auto ask(int units, base::Instant now = kNoon) {
    return db().transact("ask", [&](Tx& tx) {
      return order::ask_return_of_buyer(tx, kOrder, {{line(1), units, ReturnReason::Defective}},
                                        "the fan is loud", now);
    });
  }
  auto answer(base::ReturnId id, Answer what) {
    return db().transact("answer", [&](Tx& tx) {
      return order::answer_return(tx, id, what, {"test", "not bought here"}, kNoon);
    });
  }
  std::string mails() {
    return sql(
        "SELECT coalesce(string_agg(kind || ' ' || key || ' ' || payload::text, ', ' ORDER BY id), "
        "'') FROM outbox WHERE kind LIKE '%return%'");
  }
};

CPPUNIT_TEST_FIXTURE(ReturnsAsked, what_came_can_be_asked_back_for_thirty_days_and_once) {
  CPPUNIT_ASSERT_EQUAL(std::string{}, returnable(kNoon));
  const auto parcel = shipped({{line(1), 3}});
  // The longest way that was promised, and thirty days.
  const auto promised = sql("SELECT max_days FROM orders WHERE id = 1");
  const auto until = kNoon + kDay * (std::stoi(promised) + 30);
  CPPUNIT_ASSERT_EQUAL("1:3 " + base::to_iso8601(until), returnable(kNoon));
  CPPUNIT_ASSERT_EQUAL("1:3 " + base::to_iso8601(until), returnable(until));
  CPPUNIT_ASSERT_EQUAL(std::string{}, returnable(until + std::chrono::microseconds{1}));

  // Delivered sooner, the days begin then.
  CPPUNIT_ASSERT(db().transact(
      "deliver", [&](Tx& tx) { return order::deliver(tx, parcel, kWhy, kNoon + kDay); }));
  CPPUNIT_ASSERT_EQUAL("1:3 " + base::to_iso8601(kNoon + kDay * 31), returnable(kNoon));

  const auto first = ask(2);
  CPPUNIT_ASSERT_EQUAL("1:1 " + base::to_iso8601(kNoon + kDay * 31), returnable(kNoon));
  CPPUNIT_ASSERT(answer(first->id, Answer::Refused));
  CPPUNIT_ASSERT_EQUAL("1:3 " + base::to_iso8601(kNoon + kDay * 31), returnable(kNoon));
}

CPPUNIT_TEST_FIXTURE(ReturnsAsked, a_buyer_gets_no_more_than_the_page_offers_and_nothing_changes) {
  shipped({{line(1), 3}});
  const auto until =
      kNoon + kDay * (std::stoi(sql("SELECT max_days FROM orders WHERE id = 1")) + 30);
  const auto refused = [&](auto&& asked) {
    const auto before = everything();
    CPPUNIT_ASSERT(asked().why() == order::AskReturnRefusal::MoreUnits);
    CPPUNIT_ASSERT_EQUAL(before, everything());
  };

  refused([&] { return ask(4); });
  refused([&] { return ask(1, until + std::chrono::microseconds{1}); });
  sql("UPDATE order_lines SET condition = 'for_parts' WHERE position = 1");
  CPPUNIT_ASSERT_EQUAL(std::string{}, returnable(kNoon));
  refused([&] { return ask(1); });
  // Staff may take back what they like.
  CPPUNIT_ASSERT(db().transact("ask", [&](Tx& tx) {
    return order::ask_return(tx, kOrder, {{line(1), 3, ReturnReason::Other}}, kWhy, until + kDay);
  }));
  CPPUNIT_ASSERT_EQUAL(std::string{}, mails());  // who asks for a buyer knows of it
}

CPPUNIT_TEST_FIXTURE(ReturnsAsked, staff_are_told_of_a_buyers_wish_and_the_buyer_of_the_answer) {
  shipped({{line(1), 3}});
  const auto asked = ask(2);
  CPPUNIT_ASSERT_EQUAL(std::string{"mail.staff_return return-1 {\"order\": 1, \"return\": 1}"},
                       mails());
  CPPUNIT_ASSERT(answer(asked->id, Answer::Approved));
  CPPUNIT_ASSERT(!answer(asked->id, Answer::Refused));

  CPPUNIT_ASSERT_EQUAL(std::string{"mail.staff_return return-1 {\"order\": 1, \"return\": 1}, "
                                   "mail.return_answered return-1 {\"order\": 1, \"return\": 1}"},
                       mails());
}

CPPUNIT_TEST_FIXTURE(ReturnsAsked, a_wish_that_fails_at_any_statement_leaves_nothing) {
  shipped({{line(1), 3}});
  base::ReturnId asked{0};

  fails_at_each_statement([&] { asked = ask(2)->id; });
  fails_at_each_statement([&] { CPPUNIT_ASSERT(answer(asked, Answer::Approved)); });
}

CPPUNIT_TEST_FIXTURE(ReturnsAsked, of_ten_who_ask_for_the_same_units_one_gets_them) {
  shipped({{line(1), 3}});

  const auto got = t::crowd<int>(*this, 10, "gds_shop", [&](store::Db& on, int) {
    return on.transact("ask",
                       [&](Tx& tx) {
                         return order::ask_return_of_buyer(
                             tx, kOrder, {{line(1), 2, ReturnReason::Late}}, "", kNoon);
                       })
               ? 1
               : 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(got.begin(), got.end(), 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 2"},
                       sql("SELECT count(*) || ' ' || (SELECT sum(units) FROM return_lines) FROM "
                           "returns"));
}

}  // namespace
