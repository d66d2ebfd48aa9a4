#include <algorithm>

#include "t/race/crowd.h"
#include "t/tender/stage.h"

namespace {

using base::Money;
using base::OrderId;
using store::Tx;
using t::kNoon;
using t::minutes_later;
using tender::Part;
using tender::Purse;
using tender::Source;
using tender::Written;

constexpr OrderId kOrder{12};

struct TenderUse : t::Tender {};

CPPUNIT_TEST_FIXTURE(TenderUse,
                     l1_the_balance_is_the_sum_of_entries_and_what_is_promised_is_taken) {
  const auto a = card(5000);
  const auto c = credit(7, 3000);

  CPPUNIT_ASSERT(*authorize(kOrder, {{a, cents(5000)}, {c, cents(1200)}}) == Written::Now);

  CPPUNIT_ASSERT_EQUAL(std::string{"5000 0 5000, 3000 0 1200"}, counters());
  CPPUNIT_ASSERT(*authorize(kOrder, {{a, cents(5000)}, {c, cents(1200)}}) == Written::Before);
  CPPUNIT_ASSERT_EQUAL(cents(6200), capture(kOrder));
  CPPUNIT_ASSERT_EQUAL(std::string{"5000 5000 0, 3000 1200 0"}, counters());
  CPPUNIT_ASSERT_EQUAL(cents(6200), capture(kOrder));
  CPPUNIT_ASSERT_EQUAL(Money{}, release(kOrder));
  CPPUNIT_ASSERT_EQUAL(std::string{"5000 5000 0, 3000 1200 0"}, counters());
  CPPUNIT_ASSERT_EQUAL(std::string{"6"}, entry_count());
  const auto use = run([](Tx& tx) { return tender::use(tx, kOrder); });
  CPPUNIT_ASSERT_EQUAL(Money{}, use.authorized);
  CPPUNIT_ASSERT_EQUAL(cents(6200), use.used);
}

CPPUNIT_TEST_FIXTURE(TenderUse, l2_more_than_is_there_is_promised_to_nobody) {
  const auto a = card(5000);
  const auto b = card(1000);
  CPPUNIT_ASSERT(authorize(OrderId{1}, {{a, cents(4000)}}));

  const auto refused = authorize(kOrder, {{b, cents(1000)}, {a, cents(1001)}});

  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT(a == refused.why().source);
  CPPUNIT_ASSERT_EQUAL(cents(1000), refused.why().available);
  CPPUNIT_ASSERT_EQUAL(std::string{"5000 0 4000, 1000 0 0"}, counters());
  CPPUNIT_ASSERT_EQUAL(std::string{"3"}, entry_count());
}

CPPUNIT_TEST_FIXTURE(TenderUse, l2_what_is_released_is_there_again_and_is_not_taken_later) {
  const auto a = card(5000);
  CPPUNIT_ASSERT(authorize(kOrder, {{a, cents(5000)}}));

  CPPUNIT_ASSERT_EQUAL(cents(5000), release(kOrder));

  CPPUNIT_ASSERT_EQUAL(Money{}, release(kOrder));
  CPPUNIT_ASSERT_EQUAL(Money{}, capture(kOrder));
  CPPUNIT_ASSERT_EQUAL(std::string{"5000 0 0"}, counters());
  CPPUNIT_ASSERT(authorize(OrderId{13}, {{a, cents(5000)}}));
}

CPPUNIT_TEST_FIXTURE(TenderUse, l2_a_part_of_what_is_promised_is_taken_and_the_rest_given_up) {
  const auto a = card(1000);
  const auto b = card(1000);
  const auto c = credit(7, 1000);
  CPPUNIT_ASSERT(authorize(kOrder, {{a, cents(1000)}, {b, cents(1000)}, {c, cents(1000)}}));
  const auto part = [&](std::int64_t n) {
    return run([&](Tx& tx) { return tender::capture_part(tx, kOrder, cents(n), "test", kNoon); });
  };

  CPPUNIT_ASSERT(part(3001).why() == tender::CaptureRefused::NotPromised);
  CPPUNIT_ASSERT_EQUAL(std::string{"1000 0 1000, 1000 0 1000, 1000 0 1000"}, counters());
  CPPUNIT_ASSERT(part(1300));

  CPPUNIT_ASSERT_EQUAL(std::string{"1000 1000 0, 1000 300 0, 1000 0 0"}, counters());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"captured captured voided"},
      sql("SELECT string_agg(kind, ' ' ORDER BY id) FROM tender_entries WHERE id > 6"));
}

