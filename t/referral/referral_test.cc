#include "referral/referral.h"

#include <algorithm>

#include "customers/customers.h"
#include "t/race/crowd.h"
#include "t/rows.h"

namespace {

using base::CustomerId;
using base::Instant;
using base::Money;
using base::OrderId;
using base::ReferralId;
using referral::Attributed;
using referral::Known;
using referral::SignalKind;
using store::Tx;
using t::kNoon;

constexpr CustomerId kAnn{1};
constexpr CustomerId kBob{2};
constexpr CustomerId kCy{3};
const referral::Terms kTerms{.window_days = 30,
                             .return_days = 45,
                             .referrer = Money::cents(2000),
                             .referred = Money::cents(1000)};

Instant days_later(int days) {
  return kNoon + std::chrono::hours{24} * days;
}

struct Referrals : t::OwnDatabase {
  template <class Work>
  auto run(Work&& work) {
    return db().transact("test", std::forward<Work>(work));
  }
  // Customers 1 to 20.
  void setUp() override {
    OwnDatabase::setUp();
    sql("INSERT INTO customers (email, created_at, updated_at) "
        "SELECT 'c' || n || '@example.com', '2026-11-22', '2026-11-22' "
        "FROM generate_series(1, 20) n");
  }
  void tearDown() override {
    std::string faults;
    for (const auto& fault : run([](Tx& tx) { return referral::faults(tx); })) faults += fault;
    CPPUNIT_ASSERT_EQUAL(std::string{}, faults);
    OwnDatabase::tearDown();
  }
  std::string code_of(CustomerId customer) {
    return run([&](Tx& tx) { return referral::link_code(tx, customer, kNoon); });
  }
  // A visitor's cookie after a click on the customer's link.
  std::string clicked(CustomerId owner, Instant at = kNoon) {
    const auto code = code_of(owner);
    return *run([&](Tx& tx) { return referral::click(tx, code, std::nullopt, at); });
  }
  void note(CustomerId customer, SignalKind kind, const std::string& value) {
    run([&](Tx& tx) {
      referral::note(tx, customer, {{kind, value}}, kNoon);
      return base::Done{};
    });
  }
  static std::optional<std::string> hash_of(const std::optional<std::string>& token) {
    return token ? std::optional{referral::visitor_hash(*token)} : std::nullopt;
  }
  Attributed buy(CustomerId customer, const std::optional<std::string>& token, Instant at = kNoon,
                 Known known = Known::New) {
    const OrderId order{++orders_};
    return run([&](Tx& tx) {
      return referral::attribute(tx, order, {customer, known, hash_of(token)}, kTerms, at);
    });
  }
  // The last referral.
  std::string last() {
    return sql(
        "SELECT concat_ws(' ', referrer_id, referred_id, attributed_by, state, nullif(reason, '')) "
        "FROM referrals ORDER BY id DESC LIMIT 1");
  }

 private:
  std::int64_t orders_ = 0;
};

CPPUNIT_TEST_FIXTURE(Referrals, a_visitor_is_attributed_by_cookie_to_the_last_click) {
  const auto token = clicked(kAnn);
  const auto code = code_of(kCy);
  CPPUNIT_ASSERT_EQUAL(
      token, *run([&](Tx& tx) { return referral::click(tx, code, token, days_later(1)); }));

  CPPUNIT_ASSERT(buy(kBob, token, days_later(2)) == Attributed::Pending);

  CPPUNIT_ASSERT_EQUAL(std::string{"3 2 cookie pending"}, last());
  CPPUNIT_ASSERT_EQUAL(std::string{"30 2000 1000 2027-01-08"},
                       sql("SELECT concat_ws(' ', window_days, referrer_cents, referred_cents, "
                           "earns_at::date) FROM referrals"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM referral_clicks WHERE "
                                             "token_hash = '" +
                                             token + "'"));
}

CPPUNIT_TEST_FIXTURE(Referrals, who_signed_in_is_attributed_without_the_cookie) {
  const auto token = clicked(kAnn);
  run([&](Tx& tx) {
    referral::attach(tx, token, kBob);
    referral::attach(tx, token, kCy);  // the first account keeps the click
    return base::Done{};
  });

  CPPUNIT_ASSERT(buy(kCy, std::nullopt) == Attributed::Nobody);
  CPPUNIT_ASSERT(buy(kBob, std::nullopt) == Attributed::Pending);

  CPPUNIT_ASSERT_EQUAL(std::string{"1 2 account pending"}, last());
}

CPPUNIT_TEST_FIXTURE(Referrals, a_click_counts_to_the_instant_its_window_ends) {
  const auto token = clicked(kAnn);

  CPPUNIT_ASSERT(buy(kBob, token, days_later(30)) == Attributed::Nobody);
  CPPUNIT_ASSERT(buy(kBob, token, days_later(30) - std::chrono::microseconds{1}) ==
                 Attributed::Pending);
}

CPPUNIT_TEST_FIXTURE(Referrals, unknown_codes_and_cookies_are_nobodys) {
  CPPUNIT_ASSERT(
      !run([](Tx& tx) { return referral::click(tx, "0000000000", std::nullopt, kNoon); }));
  CPPUNIT_ASSERT(buy(kBob, std::nullopt) == Attributed::Nobody);
  CPPUNIT_ASSERT(buy(kBob, "no such cookie") == Attributed::Nobody);
  CPPUNIT_ASSERT_EQUAL(code_of(kAnn), code_of(kAnn));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM referrals"));
}

CPPUNIT_TEST_FIXTURE(Referrals, nobody_brings_themselves_by_account_mail_address_card_or_device) {
  struct Case {
    SignalKind kind;
    std::string refusal;
  };
  CPPUNIT_ASSERT(buy(kAnn, clicked(kAnn)) == Attributed::Refused);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 1 cookie refused own link"}, last());
  std::int64_t other = 10;
  for (const auto& c :
       {Case{SignalKind::Mail, "same mail"}, Case{SignalKind::Address, "same address"},
        Case{SignalKind::Card, "same card"}, Case{SignalKind::Device, "same device"}}) {
    const CustomerId buyer{++other};
    note(kAnn, c.kind, "value of " + c.refusal);
    note(buyer, c.kind, "value of " + c.refusal);

    CPPUNIT_ASSERT(buy(buyer, clicked(kAnn)) == Attributed::Refused);

    CPPUNIT_ASSERT_EQUAL("1 " + std::to_string(other) + " cookie refused " + c.refusal, last());
  }
  // The same text of another kind is nothing in common.
  note(kAnn, SignalKind::Mail, "12 Main St");
  note(kBob, SignalKind::Address, "12 Main St");
  CPPUNIT_ASSERT(buy(kBob, clicked(kAnn)) == Attributed::Pending);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM referral_signals WHERE "
                                             "value_hash LIKE '%Main%'"));
}

