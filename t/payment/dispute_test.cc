#include "payment/dispute.h"

#include <algorithm>
#include <array>

#include "order/fulfil.h"
#include "order/hold.h"
#include "payment/refund.h"
#include "payment/tasks.h"
#include "t/placed.h"
#include "tender/tender.h"

namespace {

using base::Money;
using payment::AtTheBank;
using store::Tx;
using t::kNoon;

// A paid order of $335.53 whose payer goes to the bank.
struct Disputes : t::PlacedOrder {
  void tearDown() override {
    std::string faults;
    for (const auto& fault : db().snapshot("faults", [](Tx& tx) { return payment::faults(tx); }))
      faults += fault + "\n";
    CPPUNIT_ASSERT_EQUAL(std::string{}, faults);
    PlacedOrder::tearDown();
  }
  static stripe::Dispute dispute(const std::string& status, std::vector<std::int64_t> moved = {}) {
    stripe::Dispute made{.id = "du_1",
                         .payment_intent = "pi_1",
                         .charge = "ch_1",
                         .status = status,
                         .reason = "fraudulent",
                         .currency = "usd",
                         .amount = Money::cents(33553),
                         .due_by = kNoon + std::chrono::hours{24 * 7}};
    for (const auto cents : moved) made.movements.push_back(Money::cents(cents));
    return made;
  }
  // As the hooks see it, so many seconds after noon.
  std::string seen(const stripe::Dispute& dispute, const std::string& type, int second = 0) {
    auto hooks = rival("gds_hooks");
    return hooks.transact("seen", [&](Tx& tx) {
      return payment::dispute_seen(tx, dispute, "charge.dispute." + type,
                                   kNoon + std::chrono::seconds{second}, kNoon);
    });
  }
  AtTheBank at_the_bank() {
    return db().snapshot("bank", [](Tx& tx) { return payment::at_the_bank(tx, kOrder); });
  }
  std::string payment() {
    return sql(
        "SELECT concat_ws(' ', state, captured_cents, refunded_cents, disputed_cents) FROM "
        "payments");
  }
  std::string ledger() {
    return sql(
        "SELECT string_agg(concat_ws(' ', kind, amount_cents, provider_ref), ', ' ORDER BY "
        "kind, provider_ref) FROM payment_events WHERE kind IN ('disputed', 'reinstated')");
  }
  std::string row() { return sql("SELECT status FROM disputes"); }
  std::string task() {
    return sql(
        "SELECT string_agg(concat_ws(' ', subject, due_at IS NOT NULL, done_at IS NOT "
        "NULL), ', ' ORDER BY id) FROM payment_tasks");
  }
  std::string holds() {
    return sql(
        "SELECT string_agg(concat_ws(' ', cause, lifted_at IS NOT NULL), ', ' ORDER BY id) "
        "FROM shipment_holds");
  }
  std::string all() {
    return everything() + sql("SELECT string_agg(d::text, ',') FROM disputes d") + holds() +
           task() + sql("SELECT string_agg(a::text, ',') FROM dispute_answers a");
  }
  void grant(std::int64_t cents) {
    CPPUNIT_ASSERT(db().transact("grant", [&](Tx& tx) {
      return order::grant(tx, kOrder, order::RefundKind::Goodwill, {{}, {}, Money::cents(cents)},
                          kWhy, kNoon);
    }));
  }
  auto send() {
    return db().transact("send",
                         [&](Tx& tx) { return payment::send_refund(tx, kOrder, "test", kNoon); });
  }
};

CPPUNIT_TEST_FIXTURE(Disputes, an_open_dispute_stops_shipment_and_refunds_and_has_a_deadline) {
  grant(1000);

  CPPUNIT_ASSERT_EQUAL(std::string{"dispute opened"}, seen(dispute("needs_response"), "created"));

  CPPUNIT_ASSERT(at_the_bank() == AtTheBank::Open);
  CPPUNIT_ASSERT_EQUAL(std::string{"disputed 33553 0 0"}, payment());
  CPPUNIT_ASSERT_EQUAL(std::string{"dispute du_1 f"}, holds());
  CPPUNIT_ASSERT_EQUAL(std::string{"du_1 t f"}, task());
  CPPUNIT_ASSERT(send().why() == payment::SendRefusal::Disputed);
  CPPUNIT_ASSERT(db().transact("pack",
                               [&](Tx& tx) {
                                 return order::pack(tx, kOrder, {{line(1), 1}}, kWhy, kNoon);
                               })
                     .why() == order::PackRefusal::OnHold);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                       sql("SELECT count(*) FROM outbox WHERE kind = 'mail.staff_payment'"));
  // The order is paid, whatever the bank does: its page asks for nothing.
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 32553 33553 over"}, standing());
}

