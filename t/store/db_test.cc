#include "t/db_test.h"

#include <functional>

#include "store/job_lock.h"
#include "store/outbox.h"
#include "t/loopback.h"

namespace {

using store::Query;
using store::Tx;

enum class Refusal { No };

const Query<void(std::string, int)> kPut{
    "test.put", "INSERT INTO pace_counters (key, hits, ends_at) VALUES ($1, $2, '2026-01-01')"};
const Query<int(std::string)> kHits{"test.hits", "SELECT hits FROM pace_counters WHERE key = $1"};
const Query<int(int)> kDivide{"test.divide", "SELECT 10 / $1"};

struct Database : t::OwnDatabase {
  std::string count() { return sql("SELECT count(*) FROM pace_counters"); }
};

CPPUNIT_TEST_FIXTURE(Database, a_transaction_that_answers_is_committed) {
  const int hits = db().transact("test", [](Tx& tx) {
    tx.exec(kPut, "a", 7);
    return tx.one(kHits, "a");
  });

  CPPUNIT_ASSERT_EQUAL(7, hits);
  auto other = rival();
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, t::sql(other, "SELECT count(*) FROM pace_counters"));
}

CPPUNIT_TEST_FIXTURE(Database, a_refusal_leaves_no_trace) {
  const auto answer = db().transact("test", [](Tx& tx) -> base::Result<int, Refusal> {
    tx.exec(kPut, "a", 7);
    return Refusal::No;
  });

  CPPUNIT_ASSERT(!answer);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, count());
}

CPPUNIT_TEST_FIXTURE(Database, a_throw_leaves_no_trace_and_the_connection_serves_on) {
  CPPUNIT_ASSERT_THROW(db().transact("test",
                                     [](Tx& tx) {
                                       tx.exec(kPut, "a", 7);
                                       return tx.one(kDivide, 0);
                                     }),
                       store::DbError);

  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, count());
  CPPUNIT_ASSERT_EQUAL(5, db().transact("test", [](Tx& tx) { return tx.one(kDivide, 2); }));
}

CPPUNIT_TEST_FIXTURE(Database, a_first_statement_that_fails_leaves_no_trace) {
  CPPUNIT_ASSERT_THROW(db().transact("test", [](Tx& tx) { return tx.one(kDivide, 0); }),
                       store::DbError);
  CPPUNIT_ASSERT_EQUAL(5, db().transact("test", [](Tx& tx) { return tx.one(kDivide, 2); }));
}

CPPUNIT_TEST_FIXTURE(Database, at_once_refuses_a_second_statement) {
  CPPUNIT_ASSERT_THROW(db().at_once("test",
                                    [](Tx& tx) {
                                      tx.exec(kPut, "a", 7);
                                      return tx.one(kHits, "a");
                                    }),
                       base::BugError);
}

CPPUNIT_TEST_FIXTURE(Database, a_lost_connection_is_replaced_and_the_work_done_once) {
  db().transact("test", [](Tx& tx) { return tx.one(kDivide, 2); });
  const auto backend = sql("SELECT pg_backend_pid()");
  auto other = rival("postgres");
  t::sql(other, "SELECT pg_terminate_backend(" + backend + ")");

  db().transact("test", [](Tx& tx) { return tx.exec(kPut, "a", 1); });

  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, count());
}

// The server's end of this connection goes while nobody looks, as when it is started anew.
CPPUNIT_TEST_FIXTURE(Database, a_connection_cut_while_idle_costs_nobody_a_failure) {
  auto other = rival("postgres");
  const auto cut = [&] {
    const auto backend = sql("SELECT pg_backend_pid()");
    t::sql(other, "SELECT pg_terminate_backend(" + backend + ", 5000)");
  };
  for (int i = 0; i < 2; ++i) {
    cut();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, db().at_once("test", [&](Tx& tx) {
      return tx.exec(kPut, "at once " + std::to_string(i), 1);
    }));
    cut();
    CPPUNIT_ASSERT_EQUAL(5, db().snapshot("test", [](Tx& tx) { return tx.one(kDivide, 2); }));
  }

  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, count());
}

// A rival's lock stands for a server that hangs: either way no answer comes.
struct Hanging : Database {
  void setUp() override {
    Database::setUp();
    blocker.emplace(rival());
    blocker->run("lock", "BEGIN; LOCK TABLE pace_counters");
    impatient.emplace([&] {
      auto options = t::database(sql("SELECT current_database()"), "gds_owner");
      // Long enough to connect in, on a machine with other things to do.
      options.patience = std::chrono::milliseconds{250};
      return options;
    }());
  }
  void tearDown() override {
    impatient.reset();
    blocker.reset();
    Database::tearDown();
  }
  std::string refused(const std::function<void()>& work) {
    try {
      work();
    } catch (const store::DbError& e) {
      CPPUNIT_ASSERT(e.unreachable());
      return e.sqlstate();
    }
    return "";
  }
  std::optional<store::Db> blocker;
  std::optional<store::Db> impatient;
};