CPPUNIT_TEST_FIXTURE(Referrals, who_bought_before_or_was_brought_before_earns_nobody_anything) {
  CPPUNIT_ASSERT(buy(kBob, clicked(kAnn), kNoon, Known::Returning) == Attributed::Refused);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 2 cookie refused not a first order"}, last());
  CPPUNIT_ASSERT(buy(kBob, clicked(kAnn)) == Attributed::Pending);
  CPPUNIT_ASSERT(buy(kBob, clicked(kCy)) == Attributed::Refused);
  CPPUNIT_ASSERT_EQUAL(std::string{"3 2 cookie refused brought before"}, last());
}

CPPUNIT_TEST_FIXTURE(Referrals, a_loop_of_any_length_is_refused) {
  for (std::int64_t n = 1; n < 6; ++n)
    CPPUNIT_ASSERT(buy(CustomerId{n + 1}, clicked(CustomerId{n})) == Attributed::Pending);

  CPPUNIT_ASSERT(buy(kAnn, clicked(CustomerId{6})) == Attributed::Refused);

  CPPUNIT_ASSERT_EQUAL(std::string{"6 1 cookie refused loop"}, last());
  const auto chain = run([](Tx& tx) { return referral::chain(tx, CustomerId{6}); });
  CPPUNIT_ASSERT_EQUAL(std::size_t{6}, chain.size());  // the refused one is seen, too
  CPPUNIT_ASSERT_EQUAL(CustomerId{5}, chain.front().referrer);
  CPPUNIT_ASSERT_EQUAL(kAnn, chain.at(4).referrer);
  CPPUNIT_ASSERT_EQUAL(std::string{"refused"}, chain.at(5).state);
}

CPPUNIT_TEST_FIXTURE(Referrals, of_two_who_bring_each_other_at_once_one_is_refused) {
  const std::array tokens = {clicked(kAnn), clicked(kBob)};

  const auto got = t::crowd<Attributed>(*this, 2, "gds_hooks", [&](store::Db& on, int i) {
    const auto n = static_cast<std::size_t>(i);
    return on.transact("attribute", [&](Tx& tx) {
      return referral::attribute(tx, OrderId{100 + i},
                                 {i == 0 ? kBob : kAnn, Known::New, hash_of(tokens.at(n))}, kTerms,
                                 kNoon);
    });
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(got.begin(), got.end(), Attributed::Pending));
  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(got.begin(), got.end(), Attributed::Refused));
}

