#include "payment/carding.h"

#include <iostream>

#include "payment/inbox.h"
#include "t/sale.h"

namespace {

using payment::Demand;
using store::Tx;
using t::kNoon;

// Somebody tries cards (requirement 2.19).
struct Carding : t::Sale {
  std::string tell(const std::string& type, const std::string& object) {
    auto hooks = rival("gds_hooks");
    return tell(hooks, type, object);
  }
  std::string tell(store::Db& through, const std::string& type, const std::string& object) {
    const auto body = R"({"id":"evt_)" + std::to_string(++told) +
                      R"(","object":"event","created":1795348800,"livemode":false,"type":")" +
                      type + R"(","data":{"object":)" + object + "}}";
    const auto kept =
        payment::keep_event(through, stripe::read_event(base::Json::parse(body)), body, kNoon);
    return payment::process_event(through, kept, terms, kNoon);
  }
  static std::string metadata(const std::string& order) {
    return R"("metadata":{"order_id":")" + order + R"("})";
  }
  static std::string charge(const std::string& id, const std::string& order,
                            const std::string& card = "Fp1") {
    return R"({"id":")" + id + R"(","object":"charge","status":"failed","amount":50873,)" +
           metadata(order) + R"(,"created":1795348800,"payment_method_details":{"card":{)" +
           R"("fingerprint":")" + card + R"("}},"outcome":{"reason":"do_not_honor"}})";
  }
  static std::string intent(const std::string& charge, const std::string& order) {
    return R"({"id":"pi_1","object":"payment_intent",)" + metadata(order) +
           R"(,"last_payment_error":{"code":"card_declined","decline_code":"stolen_card")" +
           (charge.empty() ? "" : R"(,"charge":")" + charge + "\"") + "}}";
  }
  // Orders of one cart each; the address is told where there is one.
  std::string ordered(const std::string& address = "") {
    const auto order = frozen_order(1);
    if (!address.empty())
      db().transact("note", [&](Tx& tx) {
        payment::note_payer(tx, base::OrderId{std::stoll(sql("SELECT max(id) FROM orders"))},
                            {.cart = {}, .order = {}, .address = address});
        return base::Done{};
      });
    return order;
  }
  void declined(const std::string& order, int times, const std::string& card = "") {
    for (int i = 0; i < times; ++i)
      tell("charge.failed", charge("ch_" + std::to_string(++charges), order, card));
  }
  Demand demand(const payment::Payer& payer, base::Instant now = kNoon) {
    auto shop = rival("gds_shop");
    return shop.at_once("demand", [&](Tx& tx) { return payment::demand(tx, payer, limits, now); });
  }
  payment::Payer newest_cart() {
    return {.cart = base::CartId{std::stoll(sql("SELECT max(id) FROM carts"))},
            .order = {},
            .address = {}};
  }
  static payment::Payer from(const std::string& address) {
    return {.cart = {}, .order = {}, .address = address};
  }
  std::string declines() {
    return sql(
        "SELECT string_agg(concat_ws(' ', name, fingerprint, code), ', ' ORDER BY id) FROM "
        "payment_declines");
  }
  void restock() {
    sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
        "VALUES (1, 'received', 50, 'test', '2026-11-22')");
  }

  base::Config::Carding limits{};
  int told = 0;
  int charges = 0;
};

CPPUNIT_TEST_FIXTURE(Carding, a_decline_counts_once_whichever_of_its_events_comes_first) {
  const auto order = ordered();
  tell("payment_intent.payment_failed", intent("ch_a", order));
  tell("charge.failed", charge("ch_a", order));
  tell("charge.updated", charge("ch_a", order));
  CPPUNIT_ASSERT_EQUAL(std::string{"ch_a Fp1 stolen_card"}, declines());

  tell("charge.failed", charge("ch_b", order));
  tell("payment_intent.payment_failed", intent("ch_b", order));
  CPPUNIT_ASSERT_EQUAL(std::string{"ch_a Fp1 stolen_card, ch_b Fp1 do_not_honor"}, declines());
}