CPPUNIT_TEST_FIXTURE(Disputes, what_the_bank_takes_and_gives_back_stands_in_the_ledger_once) {
  seen(dispute("needs_response"), "created");
  seen(dispute("needs_response"), "funds_withdrawn");
  seen(dispute("needs_response"), "funds_withdrawn");
  CPPUNIT_ASSERT_EQUAL(std::string{"disputed 33553 0 33553"}, payment());
  // The same by the list of movements is the same entry.
  seen(dispute("under_review", {-33553}), "updated", 1);
  CPPUNIT_ASSERT_EQUAL(std::string{"disputed 33553 du_1"}, ledger());

  CPPUNIT_ASSERT_EQUAL(std::string{"dispute closed"}, seen(dispute("won"), "closed", 2));
  seen(dispute("won", {-33553, 33553}), "funds_reinstated", 2);

  CPPUNIT_ASSERT_EQUAL(std::string{"disputed 33553 du_1, reinstated 33553 du_1"}, ledger());
  CPPUNIT_ASSERT_EQUAL(std::string{"captured 33553 0 0"}, payment());
  CPPUNIT_ASSERT_EQUAL(std::string{"dispute du_1 t"}, holds());
  CPPUNIT_ASSERT_EQUAL(std::string{"du_1 t t"}, task());
  CPPUNIT_ASSERT(at_the_bank() == AtTheBank::Undisputed);
}

CPPUNIT_TEST_FIXTURE(Disputes, E2_the_events_of_a_dispute_in_any_order_have_the_same_end) {
  struct Event {
    std::string status;
    std::string type;
    int second;
  };
  const std::array events = {Event{"needs_response", "created", 0},
                             Event{"needs_response", "funds_withdrawn", 0},
                             Event{"under_review", "updated", 10}, Event{"won", "closed", 20},
                             Event{"won", "funds_reinstated", 21}};
  std::array order{0, 1, 2, 3, 4};
  int tried = 0;
  do {
    for (const auto n : order) {
      const auto& event = events.at(static_cast<std::size_t>(n));
      seen(dispute(event.status), event.type, event.second);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"won"}, row());
    CPPUNIT_ASSERT_EQUAL(std::string{"captured 33553 0 0"}, payment());
    CPPUNIT_ASSERT_EQUAL(std::string{"disputed 33553 du_1, reinstated 33553 du_1"}, ledger());
    CPPUNIT_ASSERT(holds().find(" f") == std::string::npos);
    CPPUNIT_ASSERT(task().empty() || task() == "du_1 t t");
    sql("TRUNCATE disputes, shipment_holds, payment_tasks CASCADE; ALTER TABLE payment_events "
        "DISABLE TRIGGER append_only; DELETE FROM payment_events WHERE kind <> 'captured'; ALTER "
        "TABLE payment_events ENABLE TRIGGER append_only");
    ++tried;
  } while (tried < 24 && std::next_permutation(order.begin(), order.end()));
  CPPUNIT_ASSERT_EQUAL(24, tried);
}

CPPUNIT_TEST_FIXTURE(Disputes, a_lost_dispute_is_a_charge_back_and_nothing_leaves_any_more) {
  grant(1000);
  seen(dispute("needs_response"), "created");
  seen(dispute("needs_response"), "funds_withdrawn");
  CPPUNIT_ASSERT_EQUAL(std::string{"dispute closed"}, seen(dispute("lost"), "closed", 5));

  CPPUNIT_ASSERT(at_the_bank() == AtTheBank::Lost);
  CPPUNIT_ASSERT_EQUAL(std::string{"charged_back 33553 0 33553"}, payment());
  CPPUNIT_ASSERT_EQUAL(std::string{"dispute du_1 f"}, holds());
  CPPUNIT_ASSERT_EQUAL(std::string{"du_1 t t"}, task());
  // P1: what the bank took is not sent a second time.
  CPPUNIT_ASSERT(send().why() == payment::SendRefusal::NothingOwed);
}

CPPUNIT_TEST_FIXTURE(Disputes, an_inquiry_holds_the_order_but_takes_no_money) {
  seen(dispute("warning_needs_response"), "created");
  CPPUNIT_ASSERT_EQUAL(std::string{"captured 33553 0 0"}, payment());
  CPPUNIT_ASSERT_EQUAL(std::string{"dispute du_1 f"}, holds());
  seen(dispute("warning_closed"), "closed", 1);
  CPPUNIT_ASSERT_EQUAL(std::string{"dispute du_1 t"}, holds());
}

