#include "store/outbox.h"

#include <string>
#include <vector>

#include "store/listener.h"
#include "t/db_test.h"

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

const base::Instant kNoon = *base::parse_iso8601("2026-11-22T12:00:00Z");

struct Outboxes : t::OwnDatabase {
  void put(const std::string& kind, const std::string& key, base::Instant due = kNoon) {
    db().transact("put", [&](store::Tx& tx) {
      store::enqueue(tx, kind, key, {"{\"order\": 1}"}, due, kNoon);
      return base::Done{};
    });
  }
  // The keys that a sender leases, as one text.
  std::string leased(store::Db& sender, base::Instant now, std::int64_t limit = 10,
                     const std::vector<std::string>& kinds = {"mail.a", "mail.b"}) {
    const auto rows = sender.at_once(
        "lease", [&](store::Tx& tx) { return store::lease(tx, kinds, limit, now + 6min, now); });
    std::string keys;
    for (const auto& row : rows) keys += (keys.empty() ? "" : " ") + row.key;
    return keys;
  }
};

CPPUNIT_TEST_FIXTURE(Outboxes, due_rows_of_the_asked_kinds_are_leased_oldest_first) {
  put("mail.a", "1");
  put("mail.c", "2");
  put("mail.b", "3");
  put("mail.a", "4", kNoon + 1s);

  CPPUNIT_ASSERT_EQUAL("1"s, leased(db(), kNoon, 1));
  CPPUNIT_ASSERT_EQUAL("3"s, leased(db(), kNoon));
  CPPUNIT_ASSERT_EQUAL(""s, leased(db(), kNoon));
  CPPUNIT_ASSERT_EQUAL("4"s, leased(db(), kNoon + 1s));
}

CPPUNIT_TEST_FIXTURE(Outboxes, a_commit_wakes_whoever_listens_and_a_rollback_does_not) {
  store::Listener listener{t::database(sql("SELECT current_database()"), "gds_jobs"), "outbox"};
  CPPUNIT_ASSERT(!listener.heard(0ms));
  CPPUNIT_ASSERT_THROW(db().transact("undone",
                                     [&](store::Tx& tx) -> base::Done {
                                       store::enqueue(tx, "mail.a", "1", {"{}"}, kNoon, kNoon);
                                       throw base::BugError{"undone"};
                                     }),
                       base::BugError);
  CPPUNIT_ASSERT(!listener.heard(0ms));

  put("mail.a", "1");
  CPPUNIT_ASSERT(listener.heard(20s));
  CPPUNIT_ASSERT(!listener.heard(0ms));
}

CPPUNIT_TEST_FIXTURE(Outboxes, a_lease_ends_by_itself_when_its_sender_was_killed) {
  put("mail.a", "1");
  CPPUNIT_ASSERT_EQUAL("1"s, leased(db(), kNoon));

  CPPUNIT_ASSERT_EQUAL(""s, leased(db(), kNoon + 6min - 1us));
  CPPUNIT_ASSERT_EQUAL("1"s, leased(db(), kNoon + 6min));

  CPPUNIT_ASSERT_EQUAL("2"s, sql("SELECT attempts FROM outbox"));
}

CPPUNIT_TEST_FIXTURE(Outboxes, a_row_that_another_sender_locks_is_passed_over) {
  put("mail.a", "1");
  put("mail.a", "2");
  auto other = rival("gds_jobs");
  db().transact("first", [&](store::Tx& tx) {
    const auto rows = store::lease(tx, {"mail.a"}, 1, kNoon + 6min, kNoon);
    CPPUNIT_ASSERT_EQUAL("1"s, rows.at(0).key);

    CPPUNIT_ASSERT_EQUAL("2"s, leased(other, kNoon));
    CPPUNIT_ASSERT_EQUAL(""s, leased(other, kNoon));
    return base::Done{};
  });
}

CPPUNIT_TEST_FIXTURE(Outboxes, a_settled_row_is_sent_later_or_never) {
  put("mail.a", "sent");
  put("mail.a", "later");
  put("mail.a", "failed");
  const auto rows = db().at_once("lease", [&](store::Tx& tx) {
    return store::lease(tx, {"mail.a"}, 10, kNoon + 6min, kNoon);
  });
  db().transact("settle", [&](store::Tx& tx) {
    store::mark_sent(tx, rows.at(0).id, kNoon + 1s);
    store::mark_later(tx, rows.at(1).id, kNoon + 5min, "busy");
    store::mark_failed(tx, rows.at(2).id, "no such user", kNoon + 1s);
    return base::Done{};
  });

  CPPUNIT_ASSERT_EQUAL(
      "sent 12:00:01 - -; later - - busy; failed - 12:00:01 no such user"s,
      sql("SELECT string_agg(concat_ws(' ', key, coalesce(sent_at::time::text, '-'), "
          "coalesce(failed_at::time::text, '-'), coalesce(nullif(last_error, ''), '-')), '; ' "
          "ORDER BY id) FROM outbox WHERE leased_until IS NULL"));
  const auto next = db().at_once("next", [&](store::Tx& tx) {
    return store::next_due(tx, {"mail.a", "mail.b"});
  });
  CPPUNIT_ASSERT(next == kNoon + 5min);
  CPPUNIT_ASSERT_EQUAL(""s, leased(db(), kNoon + 5min - 1us));
  CPPUNIT_ASSERT_EQUAL("later"s, leased(db(), kNoon + 5min));
}

CPPUNIT_TEST_FIXTURE(Outboxes, nothing_waiting_has_no_next_time) {
  const auto next =
      db().at_once("next", [&](store::Tx& tx) { return store::next_due(tx, {"mail.a"}); });
  CPPUNIT_ASSERT(!next);
}

CPPUNIT_TEST_FIXTURE(Outboxes, two_senders_share_two_hundred_rows_without_a_double) {
  for (int i = 0; i < 200; ++i) put("mail.a", std::to_string(i));
  auto other = rival("gds_jobs");

  int taken = 0;
  for (bool more = true; more;) {
    const auto mine = leased(db(), kNoon, 1);
    const auto theirs = leased(other, kNoon, 1);
    taken += (mine.empty() ? 0 : 1) + (theirs.empty() ? 0 : 1);
    more = !mine.empty() || !theirs.empty();
  }

  CPPUNIT_ASSERT_EQUAL(200, taken);
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT max(attempts) FROM outbox"));
}

}  // namespace
