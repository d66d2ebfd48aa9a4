#include "order/exchange.h"

#include "documents/documents.h"
#include "order/cancel.h"
#include "order/timeline.h"
#include "payment/offline.h"
#include "t/golden.h"
#include "t/order/editing.h"
#include "t/pdf.h"
#include "t/race/crowd.h"

namespace {

using base::Money;
using base::OrderEditId;
using base::ReturnId;
using order::EditWhy;
using order::ExchangeWhy;
using store::Tx;
using t::kNoon;

// All of the order has left and arrived; one switch of $30.00 and $2.48 tax is to come back.
struct Exchanges : t::Edits {
  void setUp() override {
    t::Edits::setUp();
    ship({{line(1), 3}, {line(2), 2}});
    sql("UPDATE fulfilments SET state = 'delivered', delivered_at = shipped_at");
    db().transact("settle", [&](Tx& tx) {
      order::move(tx, kOrder, order::State::Shipped, order::State::Delivered, kWhy, kNoon);
      return base::Done{};
    });
    back = db().transact("ask", [&](Tx& tx) {
      return order::ask_return(tx, kOrder, {{line(1), 1, order::ReturnReason::Defective}}, kWhy,
                               kNoon)
          ->id;
    });
  }
  auto begin() {
    return db().transact("exchange",
                         [&](Tx& tx) { return order::begin_exchange(tx, back, kWhy, kNoon); });
  }
  // An exchange for a cable of $100.00 and $8.25 tax, or at a price of staff's.
  OrderEditId for_a_cable(std::optional<Money> price = std::nullopt) {
    const auto edit = *begin();
    CPPUNIT_ASSERT(add(edit, {cable_variant(), 1, price, price ? "even" : ""}));
    return edit;
  }
  auto approve(store::Db& on, const std::string& seen) {
    return on.transact(
        "approve", [&](Tx& tx) { return order::approve_exchange(tx, back, seen, kWhy, kNoon); });
  }
  void approved(std::optional<Money> price = std::nullopt) {
    CPPUNIT_ASSERT(approve(db(), preview(for_a_cable(price))->fingerprint));
  }
  auto answer(order::Answer what) {
    return db().transact("answer",
                         [&](Tx& tx) { return order::answer_return(tx, back, what, kWhy, kNoon); });
  }
  void come(int units) {
    db().transact("come", [&](Tx& tx) {
      CPPUNIT_ASSERT(order::receive_return(tx, back, {{line(1), units, units, "a"}}, kWhy, kNoon));
      CPPUNIT_ASSERT(order::close_return(tx, back, {}, kWhy, kNoon));
      return base::Done{};
    });
  }
  Money asked() {
    return db().snapshot("asked", [](Tx& tx) { return order::to_ask(tx, kOrder); });
  }
  ReturnId back{0};
};

CPPUNIT_TEST_FIXTURE(Exchanges, r2_25_what_comes_back_pays_for_what_goes_out) {
  const auto edit = for_a_cable();
  const auto shown = *preview(edit);
  CPPUNIT_ASSERT_EQUAL(Money::cents(3248), shown.awaited);
  CPPUNIT_ASSERT_EQUAL(Money::cents(10825), shown.balance);
  CPPUNIT_ASSERT_EQUAL(std::string{"13 0, 18 0"}, stock());

  CPPUNIT_ASSERT(approve(db(), shown.fingerprint));

  // The unit is the order's from here on; nobody is asked for the whole price of it.
  CPPUNIT_ASSERT_EQUAL(std::string{"13 0, 18 1"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"approved"}, sql("SELECT state FROM returns"));
  CPPUNIT_ASSERT_EQUAL(std::string{"partly_shipped"}, sql("SELECT state FROM orders"));
  CPPUNIT_ASSERT_EQUAL(std::string{"10825"}, balance());
  CPPUNIT_ASSERT_EQUAL(Money::cents(10825 - 3248), asked());
  come(1);
  CPPUNIT_ASSERT_EQUAL(std::to_string(10825 - 3248), balance());
  CPPUNIT_ASSERT_EQUAL(Money::cents(10825 - 3248), asked());
  ship({{base::OrderLineId{3}, 1}});
  CPPUNIT_ASSERT_EQUAL(std::string{"14 0, 17 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"shipped"}, sql("SELECT state FROM orders"));
}

CPPUNIT_TEST_FIXTURE(Exchanges, r2_25_what_goes_out_for_less_leaves_the_rest_owed) {
  approved(Money::cents(1000));
  CPPUNIT_ASSERT_EQUAL(Money{}, asked());
  CPPUNIT_ASSERT_EQUAL(std::string{"1083"}, balance());

  come(1);

  CPPUNIT_ASSERT_EQUAL(std::to_string(1083 - 3248), balance());
  CPPUNIT_ASSERT_EQUAL(Money{}, asked());
}

CPPUNIT_TEST_FIXTURE(Exchanges, r2_25_what_did_not_come_pays_for_nothing) {
  approved();

  come(0);

  CPPUNIT_ASSERT_EQUAL(std::string{"10825"}, balance());
  CPPUNIT_ASSERT_EQUAL(Money::cents(10825), asked());
}

CPPUNIT_TEST_FIXTURE(Exchanges, nothing_goes_out_for_a_return_that_is_not_approved) {
  const auto edit = for_a_cable();
  const auto seen = preview(edit)->fingerprint;
  refused(EditWhy::NotApproved, [&] { return confirm(db(), edit, seen); });
  CPPUNIT_ASSERT_THROW(sql("UPDATE order_edits SET state = 'confirmed', ended_at = now()"),
                       store::DbError);

  CPPUNIT_ASSERT(answer(order::Answer::Refused));

  CPPUNIT_ASSERT_EQUAL(std::string{"abandoned"}, sql("SELECT state FROM order_edits"));
  CPPUNIT_ASSERT(approve(db(), seen).why().why == ExchangeWhy::NoExchange);
  CPPUNIT_ASSERT(begin().why().why == ExchangeWhy::NotNow);
  CPPUNIT_ASSERT_EQUAL(std::string{"13 0, 18 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(Exchanges, an_exchange_that_cannot_be_leaves_its_return_as_it_was) {
  const auto before = everything();
  CPPUNIT_ASSERT(
      db().transact("none",
                    [&](Tx& tx) { return order::begin_exchange(tx, ReturnId{9}, kWhy, kNoon); })
          .why()
          .why == ExchangeWhy::NoSuchReturn);
  CPPUNIT_ASSERT(approve(db(), "x").why().why == ExchangeWhy::NoExchange);
  CPPUNIT_ASSERT_EQUAL(before, everything());
  const auto edit = *begin();
  CPPUNIT_ASSERT(begin().why().edit == EditWhy::OneIsOpen);
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 19}));
  const auto short_of = everything();
  const auto shown = *preview(edit);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shown.lacking.size());

  CPPUNIT_ASSERT(approve(db(), shown.fingerprint).why().edit == EditWhy::SoldOut);

  CPPUNIT_ASSERT_EQUAL(short_of, everything());
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 1}));
  CPPUNIT_ASSERT(approve(db(), shown.fingerprint).why().edit == EditWhy::Outdated);
  CPPUNIT_ASSERT(answer(order::Answer::Approved));
  CPPUNIT_ASSERT(approve(db(), preview(edit)->fingerprint));
  CPPUNIT_ASSERT(begin().why().edit == EditWhy::OneIsOpen);
}