CPPUNIT_TEST_FIXTURE(Carding, a_failure_that_reached_no_card_counts_by_its_event) {
  const auto order = ordered();
  tell("payment_intent.payment_failed", intent("", order));
  CPPUNIT_ASSERT_EQUAL(std::string{"evt_1  stolen_card"}, declines());
}

CPPUNIT_TEST_FIXTURE(Carding, a_decline_of_no_order_of_ours_is_none) {
  ordered();
  tell("payment_intent.payment_failed", intent("ch_a", "somebody-else"));
  tell("charge.failed", charge("ch_a", "somebody-else"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, declines());
}

CPPUNIT_TEST_FIXTURE(Carding, after_three_declines_of_a_cart_a_person_is_asked_for) {
  const auto order = ordered();
  declined(order, 2);
  CPPUNIT_ASSERT(demand(newest_cart()) == Demand::None);
  declined(order, 1);
  CPPUNIT_ASSERT(demand(newest_cart()) == Demand::Proof);
  // Only this cart, and only for a day.
  CPPUNIT_ASSERT(demand({}) == Demand::None);
  CPPUNIT_ASSERT(demand(newest_cart(), kNoon + std::chrono::hours{24}) == Demand::None);
  ordered();
  CPPUNIT_ASSERT(demand(newest_cart()) == Demand::None);
}

CPPUNIT_TEST_FIXTURE(Carding, the_declines_of_an_address_count_over_all_its_carts) {
  restock();
  for (int cart = 0; cart < 4; ++cart) {
    CPPUNIT_ASSERT(demand(from("a")) == Demand::None);
    declined(ordered("a"), 2);
  }
  CPPUNIT_ASSERT(demand(from("a")) == Demand::Proof);
  CPPUNIT_ASSERT(demand(from("b")) == Demand::None);
}

CPPUNIT_TEST_FIXTURE(Carding, a_card_that_is_declined_everywhere_is_noticed_where_it_is_tried) {
  restock();
  for (int cart = 0; cart < 4; ++cart) declined(ordered(), 1, "Fp9");
  declined(ordered(), 1, "Fp1");
  CPPUNIT_ASSERT(demand(newest_cart()) == Demand::None);
  declined(ordered(), 1, "Fp9");
  CPPUNIT_ASSERT(demand(newest_cart()) == Demand::Proof);
  // Whoever tried another card has nothing to do with it.
  ordered();
  CPPUNIT_ASSERT(demand(newest_cart()) == Demand::None);
}

CPPUNIT_TEST_FIXTURE(Carding, a_shop_under_attack_asks_everybody_for_ten_minutes) {
  restock();
  limits.shop_declines = 4;
  for (int cart = 0; cart < 4; ++cart) {
    CPPUNIT_ASSERT(demand({}) == Demand::None);
    declined(ordered(), 1);
  }
  CPPUNIT_ASSERT(demand({}) == Demand::Proof);
  CPPUNIT_ASSERT(demand({}, kNoon + std::chrono::minutes{10}) == Demand::None);
  // Two of six were paid: 66 in a hundred are declined; a third, and it is no attack.
  const auto paid = [&](const std::string& name) {
    sql("INSERT INTO payment_charges (charge_id, payment_id, status, amount_cents, brand, last4, "
        "fingerprint, risk_level, failure, made_at, said_at) VALUES ('" +
        name +
        "', 1, 'succeeded', 1, '', '', '', '', '', '2026-11-22 12:00+00', '2026-11-22 12:00+00')");
  };
  paid("ch_p1");
  paid("ch_p2");
  CPPUNIT_ASSERT(demand({}) == Demand::Proof);
  paid("ch_p3");
  CPPUNIT_ASSERT(demand({}) == Demand::None);
}

CPPUNIT_TEST_FIXTURE(Carding, one_cart_has_so_many_pages_and_no_more) {
  ordered();
  limits.cart_pages = 2;
  CPPUNIT_ASSERT(demand(newest_cart()) == Demand::None);
  limits.cart_pages = 1;
  CPPUNIT_ASSERT(demand(newest_cart()) == Demand::Rest);
  CPPUNIT_ASSERT(demand(newest_cart(), kNoon + std::chrono::hours{24}) == Demand::None);
}

CPPUNIT_TEST_FIXTURE(Carding, at_four_times_a_limit_no_proof_helps) {
  restock();
  limits.shop_declines = 1000;
  const auto order = ordered("a");
  declined(order, 11, "Fp1");
  CPPUNIT_ASSERT(demand(newest_cart()) == Demand::Proof);
  declined(order, 1, "Fp2");
  CPPUNIT_ASSERT(demand(newest_cart()) == Demand::Rest);
  CPPUNIT_ASSERT(demand(from("a")) == Demand::Proof);
  declined(ordered(), 9, "Fp1");
  CPPUNIT_ASSERT(demand(from("a")) == Demand::Rest);
  CPPUNIT_ASSERT(demand(from("b")) == Demand::None);
}

CPPUNIT_TEST_FIXTURE(Carding, a_balance_counts_by_its_order) {
  const auto order = ordered();
  declined(order, 3);
  const base::OrderId id{std::stoll(sql("SELECT id FROM orders"))};
  CPPUNIT_ASSERT(demand({.cart = {}, .order = id, .address = {}}) == Demand::Proof);
}

CPPUNIT_TEST_FIXTURE(Carding, the_page_of_ten_declines_is_to_be_ended_once) {
  const auto order = ordered();
  const auto words = [&] {
    return sql(
        "SELECT string_agg(payload->>'attempt', ' ') FROM outbox WHERE kind = "
        "'stripe.end_page'");
  };
  declined(order, 9);
  CPPUNIT_ASSERT_EQUAL(std::string{}, words());
  declined(order, 3);
  CPPUNIT_ASSERT_EQUAL(sql("SELECT id FROM payment_attempts"), words());
}

CPPUNIT_TEST_FIXTURE(Carding, a_decline_that_breaks_at_any_statement_is_counted_by_the_next_try) {
  const auto order = ordered();
  terms.carding.page_declines = 1;
  int points = 0;
  for (bool whole = false; !whole; ++points) {
    sql("DELETE FROM payment_declines; DELETE FROM outbox WHERE kind = 'stripe.end_page'; "
        "TRUNCATE inbox_events");
    const auto name = "ch_" + std::to_string(points);
    t::FailAt fails{points + 1};
    auto through = rival();
    through.watch(&fails);
    try {
      tell(through, "charge.failed", charge(name, order));
      whole = true;
    } catch (const store::DbError&) {
      CPPUNIT_ASSERT_EQUAL(std::string{}, declines());
      CPPUNIT_ASSERT_EQUAL(std::string{"0"},
                           sql("SELECT count(*) FROM outbox WHERE kind = 'stripe.end_page'"));
    }
    through.watch(nullptr);
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                       sql("SELECT count(*) FROM outbox WHERE kind = 'stripe.end_page'"));
  std::cout << "# a decline: failed at " << points - 1 << " points\n";
  CPPUNIT_ASSERT(points > 5);
}

CPPUNIT_TEST_FIXTURE(Carding, declines_of_long_ago_are_removed) {
  declined(ordered(), 2);
  sql("UPDATE payment_declines SET at = '2026-08-01' WHERE name = 'ch_1'");
  auto jobs = rival("gds_jobs");
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, jobs.transact("sweep", [](Tx& tx) {
    return payment::sweep_declines(tx, kNoon - std::chrono::hours{24 * 90}, 9);
  }));
  CPPUNIT_ASSERT_EQUAL(std::string{"ch_2  do_not_honor"}, declines());
}

}  // namespace