CPPUNIT_TEST_FIXTURE(Disputes, an_appeal_opens_a_dispute_again_with_a_deadline_of_its_own) {
  seen(dispute("needs_response"), "created");
  seen(dispute("won"), "closed", 1);
  seen(dispute("appeal_needs_response"), "updated", 2);
  CPPUNIT_ASSERT(at_the_bank() == AtTheBank::Open);
  CPPUNIT_ASSERT_EQUAL(std::string{"dispute du_1 t, dispute du_1 appeal f"}, holds());
  CPPUNIT_ASSERT_EQUAL(std::string{"du_1 t t, du_1 appeal t f"}, task());
  seen(dispute("won"), "closed", 3);
  CPPUNIT_ASSERT_EQUAL(std::string{"dispute du_1 t, dispute du_1 appeal t"}, holds());
}

CPPUNIT_TEST_FIXTURE(Disputes, two_words_of_one_second_are_asked_about) {
  seen(dispute("needs_response"), "created");
  seen(dispute("under_review"), "updated");
  CPPUNIT_ASSERT_EQUAL(std::string{"du_1-1795348800-under_review"},
                       sql("SELECT key FROM outbox WHERE kind = 'stripe.refresh_dispute'"));
}

// Stripe was asked after the first, and may have answered before the second came to be.
CPPUNIT_TEST_FIXTURE(Disputes, a_third_word_of_one_second_is_asked_about_as_well) {
  seen(dispute("needs_response"), "created");
  seen(dispute("under_review"), "updated");
  seen(dispute("won"), "closed");
  seen(dispute("won"), "closed");
  CPPUNIT_ASSERT_EQUAL(std::string{"du_1-1795348800-under_review, du_1-1795348800-won"},
                       sql("SELECT string_agg(key, ', ' ORDER BY id) FROM outbox WHERE kind = "
                           "'stripe.refresh_dispute'"));
}

CPPUNIT_TEST_FIXTURE(Disputes, a_lost_dispute_takes_the_credit_of_the_referral_back_once) {
  sql(R"sql(
    INSERT INTO customers (email, created_at, updated_at) VALUES
      ('ann@example.com', '2026-11-22', '2026-11-22'), ('bob@example.com', '2026-11-22', '2026-11-22');
    INSERT INTO referral_links (customer_id, code, made_at)
      SELECT id, 'abcdefghij', '2026-11-22' FROM customers WHERE email = 'ann@example.com';
    INSERT INTO referral_clicks (link_id, token_hash, at)
      VALUES (1, repeat('a', 64), '2026-11-22');
    INSERT INTO referrals (link_id, click_id, referrer_id, referred_id, order_id, attributed_by, state,
                           window_days, referrer_cents, referred_cents, attributed_at, earns_at)
      SELECT 1, 1, a.id, b.id, 1, 'cookie', 'pending', 30, 2000, 1000, '2026-11-22', '2026-11-22'
        FROM customers a, customers b
       WHERE a.email = 'ann@example.com' AND b.email = 'bob@example.com';
    UPDATE referrals SET state = 'earned'; UPDATE referrals SET state = 'paid')sql");
  const auto customer = [&](const std::string& mail) {
    return base::CustomerId{
        std::stoll(sql("SELECT id FROM customers WHERE email = '" + mail + "'"))};
  };
  db().transact("credit", [&](Tx& tx) {
    tender::grant_credit(tx, customer("ann@example.com"), Money::cents(2000), "for a referral",
                         {"referral 1 referrer", "test"}, kNoon);
    // Of Bob's ten dollars four are spent.
    tender::grant_credit(tx, customer("bob@example.com"), Money::cents(600), "for a referral",
                         {"referral 1 referred", "test"}, kNoon);
    return base::Done{};
  });
  seen(dispute("needs_response"), "created");
  seen(dispute("lost"), "closed", 1);
  seen(dispute("lost"), "closed", 2);

  CPPUNIT_ASSERT_EQUAL(std::string{"reversed the payment was charged back"},
                       sql("SELECT concat_ws(' ', state, reason) FROM referrals"));
  CPPUNIT_ASSERT_EQUAL(std::string{"-2000, -600"},
                       sql("SELECT string_agg(amount_delta::text, ', ' ORDER BY id) FROM "
                           "tender_entries WHERE amount_delta < 0"));
  CPPUNIT_ASSERT_EQUAL(std::string{"$4.00 of it could not be taken back"},
                       sql("SELECT reason FROM order_events WHERE what = 'referral credit spent'"));
}