CPPUNIT_TEST_FIXTURE(TenderUse, l3_a_card_expires_at_its_instant_by_the_clock_alone) {
  const auto made = issued(5000, minutes_later(10));
  const Source a{.card = made.card};
  const auto last = minutes_later(10) - std::chrono::microseconds{1};
  const auto found = [&](base::Instant now) {
    return run([&](Tx& tx) { return tender::find(tx, made.code.reveal(), now); });
  };

  CPPUNIT_ASSERT_EQUAL(cents(5000), found(last)->available);
  CPPUNIT_ASSERT(!found(minutes_later(10)));
  CPPUNIT_ASSERT_EQUAL(cents(5000), run([&](Tx& tx) { return tender::balance(tx, a, last); }));
  CPPUNIT_ASSERT_EQUAL(Money{},
                       run([&](Tx& tx) { return tender::balance(tx, a, minutes_later(10)); }));
  CPPUNIT_ASSERT_EQUAL(
      std::size_t{0},
      run([&](Tx& tx) { return tender::purses(tx, {made.card}, {}, minutes_later(10)); }).size());
  const auto refused = authorize(kOrder, {{a, cents(1)}}, minutes_later(10));
  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT_EQUAL(Money{}, refused.why().available);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, entry_count());
  // What was promised in time is taken later.
  CPPUNIT_ASSERT(authorize(kOrder, {{a, cents(5000)}}, last));
  CPPUNIT_ASSERT_EQUAL(cents(5000), capture(kOrder, minutes_later(20)));
}

CPPUNIT_TEST_FIXTURE(TenderUse, unknown_expired_and_disabled_codes_read_the_same) {
  const auto good = issued(5000);
  const auto gone = issued(5000);
  CPPUNIT_ASSERT(run([&](Tx& tx) {
    return tender::disable(tx, gone.card, "stolen", {"theft 1", "test"}, kNoon);
  }));
  const auto find = [&](const std::string& code) {
    return run([&](Tx& tx) { return tender::find(tx, code, kNoon); });
  };

  CPPUNIT_ASSERT(!find(gone.code.reveal()));
  CPPUNIT_ASSERT(!find("0000-0000-0000-0000-0000"));
  CPPUNIT_ASSERT(!find("x"));
  const auto purse = find(good.code.reveal());
  CPPUNIT_ASSERT(purse && purse->source == Source{.card = good.card});
  CPPUNIT_ASSERT_EQUAL(good.code.reveal().substr(20), purse->last4);
  // The database does not know the code (L5).
  CPPUNIT_ASSERT_EQUAL(std::string{"0"},
                       sql("SELECT count(*) FROM gift_cards WHERE to_jsonb(gift_cards)::text LIKE "
                           "'%" +
                           good.code.reveal().substr(0, 19) + "%'"));
}

CPPUNIT_TEST_FIXTURE(TenderUse, the_earliest_expiry_pays_first_then_the_older_card_then_credit) {
  credit(7, 100);
  const auto never = *card(100).card;
  const auto never_too = *card(100).card;
  const auto late = *card(100, minutes_later(20)).card;
  const auto soon = *card(100, minutes_later(10)).card;
  CPPUNIT_ASSERT(authorize(kOrder, {{{.card = never_too}, cents(100)}}));

  const auto purses = run([&](Tx& tx) {
    return tender::purses(tx, {never_too, never, late, soon}, base::CustomerId{7}, kNoon);
  });

  std::string order;
  for (const auto& purse : purses)
    order += purse.source.card ? std::to_string(purse.source.card->raw()) + " " : "credit";
  CPPUNIT_ASSERT_EQUAL(std::to_string(soon.raw()) + " " + std::to_string(late.raw()) + " " +
                           std::to_string(never.raw()) + " credit",
                       order);
}

