#include "payment/balance.h"

#include "order/cancel.h"
#include "order/edit.h"
#include "payment/inbox.h"
#include "payment/offline.h"
#include "payment/reconcile.h"
#include "t/payment/stage.h"
#include "t/race/crowd.h"

namespace {

using base::Money;
using base::OrderId;
using payment::AskOutcome;
using payment::BalanceEnd;
using payment::BalanceWhy;
using store::Tx;
using t::kNoon;
using t::minutes_later;

// An order that was paid, to which staff added a switch for $100.00, taxed $8.25.
struct Balances : t::Till {
  void setUp() override {
    t::Till::setUp();
    CPPUNIT_ASSERT(complete(paid_session(frozen_order(1))) == payment::Completion::Placed);
    added(10000);
  }
  void added(std::int64_t cents) {
    db().transact("edit", [&](Tx& tx) {
      const order::Because why{"staff", "one more"};
      const auto edit = *order::begin_edit(tx, kOrder, why, kNoon);
      CPPUNIT_ASSERT(order::edit_add(tx, edit, {variant, 1, Money::cents(cents), "loyal"}));
      const auto plan = *order::preview_edit(tx, edit, kNoon);
      CPPUNIT_ASSERT(order::confirm_edit(tx, edit, plan.fingerprint, why, kNoon));
      return base::Done{};
    });
  }
  auto ask(base::Instant now = kNoon) { return payment::ask_balance(till(), kOrder, now); }
  auto freeze() {
    return db().transact("freeze",
                         [&](Tx& tx) { return payment::freeze_balance(tx, kOrder, terms, kNoon); });
  }
  // The session of the newest attempt, as Stripe describes it.
  stripe::Session balance_session(const std::string& status = "complete") {
    stripe::Session session{};
    session.id = "cs_1";
    session.status = status;
    session.payment_status = status == "complete" ? "paid" : "unpaid";
    session.payment_intent = "pi_balance";
    session.order = sql("SELECT public_id FROM payment_attempts ORDER BY id DESC LIMIT 1");
    session.currency = "usd";
    session.amount_total = Money::cents(
        std::stoll(sql("SELECT amount_cents FROM payment_attempts ORDER BY id DESC LIMIT 1")));
    session.expires_at = minutes_later(35);
    session.livemode = false;
    return session;
  }
  std::string json(const std::string& status, const std::string& id = "cs_1") {
    const auto session = balance_session(status);
    return R"({"id":")" + id + R"(","object":"checkout.session","status":")" + status +
           R"(","payment_status":")" + session.payment_status + R"(","url":)" +
           (status == "open" ? R"("https://pay.example/)" + id + R"(")" : "null") +
           R"(,"payment_intent":)" + (status == "complete" ? R"("pi_balance")" : "null") +
           R"(,"client_reference_id":")" + session.order + R"(","currency":"usd","amount_total":)" +
           std::to_string(session.amount_total.in_cents()) +
           R"(,"expires_at":1795350900,"livemode":false})";
  }
  // Asks for the page; the answer is of the attempt that is made by it.
  void opened() {
    CPPUNIT_ASSERT(freeze());
    stage.on(kCreate, {ok(json("open"))});
    const auto asked = ask();
    CPPUNIT_ASSERT(asked && asked->outcome == AskOutcome::Open);
    CPPUNIT_ASSERT_EQUAL(std::string{"https://pay.example/cs_1"}, asked->url);
  }
  auto paid(store::Db& on, const stripe::Session& session) {
    return on.transact("paid", [&](Tx& tx) {
      return payment::complete_balance(tx, session, terms, "stripe", kNoon);
    });
  }
  std::string event(const std::string& id, const std::string& type,
                    const stripe::Session& session) {
    const auto body = t::event_body(id, type, session);
    const auto kept =
        payment::keep_event(db(), stripe::read_event(base::Json::parse(body)), body, kNoon);
    return payment::process_event(db(), kept, terms, kNoon);
  }
  std::string payments() {
    return sql(
        "SELECT string_agg(concat_ws(' ', state, amount_cents, captured_cents), ', ' ORDER BY id) "
        "FROM payments");
  }
  std::string charge() { return sql("SELECT charge_status FROM orders"); }
  static constexpr OrderId kOrder{1};
};