CPPUNIT_TEST_FIXTURE(Hanging, a_transaction_without_an_answer_is_given_up_and_leaves_no_trace) {
  const auto put = [](Tx& tx) { return tx.exec(kPut, "a", 1); };
  CPPUNIT_ASSERT_EQUAL(std::string{"08000"}, refused([&] { impatient->transact("test", put); }));
  CPPUNIT_ASSERT_EQUAL(std::string{"08000"}, refused([&] {
                         impatient->transact("test", [&](Tx& tx) {
                           tx.one(kDivide, 2);
                           return put(tx);
                         });
                       }));
  CPPUNIT_ASSERT_EQUAL(5, impatient->at_once("test", [](Tx& tx) { return tx.one(kDivide, 2); }));

  blocker->run("unlock", "ROLLBACK");
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, count());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, impatient->transact("test", put));
}

CPPUNIT_TEST_FIXTURE(Hanging, a_commit_without_an_answer_has_an_unknown_end) {
  blocker->run("unlock", "ROLLBACK");
  blocker->run("lock", "SELECT pg_advisory_lock(1)");
  sql("CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS "
      "'BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END'; "
      "CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON pace_counters DEFERRABLE INITIALLY DEFERRED "
      "FOR EACH ROW EXECUTE FUNCTION wait_here()");

  CPPUNIT_ASSERT_EQUAL(std::string{"08007"}, refused([&] {
                         impatient->transact("test", [](Tx& tx) { return tx.exec(kPut, "a", 1); });
                       }));
}

CPPUNIT_TEST_FIXTURE(Hanging, who_hurries_is_impatient_for_as_long_as_that) {
  auto patient = rival();
  // Connecting counts too, and is not what is tried here.
  CPPUNIT_ASSERT_EQUAL(5, patient.at_once("test", [](Tx& tx) { return tx.one(kDivide, 2); }));
  {
    const store::Db::Hurry hurry{patient, std::chrono::milliseconds{20}};
    CPPUNIT_ASSERT_EQUAL(std::string{"08000"}, refused([&] {
                           patient.snapshot("test", [](Tx& tx) { return tx.one(kHits, "a"); });
                         }));
  }
  blocker->run("unlock", "ROLLBACK");
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, std::to_string(patient.transact("test", [](Tx& tx) {
                         return tx.one_or_none(kHits, "a").value_or(0);
                       })));
}

CPPUNIT_TEST_FIXTURE(t::Plain, who_hurries_waits_for_no_connection_either) {
  t::LoopbackServer silent{[](t::Peer& peer) { peer.wait_until_gone(); }};
  store::Db db{{"host=127.0.0.1 sslmode=disable gssencmode=disable dbname=x port=" +
                    std::to_string(silent.port()),
                "nobody", true, std::chrono::milliseconds{50}}};
  const auto begun = std::chrono::steady_clock::now();
  std::string why;
  try {
    db.at_once("test", [](Tx& tx) { return tx.one(kDivide, 2); });
  } catch (const store::DbError& e) {
    why = e.sqlstate();
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"08001"}, why);
  // libpq's own limit is three seconds.
  CPPUNIT_ASSERT(std::chrono::steady_clock::now() - begun < std::chrono::seconds{2});
}

CPPUNIT_TEST_FIXTURE(Database, a_failed_commit_leaves_no_trace) {
  t::FailAt at_commit{2};
  db().watch(&at_commit);
  CPPUNIT_ASSERT_THROW(db().transact("test", [](Tx& tx) { return tx.exec(kPut, "a", 1); }),
                       store::DbError);
  db().watch(nullptr);

  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, count());
}

CPPUNIT_TEST_FIXTURE(Database, without_preparing_it_answers_the_same) {
  auto options = t::database("postgres");
  options.prepare = false;
  store::Db plain{options};
  CPPUNIT_ASSERT_EQUAL(5, plain.transact("test", [](Tx& tx) { return tx.one(kDivide, 2); }));
  CPPUNIT_ASSERT_EQUAL(2, plain.at_once("test", [](Tx& tx) { return tx.one(kDivide, 5); }));
}

CPPUNIT_TEST_FIXTURE(Database, a_job_lock_is_one_process_s_at_a_time) {
  auto other = rival();
  {
    const auto mine = store::JobLock::take(db(), "sweep");
    CPPUNIT_ASSERT(mine);
    CPPUNIT_ASSERT(!store::JobLock::take(other, "sweep"));
    CPPUNIT_ASSERT(store::JobLock::take(other, "another"));
  }
  CPPUNIT_ASSERT(store::JobLock::take(other, "sweep"));
}

CPPUNIT_TEST_FIXTURE(Database, the_outbox_takes_a_key_once) {
  const base::Instant noon = *base::parse_iso8601("2026-11-22T12:00:00Z");
  for (int i = 0; i < 2; ++i)
    db().transact("test", [&](Tx& tx) {
      store::enqueue(tx, "mail.test", "order-1", {R"({"order":1})"}, noon, noon);
      return base::Done{};
    });
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM outbox"));
}

}  // namespace
