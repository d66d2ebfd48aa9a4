// Giving back, issuing, and what staff do with cards and credit.
#include <algorithm>

#include "t/race/crowd.h"
#include "t/tender/stage.h"

namespace {

using base::Money;
using base::OrderId;
using base::OrderLineId;
using store::Tx;
using t::kNoon;
using t::minutes_later;
using tender::Source;
using tender::Written;

constexpr OrderId kOrder{12};
constexpr OrderLineId kLine{34};

struct TenderLedger : t::Tender {
  void buy(int units, std::int64_t face) {
    run([&](Tx& tx) {
      tender::issue_bought(tx, {kOrder, kLine, units, cents(face), "friend@example.com"}, "shopper",
                           kNoon);
      return base::Done{};
    });
  }
  auto take_off(std::int64_t face, const std::string& what) {
    return run([&](Tx& tx) {
      return tender::disable_unspent(tx, kLine, cents(face), {what, "test"}, kNoon);
    });
  }
  void pay(OrderId order, const std::vector<tender::Part>& parts) {
    CPPUNIT_ASSERT(authorize(order, parts));
    capture(order);
  }
  std::string mails() {
    return sql("SELECT string_agg(key || ' ' || payload, ', ' ORDER BY id) FROM outbox");
  }
};

CPPUNIT_TEST_FIXTURE(TenderLedger, l1_what_comes_back_goes_to_its_source_the_last_taken_first) {
  const auto a = card(1000);
  const auto c = credit(7, 1000);
  pay(kOrder, {{a, cents(1000)}, {c, cents(300)}});

  const auto first = refund(kOrder, 400, "refund send 1");

  CPPUNIT_ASSERT(first);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, first->size());
  CPPUNIT_ASSERT(first->at(0).source == c && first->at(0).amount == cents(300));
  CPPUNIT_ASSERT(first->at(1).source == a && first->at(1).amount == cents(100));
  CPPUNIT_ASSERT_EQUAL(std::string{"1000 900 0, 1000 0 0"}, counters());
  // Once for a cause.
  const auto again = refund(kOrder, 400, "refund send 1");
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, again->size());
  CPPUNIT_ASSERT(again->at(0).source == c && again->at(0).amount == cents(300));
  CPPUNIT_ASSERT_EQUAL(std::string{"1000 900 0, 1000 0 0"}, counters());
  const auto refused = refund(kOrder, 901, "refund send 2");
  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT_EQUAL(cents(900), refused.why().left);
  CPPUNIT_ASSERT_EQUAL(std::string{"1000 900 0, 1000 0 0"}, counters());
  CPPUNIT_ASSERT(refund(kOrder, 900, "refund send 2"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1000 0 0, 1000 0 0"}, counters());
}

CPPUNIT_TEST_FIXTURE(TenderLedger, what_comes_back_to_an_expired_card_goes_to_a_new_one) {
  const auto a = card(1000, minutes_later(10));
  pay(kOrder, {{a, cents(800)}});

  const auto back = refund(kOrder, 500, "refund send 1", minutes_later(10));

  CPPUNIT_ASSERT(back);
  CPPUNIT_ASSERT(back->at(0).source == a && back->at(0).instead);
  CPPUNIT_ASSERT_EQUAL(std::string{"500 300 0, 500 0 0"}, counters());
  CPPUNIT_ASSERT_EQUAL(std::string{"gift-card-2 {\"card\": 2}"}, mails());
  const auto made = run([&](Tx& tx) { return tender::card(tx, *back->at(0).instead); });
  CPPUNIT_ASSERT(made->replaces == a.card && !made->expires_at);
  const auto again = refund(kOrder, 500, "refund send 1", minutes_later(11));
  CPPUNIT_ASSERT(again->at(0).instead == back->at(0).instead);
  CPPUNIT_ASSERT_EQUAL(std::string{"500 300 0, 500 0 0"}, counters());
  // Before that instant it goes to the card itself.
  CPPUNIT_ASSERT(!refund(kOrder, 300, "refund send 2")->at(0).instead);
  CPPUNIT_ASSERT_EQUAL(std::string{"500 0 0, 500 0 0"}, counters());
}

CPPUNIT_TEST_FIXTURE(TenderLedger, a_refund_that_fails_at_any_statement_gives_nothing_back) {
  const auto a = card(1000, minutes_later(10));
  const auto c = credit(7, 1000);
  pay(kOrder, {{a, cents(1000)}, {c, cents(1000)}});
  int fails = 0;
  for (int nth = 1;; ++nth) {
    t::FailAt fail{nth};
    db().watch(&fail);
    bool done = false;
    try {
      done = static_cast<bool>(refund(kOrder, 1500, "refund send 1", minutes_later(10)));
    } catch (const store::DbError&) {
      ++fails;
    }
    db().watch(nullptr);
    if (done) break;
    CPPUNIT_ASSERT_EQUAL(std::string{"1000 1000 0, 1000 1000 0"}, counters());
    CPPUNIT_ASSERT_EQUAL(std::string{""}, mails());
  }
  CPPUNIT_ASSERT(fails > 8);
  CPPUNIT_ASSERT_EQUAL(std::string{"500 500 0, 500 0 0, 1000 0 0"}, counters());
}

CPPUNIT_TEST_FIXTURE(TenderLedger, of_20_refunds_at_once_with_one_cause_one_gives_back) {
  const auto a = card(1000);
  const auto c = credit(7, 1000);
  pay(kOrder, {{a, cents(1000)}, {c, cents(1000)}});

  const auto back = t::crowd<std::size_t>(*this, 20, "gds_jobs", [&](store::Db& on, int) {
    return on
        .transact("refund",
                  [&](Tx& tx) {
                    return tender::refund(tx, kOrder, cents(1500), "buyer@example.com",
                                          {"refund send 1", "test"}, kNoon);
                  })
        ->size();
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{20}, std::count(back.begin(), back.end(), std::size_t{2}));
  CPPUNIT_ASSERT_EQUAL(std::string{"1000 500 0, 1000 0 0"}, counters());
}

CPPUNIT_TEST_FIXTURE(TenderLedger, a_line_buys_its_cards_once_and_each_has_a_mail) {
  buy(2, 5000);
  buy(2, 5000);

  CPPUNIT_ASSERT_EQUAL(std::string{"5000 0 0, 5000 0 0"}, counters());
  CPPUNIT_ASSERT_EQUAL(std::string{"gift-card-1 {\"card\": 1}, gift-card-2 {\"card\": 2}"},
                       mails());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(code_hash) FROM gift_cards"));
}

CPPUNIT_TEST_FIXTURE(TenderLedger, l5_of_the_codes_of_two_mails_the_last_is_valid_and_none_after) {
  buy(1, 5000);
  const base::GiftCardId card{1};
  const auto draw = [&] { return run([&](Tx& tx) { return tender::draw_code(tx, card, kNoon); }); };
  const auto find = [&](const tender::CardMail& mail) {
    return run([&](Tx& tx) { return tender::find(tx, mail.code.reveal(), kNoon); });
  };

  const auto first = draw();
  const auto second = draw();

  CPPUNIT_ASSERT_EQUAL(std::string{"friend@example.com"}, second->recipient);
  CPPUNIT_ASSERT_EQUAL(cents(5000), second->amount);
  CPPUNIT_ASSERT(!find(*first));
  CPPUNIT_ASSERT_EQUAL(cents(5000), find(*second)->available);
  run([&](Tx& tx) {
    tender::mark_code_sent(tx, card, kNoon);
    return base::Done{};
  });
  CPPUNIT_ASSERT(!draw());
  CPPUNIT_ASSERT(find(*second));
}

CPPUNIT_TEST_FIXTURE(TenderLedger,
                     a_refunded_purchase_loses_what_is_unspent_and_keeps_what_is_spent) {
  buy(2, 5000);
  pay(OrderId{13}, {{{.card = base::GiftCardId{1}}, cents(2000)}});
  CPPUNIT_ASSERT(authorize(OrderId{14}, {{{.card = base::GiftCardId{1}}, cents(1000)}}));
  CPPUNIT_ASSERT_EQUAL(cents(7000), run([](Tx& tx) { return tender::unspent(tx, kLine); }));

  const auto refused = take_off(7001, "refund 1");

  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT_EQUAL(cents(7000), refused.why().unspent);
  CPPUNIT_ASSERT_EQUAL(std::string{"5000 2000 1000, 5000 0 0"}, counters());
  CPPUNIT_ASSERT(*take_off(5000, "refund 1") == Written::Now);  // the full one
  CPPUNIT_ASSERT(*take_off(5000, "refund 1") == Written::Before);
  CPPUNIT_ASSERT_EQUAL(std::string{"5000 2000 1000, 0 0 0"}, counters());
  CPPUNIT_ASSERT(*take_off(2000, "refund 2") == Written::Now);
  CPPUNIT_ASSERT_EQUAL(std::string{"3000 2000 1000, 0 0 0"}, counters());
  CPPUNIT_ASSERT_EQUAL(Money{}, run([](Tx& tx) { return tender::unspent(tx, kLine); }));
  // What is promised stays the order's, and a card without worth gets no mail.
  CPPUNIT_ASSERT_EQUAL(cents(1000), capture(OrderId{14}));
  CPPUNIT_ASSERT(!run([](Tx& tx) { return tender::draw_code(tx, base::GiftCardId{2}, kNoon); }));
}

CPPUNIT_TEST_FIXTURE(TenderLedger, staff_adjust_with_a_reason_and_never_below_what_is_promised) {
  const auto a = card(1000);
  CPPUNIT_ASSERT(authorize(kOrder, {{a, cents(400)}}));
  const auto adjust = [&](const Source& source, std::int64_t change, const std::string& what) {
    return run([&](Tx& tx) {
      return tender::adjust(tx, source, cents(change), "goodwill", {what, "gdsctl ann"}, kNoon);
    });
  };

  CPPUNIT_ASSERT(adjust(a, -601, "one").why() == tender::AdjustRefused::BelowZero);
  CPPUNIT_ASSERT(adjust({.card = base::GiftCardId{9}}, 5, "one").why() ==
                 tender::AdjustRefused::NoSuchAccount);
  CPPUNIT_ASSERT_EQUAL(std::string{"1000 0 400"}, counters());
  CPPUNIT_ASSERT(adjust(a, -600, "one"));
  CPPUNIT_ASSERT(adjust(a, -600, "one"));
  CPPUNIT_ASSERT_EQUAL(std::string{"400 0 400"}, counters());
  CPPUNIT_ASSERT(adjust(a, 50, "two"));
  CPPUNIT_ASSERT_EQUAL(std::string{"450 0 400"}, counters());
  CPPUNIT_ASSERT_EQUAL(std::string{"goodwill gdsctl ann"},
                       sql("SELECT reason || ' ' || actor FROM tender_entries ORDER BY id DESC"));
}

CPPUNIT_TEST_FIXTURE(TenderLedger, a_disabled_card_pays_nothing_and_keeps_what_comes_back) {
  const auto a = card(1000);
  pay(kOrder, {{a, cents(300)}});
  const auto disable = [&](base::GiftCardId id) {
    return run([&](Tx& tx) {
      return tender::disable(tx, id, "stolen", {"theft 1", "test"}, kNoon);
    });
  };

  CPPUNIT_ASSERT_EQUAL(cents(700), *disable(*a.card));

  CPPUNIT_ASSERT_EQUAL(std::string{"300 300 0"}, counters());
  CPPUNIT_ASSERT(disable(*a.card).why() == tender::DisableRefused::Disabled);
  CPPUNIT_ASSERT(disable(base::GiftCardId{9}).why() == tender::DisableRefused::NoSuchCard);
  const auto back = refund(kOrder, 300, "refund send 1");
  CPPUNIT_ASSERT(!back->at(0).instead);
  CPPUNIT_ASSERT_EQUAL(std::string{"300 0 0"}, counters());
  CPPUNIT_ASSERT_EQUAL(Money{}, run([&](Tx& tx) { return tender::balance(tx, a, kNoon); }));
  CPPUNIT_ASSERT(!authorize(OrderId{13}, {{a, cents(1)}}));
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"},
                       refused("INSERT INTO tender_entries (gift_card_id, kind, authorized_delta, "
                               "order_id, cause, key, actor, at) VALUES (1, 'authorized', 1, 13, "
                               "'x', 'x', 'x', '2026-11-22')"));
}

CPPUNIT_TEST_FIXTURE(TenderLedger, l1_credit_is_granted_once_a_cause_by_whoever_comes_first) {
  const auto written = t::crowd<Written>(*this, 20, "gds_jobs", [&](store::Db& on, int) {
    return on.transact("grant", [&](Tx& tx) {
      return tender::grant_credit(tx, base::CustomerId{7}, cents(2000), "for a friend",
                                  {"referral 5 referrer", "job pay-referrals"}, kNoon);
    });
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(written.begin(), written.end(), Written::Now));
  CPPUNIT_ASSERT_EQUAL(std::string{"2000 0 0"}, counters());
  const auto entries = run([](Tx& tx) {
    return tender::entries(tx, {.credit = tender::account_of(tx, base::CustomerId{7})});
  });
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, entries.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"referral 5 referrer"}, entries.at(0).cause);
}