CPPUNIT_TEST_FIXTURE(Balances, r2_25_only_the_difference_is_asked_and_paid_once) {
  opened();
  CPPUNIT_ASSERT(stage.seen.back().find("10825") != std::string::npos);
  CPPUNIT_ASSERT_EQUAL(std::string{"partial"}, charge());

  CPPUNIT_ASSERT_EQUAL(std::string{"balance paid"},
                       event("evt_1", "checkout.session.completed", balance_session()));

  CPPUNIT_ASSERT_EQUAL(std::string{"full"}, charge());
  CPPUNIT_ASSERT_EQUAL(std::string{"captured 50873 50873, captured 10825 10825"}, payments());
  CPPUNIT_ASSERT_EQUAL(std::string{"already done"},
                       event("evt_2", "checkout.session.completed", balance_session()));
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, sql("SELECT count(*) FROM payment_events"));
  CPPUNIT_ASSERT(ask().why() == BalanceWhy::NothingDue);
}

CPPUNIT_TEST_FIXTURE(Balances, staff_have_the_link_mailed_as_often_as_they_say) {
  const auto ask_by_mail = [&] {
    auto jobs = rival("gds_jobs");
    return jobs.transact(
        "ask", [&](Tx& tx) { return payment::mail_link(tx, kOrder, "gdsctl root", kNoon); });
  };
  const auto mails = [&] {
    return sql(
        "SELECT string_agg(key || ' ' || (payload->>'order'), ', ' ORDER BY id) FROM outbox "
        "WHERE kind = 'mail.payment_link'");
  };
  const auto asked = ask_by_mail();
  CPPUNIT_ASSERT(asked && *asked == Money::cents(10825));
  CPPUNIT_ASSERT(ask_by_mail());
  CPPUNIT_ASSERT_EQUAL(std::string{"ask-1 1, ask-2 1"}, mails());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"gdsctl root $108.25, a link by mail"},
      sql("SELECT actor || ' ' || reason FROM order_events ORDER BY id DESC LIMIT 1"));

  opened();
  event("evt_1", "checkout.session.completed", balance_session());
  const auto before = everything();
  CPPUNIT_ASSERT(ask_by_mail().why() == BalanceWhy::NothingDue);
  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT_EQUAL(std::string{"ask-1 1, ask-2 1"}, mails());
}

CPPUNIT_TEST_FIXTURE(Balances, a_link_that_breaks_at_any_statement_is_not_mailed) {
  int points = 0;
  const auto before = everything();
  for (bool whole = false; !whole; ++points) {
    t::FailAt fails{points + 1};
    db().watch(&fails);
    try {
      whole = static_cast<bool>(db().transact(
          "ask", [&](Tx& tx) { return payment::mail_link(tx, kOrder, "test", kNoon); }));
      db().watch(nullptr);
    } catch (const store::DbError&) {
      db().watch(nullptr);
      CPPUNIT_ASSERT_EQUAL(before, everything());
      CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM payment_asks"));
    }
  }
  CPPUNIT_ASSERT(points > 5);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM payment_asks"));
}

CPPUNIT_TEST_FIXTURE(Balances, r2_3_a_page_for_another_amount_is_ended_before_one_for_this) {
  opened();
  CPPUNIT_ASSERT_EQUAL(std::string{"https://pay.example/cs_1"}, ask()->url);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, calls(kCreate));
  added(5000);
  // Stripe does not say whether it has ended: no second page.
  CPPUNIT_ASSERT(ask().why() == BalanceWhy::BeingPaid);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                       sql("SELECT count(*) FROM payment_attempts WHERE public_id "
                           "IS NOT NULL"));
  stage.on(kExpire, {ok(json("expired"))});
  stage.on(kCreate, {""});

  const auto asked = ask();

  CPPUNIT_ASSERT(asked && asked->outcome == AskOutcome::Unknown);
  CPPUNIT_ASSERT_EQUAL(
      std::string{"expired 10825, stored 16238"},
      sql("SELECT string_agg(state || ' ' || amount_cents, ', ' ORDER BY id) FROM payment_attempts "
          "WHERE public_id IS NOT NULL"));
  CPPUNIT_ASSERT_EQUAL(std::string{"captured 50873 50873, failed 10825 0, pending 16238 0"},
                       payments());
}

CPPUNIT_TEST_FIXTURE(Balances, a_balance_that_was_not_paid_is_asked_again) {
  opened();

  CPPUNIT_ASSERT_EQUAL(std::string{"given up"},
                       event("evt_1", "checkout.session.expired", balance_session("expired")));

  CPPUNIT_ASSERT_EQUAL(std::string{"placed"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"captured 50873 50873, failed 10825 0"}, payments());
  CPPUNIT_ASSERT_EQUAL(std::string{"already done"},
                       event("evt_2", "checkout.session.expired", balance_session("expired")));
  // Paid after all: Stripe's word counts more than our clock.
  CPPUNIT_ASSERT_EQUAL(std::string{"balance paid"},
                       event("evt_3", "checkout.session.completed", balance_session()));
  CPPUNIT_ASSERT_EQUAL(std::string{"full"}, charge());
}