CPPUNIT_TEST_FIXTURE(Disputes, evidence_is_staged_first_and_the_same_bytes_are_submitted) {
  const auto parcel = db().transact("pack", [&](Tx& tx) {
    return order::pack(tx, kOrder, {{line(1), 1}}, kWhy, kNoon);
  });
  CPPUNIT_ASSERT(db().transact("ship", [&](Tx& tx) {
    return order::ship(tx, *parcel, {"UPS", "1Z999"}, kWhy, kNoon);
  }));
  seen(dispute("needs_response"), "created");
  const auto stage = [&] {
    return db().transact("stage", [&](Tx& tx) {
      return payment::stage_evidence(tx, "du_1", "She signed for it.", "test", kNoon);
    });
  };
  const auto submit = [&] {
    return db().transact(
        "submit", [&](Tx& tx) { return payment::submit_evidence(tx, "du_1", "test", kNoon); });
  };
  const auto ended = [&](payment::DisputeAnswerId id, const std::string& failure) {
    db().transact("ended", [&](Tx& tx) {
      payment::answer_ended(tx, id, failure, kNoon);
      return base::Done{};
    });
  };
  CPPUNIT_ASSERT(submit().why() == payment::AnswerRefusal::NoEvidence);

  const auto staged = stage();

  CPPUNIT_ASSERT(staged);
  CPPUNIT_ASSERT(stage().why() == payment::AnswerRefusal::OnItsWay);
  CPPUNIT_ASSERT(submit().why() == payment::AnswerRefusal::NoEvidence);
  ended(*staged, "");
  const auto body = [&] {
    return sql("SELECT convert_from(body, 'UTF8') FROM dispute_answers ORDER BY id DESC LIMIT 1");
  };
  const auto first = body();
  for (const auto* part :
       {"evidence[customer_name]=Kim%20Lee", "evidence[customer_email_address]=kim%40example.com",
        "evidence[shipping_carrier]=UPS", "evidence[shipping_tracking_number]=1Z999",
        "evidence[uncategorized_text]=She%20signed%20for%20it.", "&submit=false"})
    CPPUNIT_ASSERT(first.find(part) != std::string::npos);
  CPPUNIT_ASSERT(submit());
  CPPUNIT_ASSERT_EQUAL(first.substr(0, first.size() - 5) + "true", body());
  CPPUNIT_ASSERT_EQUAL(std::string{"2"},
                       sql("SELECT count(*) FROM outbox WHERE kind = 'stripe.dispute'"));

  seen(dispute("won"), "closed", 9);
  CPPUNIT_ASSERT(stage().why() == payment::AnswerRefusal::Closed);
  CPPUNIT_ASSERT(
      db().transact("none",
                    [&](Tx& tx) { return payment::accept_dispute(tx, "du_2", "test", kNoon); })
          .why() == payment::AnswerRefusal::NoSuchDispute);
}

CPPUNIT_TEST_FIXTURE(Disputes, each_effect_fails_at_any_statement_and_leaves_nothing) {
  const auto each = [&](auto work) {
    const auto before = all();
    int n = 1;
    for (;; ++n) {
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
      CPPUNIT_ASSERT_EQUAL(before, all());
    }
    CPPUNIT_ASSERT(before != all());
    return n;
  };
  const auto saw = [&](const stripe::Dispute& dispute, const char* type, int second) {
    return [this, dispute, type, second] {
      db().transact("seen", [&](Tx& tx) {
        return payment::dispute_seen(tx, dispute, std::string{"charge.dispute."} + type,
                                     kNoon + std::chrono::seconds{second}, kNoon);
      });
    };
  };
  CPPUNIT_ASSERT(each(saw(dispute("needs_response"), "created", 0)) > 6);
  CPPUNIT_ASSERT(each(saw(dispute("needs_response"), "funds_withdrawn", 1)) > 3);
  CPPUNIT_ASSERT(each([&] {
                   CPPUNIT_ASSERT(db().transact("stage", [&](Tx& tx) {
                     return payment::stage_evidence(tx, "du_1", "", "test", kNoon);
                   }));
                 }) > 5);
  CPPUNIT_ASSERT(each(saw(dispute("lost", {-33553}), "closed", 2)) > 8);
}

}  // namespace
