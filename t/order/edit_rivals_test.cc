#include <array>
#include <random>

#include "order/cancel.h"
#include "order/edit.h"
#include "order/read.h"
#include "payment/offline.h"
#include "t/order/editing.h"
#include "t/race/crowd.h"

namespace {

using base::Money;
using base::OrderEditId;
using store::Tx;
using t::Edits;
using t::kNoon;

CPPUNIT_TEST_FIXTURE(Edits, each_step_of_an_edit_fails_at_any_statement_and_leaves_nothing) {
  OrderEditId edit{0};
  fails_at_each_statement([&] { edit = *begin(); });
  fails_at_each_statement([&] { CPPUNIT_ASSERT(add(edit, {cable_variant(), 1})); });
  fails_at_each_statement([&] { CPPUNIT_ASSERT(cancel(edit, {line(2), 1})); });
  fails_at_each_statement([&] { CPPUNIT_ASSERT(address(edit, moved_to("1 Elm St"))); });
  fails_at_each_statement([&] { CPPUNIT_ASSERT(shipping(edit, 100)); });
  const auto seen = preview(edit)->fingerprint;
  fails_at_each_statement([&] { CPPUNIT_ASSERT(confirm(db(), edit, seen)); });
  const auto other = *begin();
  fails_at_each_statement([&] { CPPUNIT_ASSERT(abandon(other)); });
}

CPPUNIT_TEST_FIXTURE(Edits, s9_of_30_who_confirm_an_edit_one_does) {
  const auto edit = *begin();
  CPPUNIT_ASSERT(add(edit, {bundle_variant(), 1}));
  CPPUNIT_ASSERT(cancel(edit, {line(1), 1}));
  const auto seen = preview(edit)->fingerprint;

  const auto done = t::crowd<int>(
      *this, 30, "gds_jobs", [&](store::Db& on, int) { return confirm(on, edit, seen) ? 1 : 0; });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(done.begin(), done.end(), 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"20 8, 20 3"}, stock());
}

CPPUNIT_TEST_FIXTURE(Edits, o8_an_edit_a_parcel_and_a_cancellation_at_once_do_not_share_a_unit) {
  const auto edit = *begin();
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 1}));
  CPPUNIT_ASSERT(cancel(edit, {line(1), 3}));
  const auto seen = preview(edit)->fingerprint;

  const auto done = t::crowd<std::string>(*this, 30, "gds_jobs", [&](store::Db& on, int i) {
    switch (i % 3) {
      case 0:
        return std::string{confirm(on, edit, seen) ? "edited" : ""};
      case 1:
        return std::string{
            on.transact("send",
                        [&](Tx& tx) {
                          const auto parcel = order::pack(tx, kOrder, {{line(1), 3}}, kWhy, kNoon);
                          return parcel && order::ship(tx, *parcel, {"UPS", ""}, kWhy, kNoon);
                        })
                ? "sent"
                : ""};
      default:
        return std::string{
            on.transact("cancel",
                        [&](Tx& tx) {
                          return order::cancel_units(tx, kOrder, {{line(1), 3}}, kWhy, kNoon);
                        })
                ? "cancelled"
                : ""};
    }
  });

  // The units went one way; that the sums still hold is told in tearDown.
  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{29}, std::count(done.begin(), done.end(), ""));
}

CPPUNIT_TEST_FIXTURE(Edits, r2_25_the_balance_is_right_after_any_sequence_of_edits) {
  std::mt19937 random{20261127};
  const auto roll = [&](int most) {
    return static_cast<int>(random() % static_cast<unsigned>(most));
  };
  const std::array variants{switch_variant(), cable_variant(), bundle_variant()};
  int confirmed = 0;
  for (int turn = 0; turn < 60; ++turn) {
    const auto edit = begin();
    CPPUNIT_ASSERT(edit);
    const auto lines = db().snapshot("lines", [](Tx& tx) { return order::progress(tx, kOrder); });
    if (roll(3) > 0) {
      const auto price = roll(2) == 0 ? std::optional{Money::cents(1 + roll(20000))} : std::nullopt;
      CPPUNIT_ASSERT(
          add(*edit, {variants[static_cast<std::size_t>(roll(3))], 1 + roll(2), price, "why"}));
    }
    for (const auto& line : lines)
      if (line.open() > 0 && roll(3) == 0)
        CPPUNIT_ASSERT(cancel(*edit, {line.line, 1 + roll(line.open())}));
    if (roll(2) == 0) CPPUNIT_ASSERT(shipping(*edit, roll(4000) - 1500));
    const auto shown = preview(*edit);
    if (!shown || !shown->lacking.empty()) {
      CPPUNIT_ASSERT(abandon(*edit));
    } else {
      const std::int64_t before = std::stoll(balance());
      CPPUNIT_ASSERT(confirm(db(), *edit, shown->fingerprint));
      CPPUNIT_ASSERT_EQUAL(shown->balance, Money::cents(std::stoll(balance())));
      CPPUNIT_ASSERT_EQUAL(before + (shown->rise() - shown->given.total()).in_cents(),
                           static_cast<std::int64_t>(std::stoll(balance())));
      CPPUNIT_ASSERT_EQUAL(balance(),
                           sql("SELECT o.total_cents - (SELECT coalesce(sum(total_cents), 0) FROM "
                               "refunds) - (SELECT sum(captured_cents - refunded_cents) FROM "
                               "payments) FROM orders o"));
      ++confirmed;
    }
    if (const auto due = std::stoll(balance()); due > 0 && roll(2) == 0)
      CPPUNIT_ASSERT(db().transact("pay", [&](Tx& tx) {
        return payment::record_offline(
            tx, kOrder,
            {payment::Offline::Check, Money::cents(due), "check " + std::to_string(turn)}, "staff",
            kNoon);
      }));
  }
  CPPUNIT_ASSERT(confirmed > 20);
}

// The tax of what is added.

}  // namespace