CPPUNIT_TEST_FIXTURE(TenderLedger, staff_find_a_card_by_what_its_code_ends_in) {
  const auto made = issued(700, minutes_later(5));
  issued(900);

  const auto cards =
      run([&](Tx& tx) { return tender::cards_ending(tx, made.code.reveal().substr(20)); });

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cards.size());
  CPPUNIT_ASSERT_EQUAL(made.card, cards.at(0).id);
  CPPUNIT_ASSERT_EQUAL(cents(700), cards.at(0).amount);
  CPPUNIT_ASSERT(cards.at(0).expires_at == minutes_later(5));
  CPPUNIT_ASSERT(run([](Tx& tx) { return tender::cards_ending(tx, ""); }).empty());
}

struct BrokenLedger : t::OwnDatabase {};

CPPUNIT_TEST_FIXTURE(BrokenLedger, each_broken_rule_of_the_ledger_is_a_sentence) {
  db().transact("issue", [](Tx& tx) {
    for (int i = 0; i < 2; ++i)
      tender::issue(tx, Money::cents(1000), std::nullopt, "a test", "test", kNoon);
    const auto done =
        tender::authorize(tx, kOrder, {{{.card = base::GiftCardId{2}}, Money::cents(9)}},
                          {"order 12", "test"}, kNoon);
    CPPUNIT_ASSERT(done);
    CPPUNIT_ASSERT_EQUAL(Money::cents(9), tender::capture(tx, kOrder, "test", kNoon));
    return base::Done{};
  });
  sql("ALTER TABLE tender_entries DISABLE TRIGGER USER; "
      "DROP INDEX tender_entries_end_once; "
      "ALTER TABLE gift_cards DROP CONSTRAINT gift_cards_available, "
      "DROP CONSTRAINT gift_cards_currency_check; "
      "ALTER TABLE tender_entries DROP CONSTRAINT tender_entries_gift_card_id_currency_fkey");

  sql("UPDATE gift_cards SET used_cents = 1001, currency = 'eur' WHERE id = 1; "
      "INSERT INTO tender_entries (gift_card_id, kind, used_delta, authorized_delta, order_id, "
      "authorization_id, cause, key, actor, at) VALUES (2, 'captured', 8, -8, 12, 3, 'x', 'x', "
      "'test', '2026-11-22'), (2, 'refunded', -20, 0, 12, NULL, 'x', 'y', 'test', '2026-11-22')");

  std::string said;
  for (const auto& fault : db().snapshot("faults", [](Tx& tx) { return tender::faults(tx); }))
    said += fault + "\n";
  CPPUNIT_ASSERT_EQUAL(
      std::string{"L1: gift card 1 has 1000, 1001 used, 0 authorized; its entries say 1000, 0, 0\n"
                  "L1: gift card 2 has 1000, 9 used, 0 authorized; its entries say 1000, -3, -8\n"
                  "L2: authorization 3 ended 2 times\n"
                  "L2: authorization 3 of 9 ended as captured with 8\n"
                  "L2: gift card 1 has 1000, of which 1001 is used and 0 authorized\n"
                  "L2: order 12 got 3 more back than it took\n"
                  "L4: entry 1 is in usd, gift card 1 in eur\n"},
      said);
}

}  // namespace