CPPUNIT_TEST_FIXTURE(Referrals, rows_that_were_merged_are_one_person) {
  const auto merge = [&](CustomerId from, CustomerId into) {
    CPPUNIT_ASSERT(run([&](Tx& tx) { return customers::merge(tx, from, into, "test", kNoon); }));
  };
  const auto of_work = clicked(CustomerId{10});
  merge(CustomerId{10}, kAnn);
  CPPUNIT_ASSERT(buy(kAnn, of_work) == Attributed::Refused);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 1 cookie refused own link"}, last());
  CPPUNIT_ASSERT(buy(kBob, of_work) == Attributed::Pending);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 2 cookie pending"}, last());

  // Who was brought goes by another row now: still brought, still below Ann.
  merge(kBob, kCy);
  CPPUNIT_ASSERT(buy(kCy, clicked(CustomerId{4})) == Attributed::Refused);
  CPPUNIT_ASSERT_EQUAL(std::string{"4 3 cookie refused brought before"}, last());
  CPPUNIT_ASSERT(buy(kAnn, clicked(kCy)) == Attributed::Refused);
  CPPUNIT_ASSERT_EQUAL(std::string{"3 1 cookie refused loop"}, last());

  const auto credits =
      run([](Tx& tx) { return referral::earn(tx, ReferralId{2}, days_later(45)).value(); });
  CPPUNIT_ASSERT_EQUAL(kCy, credits.at(1).customer);
  run([](Tx& tx) {
    referral::mark_paid(tx, ReferralId{2});
    return base::Done{};
  });
}

CPPUNIT_TEST_FIXTURE(Referrals, two_who_turn_out_to_be_one_earn_nothing) {
  CPPUNIT_ASSERT(buy(kBob, clicked(kAnn)) == Attributed::Pending);
  CPPUNIT_ASSERT(run([](Tx& tx) { return customers::merge(tx, kBob, kAnn, "test", kNoon); }));

  CPPUNIT_ASSERT(!run([](Tx& tx) { return referral::earn(tx, ReferralId{1}, days_later(45)); }));

  CPPUNIT_ASSERT_EQUAL(std::string{"1 2 cookie refused own link"}, last());
}

CPPUNIT_TEST_FIXTURE(Referrals, an_order_is_attributed_once) {
  const auto token = clicked(kAnn);
  const auto again = [&] {
    return run([&](Tx& tx) {
      return referral::attribute(tx, OrderId{7}, {kBob, Known::New, hash_of(token)}, kTerms, kNoon);
    });
  };

  CPPUNIT_ASSERT(again() == Attributed::Pending);
  CPPUNIT_ASSERT(again() == Attributed::Before);

  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM referrals"));
}

CPPUNIT_TEST_FIXTURE(Referrals, a_referral_is_earned_once_when_its_time_has_come) {
  CPPUNIT_ASSERT(buy(kBob, clicked(kAnn)) == Attributed::Pending);
  const auto earn = [&](Instant now) {
    return run([&](Tx& tx) {
      auto credits = referral::earn(tx, ReferralId{1}, now);
      if (credits) referral::mark_paid(tx, ReferralId{1});
      return credits;
    });
  };

  CPPUNIT_ASSERT(run([](Tx& tx) { return referral::due(tx, days_later(44), 9); }).empty());
  CPPUNIT_ASSERT(!earn(days_later(44)));
  CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                       run([](Tx& tx) { return referral::due(tx, days_later(45), 9); }).size());
  const auto credits = earn(days_later(45));

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, credits->size());
  CPPUNIT_ASSERT_EQUAL(kAnn, credits->at(0).customer);
  CPPUNIT_ASSERT_EQUAL(Money::cents(2000), credits->at(0).amount);
  CPPUNIT_ASSERT_EQUAL(std::string{"referral 1 referrer"}, credits->at(0).cause);
  CPPUNIT_ASSERT_EQUAL(kBob, credits->at(1).customer);
  CPPUNIT_ASSERT_EQUAL(Money::cents(1000), credits->at(1).amount);
  CPPUNIT_ASSERT(!earn(days_later(46)));
  CPPUNIT_ASSERT(!run([](Tx& tx) { return referral::refuse(tx, ReferralId{1}, "too late"); }));
  CPPUNIT_ASSERT_EQUAL(std::string{"pending earned paid"},
                       sql("SELECT string_agg(state, ' ' ORDER BY id) FROM referral_events"));
}

CPPUNIT_TEST_FIXTURE(Referrals, a_signal_that_both_share_later_still_refuses) {
  CPPUNIT_ASSERT(buy(kBob, clicked(kAnn)) == Attributed::Pending);
  note(kAnn, SignalKind::Card, "fp_1");
  note(kBob, SignalKind::Card, "fp_1");

  CPPUNIT_ASSERT(!run([](Tx& tx) { return referral::earn(tx, ReferralId{1}, days_later(45)); }));

  CPPUNIT_ASSERT_EQUAL(std::string{"1 2 cookie refused same card"}, last());
}

CPPUNIT_TEST_FIXTURE(Referrals, the_database_keeps_what_a_referral_was_and_its_history) {
  CPPUNIT_ASSERT(buy(kBob, clicked(kAnn)) == Attributed::Pending);
  for (const auto* text :
       {"UPDATE referrals SET referrer_cents = 9000", "UPDATE referrals SET state = 'paid'",
        "DELETE FROM referrals", "UPDATE referral_events SET reason = 'x'",
        "DELETE FROM referral_events", "UPDATE referrals SET state = 'refused'"})
    CPPUNIT_ASSERT_THROW_MESSAGE(text, sql(text), store::DbError);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 2 cookie pending"}, last());
}

}  // namespace