CPPUNIT_TEST_FIXTURE(TenderUse, what_is_left_to_pay_is_nothing_or_50_cents_at_least) {
  const auto paid = [](std::int64_t total, std::initializer_list<std::int64_t> there) {
    std::vector<Purse> purses;
    std::int64_t id = 0;
    for (const auto n : there)
      purses.push_back({{.card = base::GiftCardId{++id}}, "", cents(n), {}});
    std::string text;
    for (const auto& part : tender::spread(cents(total), purses))
      text += std::to_string(part.source.card->raw()) + ":" +
              std::to_string(part.amount.in_cents()) + " ";
    return text;
  };

  CPPUNIT_ASSERT_EQUAL(std::string{"1:1000 "}, paid(1000, {1000, 500}));
  CPPUNIT_ASSERT_EQUAL(std::string{"1:600 2:400 "}, paid(1000, {600, 500}));
  CPPUNIT_ASSERT_EQUAL(std::string{"1:950 "}, paid(1000, {950}));
  CPPUNIT_ASSERT_EQUAL(std::string{"1:950 "}, paid(1000, {951}));
  CPPUNIT_ASSERT_EQUAL(std::string{"1:950 "}, paid(1000, {950, 49}));
  CPPUNIT_ASSERT_EQUAL(std::string{"1:940 2:10 "}, paid(1000, {940, 59}));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, paid(40, {39}));
  CPPUNIT_ASSERT_EQUAL(std::string{"1:40 "}, paid(40, {40}));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, paid(0, {40}));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, paid(1000, {}));
}

CPPUNIT_TEST_FIXTURE(TenderUse, nothing_is_left_when_promising_fails_at_any_statement) {
  const auto a = card(1000);
  const auto c = credit(7, 1000);
  int fails = 0;
  for (int nth = 1;; ++nth) {
    t::FailAt fail{nth};
    db().watch(&fail);
    bool done = false;
    try {
      done = static_cast<bool>(authorize(kOrder, {{a, cents(1000)}, {c, cents(10)}}));
    } catch (const store::DbError&) {
      ++fails;
    }
    db().watch(nullptr);
    if (done) break;
    CPPUNIT_ASSERT_EQUAL(std::string{"1000 0 0, 1000 0 0"}, counters());
  }
  CPPUNIT_ASSERT(fails > 4);
  for (int nth = 1; capture(OrderId{99}) == Money{}; ++nth) {
    t::FailAt fail{nth};
    db().watch(&fail);
    bool done = false;
    try {
      done = capture(kOrder) == cents(1010);
    } catch (const store::DbError&) {
    }
    db().watch(nullptr);
    if (done) break;
    CPPUNIT_ASSERT_EQUAL(std::string{"1000 0 1000, 1000 0 10"}, counters());
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"1000 1000 0, 1000 10 0"}, counters());
}

