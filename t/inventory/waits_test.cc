#include "inventory/waits.h"

#include "app/outbox_handlers.h"
#include "t/app/sending.h"

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using inventory::WaitRefusal;
using t::holds;
using t::kNoon;

// A variant of which everything is sold, and the shop's mail lane.
struct Waiting : t::Sending {
  void setUp() override {
    Sending::setUp();
    variant.emplace(std::stoll(sql("SELECT min(id) FROM variants")));
    stock(0);
  }
  void stock(int units) {
    sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, reason, actor, at)"
        " SELECT id, 'adjusted', " +
        std::to_string(units) +
        " - on_hand, 'lost', 'test', now() FROM stock_items WHERE variant_id = " +
        std::to_string(variant->raw()) + " AND on_hand <> " + std::to_string(units));
  }
  auto ask(const std::string& email, base::Instant now = kNoon) {
    return as("gds_shop",
              [&](store::Tx& tx) { return inventory::wait_for_stock(tx, *variant, email, now); });
  }
  bool confirm(const std::string& token, base::Instant now = kNoon) {
    return as("gds_shop", [&](store::Tx& tx) { return inventory::confirm_wait(tx, token, now); });
  }
  bool stop(const std::string& token) {
    return as("gds_shop", [&](store::Tx& tx) { return inventory::end_wait(tx, token, kNoon); });
  }
  int tell(base::Instant now = kNoon) {
    return as("gds_jobs", [&](store::Tx& tx) { return inventory::tell_waiting(tx, 10, now); });
  }
  std::optional<base::VariantId> variant;
};

CPPUNIT_TEST_FIXTURE(Waiting, a_mailbox_that_said_yes_is_told_once_when_goods_are_back) {
  CPPUNIT_ASSERT(ask("kim@example.com"));
  CPPUNIT_ASSERT(drain_mail());
  CPPUNIT_ASSERT_EQUAL_MESSAGE(sql("SELECT string_agg(kind || ' ' || last_error, ';') FROM outbox"),
                               std::size_t{1}, smtp.messages.size());
  CPPUNIT_ASSERT(holds(smtp.messages[0], "\r\nTo: kim@example.com\r\n"));
  CPPUNIT_ASSERT(confirm(token_in("/notify/confirm")));
  CPPUNIT_ASSERT_EQUAL(0, tell());

  stock(2);
  CPPUNIT_ASSERT_EQUAL(1, tell());
  CPPUNIT_ASSERT_EQUAL(0, tell());
  CPPUNIT_ASSERT(drain_mail());

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, smtp.messages.size());
  CPPUNIT_ASSERT(holds(smtp.messages[1], "\r\nSubject: It is back in stock\r\n"));
  // It came and went again: nobody waits any more.
  stock(0);
  stock(1);
  CPPUNIT_ASSERT_EQUAL(0, tell());
}

CPPUNIT_TEST_FIXTURE(Waiting, who_did_not_answer_is_not_told) {
  CPPUNIT_ASSERT(ask("kim@example.com"));
  CPPUNIT_ASSERT(drain_mail());
  const auto token = token_in("/notify/confirm");
  stock(2);
  CPPUNIT_ASSERT_EQUAL(0, tell());
  CPPUNIT_ASSERT(!confirm(std::string(43, 'x')));
  CPPUNIT_ASSERT(!confirm(token, kNoon + 49h));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, as("gds_jobs", [](store::Tx& tx) {
                         return inventory::forget_waits(tx, kNoon + 49h);
                       }));
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM stock_waits"));
}

CPPUNIT_TEST_FIXTURE(Waiting, a_mailbox_is_asked_once_for_an_offer_and_three_times_an_hour) {
  CPPUNIT_ASSERT(ask("kim@example.com"));
  CPPUNIT_ASSERT(ask("Kim+again@example.com"));
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT count(*) FROM stock_waits"));
  sql("INSERT INTO stock_waits (variant_id, email, mailbox, asked_at, ended_at)"
      " SELECT variant_id, email, mailbox, asked_at, asked_at FROM stock_waits,"
      " generate_series(1, 2)");
  sql("UPDATE stock_waits SET ended_at = asked_at");
  CPPUNIT_ASSERT(ask("kim@example.com"));
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT count(*) FROM outbox WHERE kind = 'mail.stock_question'"));
  CPPUNIT_ASSERT(ask("kim@example.com", kNoon + 61min));
  CPPUNIT_ASSERT_EQUAL("2"s, sql("SELECT count(*) FROM outbox WHERE kind = 'mail.stock_question'"));
}

CPPUNIT_TEST_FIXTURE(Waiting, who_wants_no_more_such_mails_gets_none) {
  CPPUNIT_ASSERT(ask("kim@example.com"));
  CPPUNIT_ASSERT(drain_mail());
  const auto token = token_in("/notify/confirm");
  CPPUNIT_ASSERT(confirm(token));
  CPPUNIT_ASSERT(stop(token));
  stock(2);
  CPPUNIT_ASSERT_EQUAL(0, tell());
  CPPUNIT_ASSERT(!stop(std::string(43, 'x')));
}

CPPUNIT_TEST_FIXTURE(Waiting, what_is_not_for_sale_cannot_be_waited_for) {
  sql("UPDATE variants SET state = 'archived'");
  const auto asked = ask("kim@example.com");
  CPPUNIT_ASSERT(!asked);
  CPPUNIT_ASSERT(asked.why() == WaitRefusal::NotForSale);
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM stock_waits"));
}

// Two jobs at once tell each waiting mailbox once.
CPPUNIT_TEST_FIXTURE(Waiting, two_jobs_at_once_tell_each_mailbox_once) {
  sql("INSERT INTO stock_waits (variant_id, email, mailbox, asked_at, confirmed_at)"
      " SELECT " +
      std::to_string(variant->raw()) +
      ", 'k' || n || '@example.com', 'k' || n || '@example.com', '2026-11-22', '2026-11-22'"
      " FROM generate_series(1, 6) n");
  stock(2);
  auto one = rival("gds_jobs");
  auto other = rival("gds_jobs");
  const auto told = one.transact("test", [&](store::Tx& tx) {
    const int mine = inventory::tell_waiting(tx, 4, kNoon);
    return mine + other.transact("test", [&](store::Tx& there) {
      return inventory::tell_waiting(there, 10, kNoon);
    });
  });
  CPPUNIT_ASSERT_EQUAL(6, told);
  CPPUNIT_ASSERT_EQUAL("6"s, sql("SELECT count(*) FROM outbox WHERE kind = 'mail.stock_news'"));
}

}  // namespace