CPPUNIT_TEST_FIXTURE(Balances, p7_another_amount_than_was_asked_is_recorded_as_it_came) {
  opened();
  auto session = balance_session();
  session.amount_total = Money::cents(10000);

  CPPUNIT_ASSERT(paid(db(), session) == BalanceEnd::Paid);

  CPPUNIT_ASSERT_EQUAL(std::string{"partial"}, charge());
  CPPUNIT_ASSERT_EQUAL(std::string{"$100.00 by card; asked was $108.25"},
                       sql("SELECT reason FROM order_events WHERE what = 'paid'"));
}

CPPUNIT_TEST_FIXTURE(Balances, what_is_not_to_be_paid_online_is_refused) {
  const auto why = [&] {
    const auto before = everything();
    const auto frozen = freeze();
    CPPUNIT_ASSERT(!frozen);
    CPPUNIT_ASSERT_EQUAL(before, everything());
    return frozen.why();
  };
  const auto wire = [&](std::int64_t cents, const std::string& reference) {
    CPPUNIT_ASSERT(db().transact("wire", [&](Tx& tx) {
      return payment::record_offline(
          tx, kOrder, {payment::Offline::Wire, Money::cents(cents), reference}, "staff", kNoon);
    }));
  };
  wire(10776, "w1");
  CPPUNIT_ASSERT(why() == BalanceWhy::TooSmall);
  wire(49, "w2");
  CPPUNIT_ASSERT(why() == BalanceWhy::NothingDue);
  CPPUNIT_ASSERT(db().transact("cancel", [&](Tx& tx) {
    return order::cancel_rest(tx, kOrder, {"staff", ""}, kNoon);
  }));
  CPPUNIT_ASSERT(why() == BalanceWhy::NotPayable);
}

CPPUNIT_TEST_FIXTURE(Balances, e6_a_balance_whose_news_was_lost_is_found_by_reconcile) {
  opened();
  stage.on(kEvents, {ok(R"({"object":"list","data":[],"has_more":false})")});
  stage.on(kRetrieve, {ok(json("complete"))});

  const auto done = payment::reconcile(till(), minutes_later(60), [] { return false; });

  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, done.settled);
  CPPUNIT_ASSERT_EQUAL(std::string{"full"}, charge());
}

CPPUNIT_TEST_FIXTURE(Balances, o3_a_balance_whose_page_was_never_made_is_given_up) {
  CPPUNIT_ASSERT(freeze());
  stage.on(kEvents, {ok(R"({"object":"list","data":[],"has_more":false})")});
  stage.on(kList, {ok(R"({"object":"list","data":[],"has_more":false})")});

  const auto done = payment::reconcile(till(), minutes_later(60), [] { return false; });

  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, done.recovered);
  CPPUNIT_ASSERT_EQUAL(std::string{"captured 50873 50873, failed 10825 0"}, payments());
  CPPUNIT_ASSERT_EQUAL(std::string{"placed"}, order());
}

CPPUNIT_TEST_FIXTURE(Balances, r2_6_of_50_who_bring_the_news_one_records_the_money) {
  opened();
  const auto session = balance_session();

  const auto told = t::crowd<int>(*this, 50, "gds_hooks", [&](store::Db& on, int) {
    return paid(on, session) == BalanceEnd::Paid ? 1 : 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(told.begin(), told.end(), 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"full"}, charge());
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, sql("SELECT count(*) FROM payment_events"));
}

CPPUNIT_TEST_FIXTURE(Balances, r2_5_of_30_who_click_at_once_all_get_one_attempt) {
  t::crowd<int>(*this, 30, "gds_shop", [&](store::Db& on, int) {
    CPPUNIT_ASSERT(on.transact(
        "freeze", [&](Tx& tx) { return payment::freeze_balance(tx, kOrder, terms, kNoon); }));
    return 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                       sql("SELECT count(*) FROM payment_attempts WHERE public_id "
                           "IS NOT NULL"));
}

CPPUNIT_TEST_FIXTURE(Balances, each_step_of_a_balance_fails_at_any_statement_and_leaves_nothing) {
  const auto fails = [&](const auto& work) {
    const auto before = everything();
    for (int n = 1;; ++n) {
      t::FailAt fail{n};
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
  };
  fails([&] { CPPUNIT_ASSERT(freeze()); });
  fails([&] {
    CPPUNIT_ASSERT(db().transact("end", [&](Tx& tx) {
      return payment::end_balance(tx, kOrder, {"stripe", "expired"}, kNoon);
    }));
  });
  const auto session = balance_session();
  fails([&] { CPPUNIT_ASSERT(paid(db(), session) == BalanceEnd::Paid); });
}

}  // namespace