CPPUNIT_TEST_FIXTURE(TenderUse, the_database_itself_keeps_the_ledger) {
  const auto a = card(1000);
  CPPUNIT_ASSERT(authorize(kOrder, {{a, cents(600)}}));
  const auto before = counters();
  const std::string insert =
      "INSERT INTO tender_entries (gift_card_id, kind, amount_delta, used_delta, "
      "authorized_delta, order_id, authorization_id, cause, key, reason, actor, at, currency) "
      "VALUES (1, ";
  const auto entry = [&](const std::string& values, const std::string& currency = "usd") {
    return refused(insert + values + ", 'test', 'key', 'why', 'test', '2026-11-22', '" + currency +
                   "')");
  };

  CPPUNIT_ASSERT_EQUAL(std::string{"42501"}, refused("UPDATE tender_entries SET reason = 'x'"));
  CPPUNIT_ASSERT_EQUAL(std::string{"42501"}, refused("DELETE FROM tender_entries"));
  CPPUNIT_ASSERT_EQUAL(std::string{"42501"}, refused("TRUNCATE tender_entries"));
  // L2: a capture of more than was promised; of another order; twice; a second promise too many.
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"}, entry("'captured', 0, 601, -600, 12, 2"));
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"}, entry("'captured', 0, 500, -500, 12, 2"));
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"}, entry("'captured', 0, 600, -600, 13, 2"));
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"}, entry("'voided', 0, 0, -600, 12, 1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"}, entry("'authorized', 0, 0, 401, 13, NULL"));
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"}, entry("'adjusted', -401, 0, 0, NULL, NULL"));
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"}, entry("'refunded', 0, -1, 0, 12, NULL"));
  // L4: another currency.
  CPPUNIT_ASSERT_EQUAL(std::string{"23503"}, entry("'issued', 5, 0, 0, NULL, NULL", "eur"));
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"}, refused("UPDATE gift_cards SET currency = 'eur'"));
  CPPUNIT_ASSERT_EQUAL(before, counters());
  CPPUNIT_ASSERT_EQUAL(std::string{""}, entry("'captured', 0, 600, -600, 12, 2"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"23505"},
      refused(insert + "'voided', 0, 0, -600, 12, 2, 'test', 'key 2', '', 'test', '2026-11-22', "
                       "'usd')"));
}

CPPUNIT_TEST_FIXTURE(TenderUse, l2_of_100_who_want_the_last_cent_one_gets_it) {
  const auto a = card(1);

  const auto got = t::crowd<bool>(*this, 100, "gds_jobs", [&](store::Db& on, int i) {
    return on.transact("authorize",
                       [&](Tx& tx) -> base::Result<bool, tender::Lacking> {
                         const OrderId order{i + 1};
                         const auto done =
                             tender::authorize(tx, order, {{a, Money::cents(1)}},
                                               {"order " + std::to_string(i + 1), "test"}, kNoon);
                         if (!done) return done.why();
                         return true;
                       })
               ? true
               : false;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(got.begin(), got.end(), true));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 1"}, counters());
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, entry_count());
}

CPPUNIT_TEST_FIXTURE(TenderUse, l2_of_taking_and_giving_up_at_once_one_happens) {
  std::vector<Part> parts;
  for (int i = 0; i < 3; ++i) parts.push_back({card(100), cents(100)});
  CPPUNIT_ASSERT(authorize(kOrder, parts));

  const auto moved = t::crowd<Money>(*this, 20, "gds_hooks", [&](store::Db& on, int i) {
    return on.transact("end", [&](Tx& tx) {
      return i % 2 == 0 ? tender::capture(tx, kOrder, "test", kNoon)
                        : Money{} - tender::release(tx, kOrder, "test", kNoon);
    });
  });

  const auto use = run([](Tx& tx) { return tender::use(tx, kOrder); });
  CPPUNIT_ASSERT_EQUAL(Money{}, use.authorized);
  const bool captured = use.used == cents(300);
  CPPUNIT_ASSERT(captured || use.used.is_zero());
  CPPUNIT_ASSERT_EQUAL(captured ? std::ptrdiff_t{0} : std::ptrdiff_t{1},
                       std::count(moved.begin(), moved.end(), cents(-300)));
  CPPUNIT_ASSERT_EQUAL(captured ? std::ptrdiff_t{10} : std::ptrdiff_t{0},
                       std::count(moved.begin(), moved.end(), cents(300)));
  CPPUNIT_ASSERT_EQUAL(std::string{"9"}, entry_count());
}

}  // namespace