CPPUNIT_TEST_FIXTURE(Exchanges, m7_an_exchange_answers_a_return_of_its_own_order) {
  const auto other = std::to_string(place().raw());

  CPPUNIT_ASSERT_THROW(sql("INSERT INTO order_edits (order_id, state, return_id, actor, opened_at) "
                           "VALUES (" +
                           other + ", 'open', 1, 'x', '2026-11-22')"),
                       store::DbError);
}

CPPUNIT_TEST_FIXTURE(Exchanges, a_replacement_that_is_cancelled_leaves_the_return_its_refund) {
  approved();
  CPPUNIT_ASSERT(db().transact("cancel", [&](Tx& tx) {
    return order::cancel_units(tx, kOrder, {{base::OrderLineId{3}, 1}}, kWhy, kNoon);
  }));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, balance());

  come(1);

  CPPUNIT_ASSERT_EQUAL(std::string{"-3248"}, balance());
  CPPUNIT_ASSERT_EQUAL(std::string{"14 0, 18 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(Exchanges, the_return_slip_and_the_timeline_say_what_is_exchanged) {
  approved();

  const auto slip = db().transact("slip", [&](Tx& tx) {
    const auto made = documents::make(
        tx, documents::Kind::ReturnSlip, kOrder,
        {"GigDataServ", {"Austin"}, {"Dock 4"}, "https://shop.example"}, "test", kNoon);
    return documents::body(tx, made->front().id);
  });
  CPPUNIT_ASSERT(t::has(t::text_of_pdf(slip), "In exchange we send: 1 x "));
  std::string told;
  for (const auto& entry :
       db().snapshot("told", [](Tx& tx) { return order::timeline(tx, kOrder); }))
    if (entry.told && entry.state.empty()) told += entry.what + ": " + *entry.told + "\n";
  CPPUNIT_ASSERT(
      told.ends_with("return asked for: \nreturn approved: \n"
                     "order changed: total $335.53, now $443.78\n"
                     "exchange approved: \n"));
}

CPPUNIT_TEST_FIXTURE(Exchanges, an_exchange_fails_at_any_statement_and_leaves_nothing) {
  OrderEditId edit{0};
  fails_at_each_statement([&] { edit = *begin(); });
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 1}));
  const auto seen = preview(edit)->fingerprint;
  fails_at_each_statement([&] { CPPUNIT_ASSERT(approve(db(), seen)); });
}

CPPUNIT_TEST_FIXTURE(Exchanges, s9_of_30_who_approve_and_refuse_an_exchange_one_decides) {
  const auto seen = preview(for_a_cable())->fingerprint;

  const auto done = t::crowd<int>(*this, 30, "gds_jobs", [&](store::Db& on, int i) {
    if (i % 2 == 0) return approve(on, seen) ? 1 : 0;
    return on.transact("refuse",
                       [&](Tx& tx) {
                         return order::answer_return(tx, back, order::Answer::Refused, kWhy, kNoon);
                       })
               ? 100
               : 0;
  });

  const auto approvals = std::count(done.begin(), done.end(), 1);
  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, approvals + std::count(done.begin(), done.end(), 100));
  CPPUNIT_ASSERT_EQUAL(approvals == 1 ? std::string{"13 0, 18 1"} : std::string{"13 0, 18 0"},
                       stock());
}

}  // namespace
