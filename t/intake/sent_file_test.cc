#include "intake/sent_file.h"

#include <numeric>

#include "t/intake/importing.h"
#include "t/race/crowd.h"

namespace {

using intake::ApplyRefusal;
using intake::RowFate;

const audit::Actor kKim{"staff 4", "192.0.2.7", "req"};
const audit::Actor kLee{"staff 5", "192.0.2.8", "req"};

std::string row_of(const std::string& sku, const std::string& mpn, int cents,
                   const std::string& quantity = "") {
  return sku + ",Cisco," + mpn + ",A switch,Networking/Switches,Used," + std::to_string(cents) +
         ',' + quantity + ",,,,,,,,,,,,\n";
}

struct SentFiles : t::Importing {
  void setUp() override {
    t::Importing::setUp();
    import(row_of("A", "WS-1", 10000, "5") + row_of("B", "WS-2", 20000, "5"));
    admin.emplace(rival("gds_admin"));
  }
  void tearDown() override {
    admin.reset();
    t::Importing::tearDown();
  }
  intake::SentFileId send(const std::string& rows, const audit::Actor& actor = kKim) {
    return *admin->transact("send", [&](store::Tx& tx) {
      audit::act_as(tx, actor);
      return intake::send_file(tx, t::kHeader + rows, actor, t::kLater);
    });
  }
  std::string refused(const std::string& bytes) {
    return admin
        ->transact("send",
                   [&](store::Tx& tx) { return intake::send_file(tx, bytes, kKim, t::kLater); })
        .why();
  }
  intake::Plan plan(intake::SentFileId id) {
    return intake::plan_file(*admin, id, t::kLater).value();
  }
  base::Result<intake::ImportCounts, ApplyRefusal> apply(intake::SentFileId id,
                                                         const std::string& digest) {
    return intake::apply_file(*admin, {id, digest}, kLee, t::kLater);
  }
  std::string prices() {
    return sql("SELECT string_agg(sku || ' ' || price_cents, ', ' ORDER BY sku) FROM variants");
  }
  std::optional<store::Db> admin;
};

CPPUNIT_TEST_FIXTURE(SentFiles, a_plan_tells_what_would_be_done_and_writes_nothing) {
  const auto before = state();
  const auto id = send(row_of("A", "WS-1", 9900, "5") + row_of("B", "WS-2", 20000, "7") +
                       row_of("C", "WS-3", 100) + "D,Cisco,WS-4,T,C,Used,cheap,,,,,,,,,,,,,\n");
  const auto said = plan(id);

  t::assert_counts(said.counts, 1, 2, 0, 1);
  CPPUNIT_ASSERT_EQUAL(std::size_t{4}, said.reports.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"price_cents"}, said.reports[0].detail);
  CPPUNIT_ASSERT_EQUAL(base::Money::cents(10000), said.reports[0].price.value().from);
  CPPUNIT_ASSERT_EQUAL(base::Money::cents(9900), said.reports[0].price.value().to);
  CPPUNIT_ASSERT_EQUAL(std::string{"quantity"}, said.reports[1].detail);
  CPPUNIT_ASSERT(!said.reports[1].price);
  CPPUNIT_ASSERT(said.reports[2].fate == RowFate::Create);
  CPPUNIT_ASSERT_EQUAL(std::size_t{5}, said.reports[3].line);
  CPPUNIT_ASSERT(said.reports[3].detail.find("price_cents \"cheap\"") == 0);
  CPPUNIT_ASSERT_EQUAL(before, state());
  CPPUNIT_ASSERT_EQUAL(said.digest, plan(id).digest);
}

CPPUNIT_TEST_FIXTURE(SentFiles, what_was_shown_is_done_at_once_and_once) {
  const auto id = send(row_of("A", "WS-1", 9900, "5") + row_of("C", "WS-3", 100) +
                       "D,Cisco,WS-4,T,C,Used,cheap,,,,,,,,,,,,,\n");
  const auto said = plan(id);
  const auto done = apply(id, said.digest);

  CPPUNIT_ASSERT(done);
  t::assert_counts(*done, 1, 1, 0, 1);
  CPPUNIT_ASSERT_EQUAL(std::string{"A 9900, B 20000, C 100"}, prices());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"applied staff 4 staff 5 1 1 1 true"},
      sql("SELECT state || ' ' || sent_by || ' ' || applied_by || ' ' || created || "
          "' ' || updated || ' ' || refused || ' ' || (body IS NULL) FROM sent_files"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"insert staff 4 192.0.2.7, update staff 5 192.0.2.8"},
      sql("SELECT string_agg(action || ' ' || actor || ' ' || address, ', ' ORDER BY "
          "id) FROM audit_log WHERE relation = 'sent_files'"));
  const auto after = state();
  CPPUNIT_ASSERT(apply(id, said.digest).why() == ApplyRefusal::Gone);
  CPPUNIT_ASSERT(!intake::plan_file(*admin, id, t::kLater));
  CPPUNIT_ASSERT_EQUAL(after, state());
}

CPPUNIT_TEST_FIXTURE(SentFiles, whatever_changed_meanwhile_nothing_is_done) {
  const auto id = send(row_of("A", "WS-1", 9900, "5") + row_of("B", "WS-2", 20000));
  for (const auto* change :
       {"UPDATE variants SET base_price_cents = 10100, price_cents = 10100 WHERE sku = 'A'",
        "UPDATE variants SET base_price_cents = 20100, price_cents = 20100 WHERE sku = 'B'",
        "UPDATE products SET title = 'Another switch' WHERE mpn = 'WS-1'",
        "UPDATE variants SET state = 'archived' WHERE sku = 'B'",
        "INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) SELECT s.id, "
        "'received', 2, 'test', now() FROM stock_items s JOIN variants v ON v.id = s.variant_id "
        "WHERE v.sku = 'A'"}) {
    const auto said = plan(id);
    sql(change);
    const auto before = state();
    CPPUNIT_ASSERT_MESSAGE(change, apply(id, said.digest).why() == ApplyRefusal::Changed);
    CPPUNIT_ASSERT_EQUAL(before, state());
  }
  CPPUNIT_ASSERT(apply(id, plan(id).digest));
}

CPPUNIT_TEST_FIXTURE(SentFiles, another_file_of_the_same_person_is_another_plan) {
  const auto first = send(row_of("A", "WS-1", 9900));
  const auto said = plan(first);
  const auto second = send(row_of("A", "WS-1", 99));
  CPPUNIT_ASSERT_EQUAL(first, second);

  CPPUNIT_ASSERT(apply(first, said.digest).why() == ApplyRefusal::Changed);
  CPPUNIT_ASSERT(apply(intake::SentFileId{999}, said.digest).why() == ApplyRefusal::Gone);
  CPPUNIT_ASSERT(send(row_of("A", "WS-1", 9900), kLee) != first);
  CPPUNIT_ASSERT_EQUAL(std::string{"A 10000, B 20000"}, prices());
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, sql("SELECT count(*) FROM sent_files"));
}

CPPUNIT_TEST_FIXTURE(SentFiles, what_is_no_product_file_is_refused_in_words) {
  CPPUNIT_ASSERT_EQUAL(std::string{"Please choose a file."}, refused(""));
  CPPUNIT_ASSERT_EQUAL(std::string{"This file is over 10 MB."},
                       refused(std::string(intake::kMostSentFile + 1, 'x')));
  CPPUNIT_ASSERT(
      refused(t::kHeader + std::string(intake::kMostLines, '\n')).find("over 5000 lines") !=
      std::string::npos);
  CPPUNIT_ASSERT_EQUAL(
      std::string{"This is no product file: the file lacks the columns sku, brand, mpn, title, "
                  "category, condition, price_cents."},
      refused("<html>\n"));
  CPPUNIT_ASSERT(
      refused(std::string{"\x89PNG\r\n\x1a\n\0\0", 10}).starts_with("This is no product file"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM sent_files"));
}

CPPUNIT_TEST_FIXTURE(SentFiles, a_row_that_the_database_refuses_is_named_and_nothing_is_done) {
  sql("ALTER TABLE products ADD CONSTRAINT odd CHECK (title <> 'Odd')");
  const auto id = send(row_of("A", "WS-1", 9900) +
                       "E,Cisco,WS-5,Odd,Networking/Switches,Used,1,,,,,,,,,,,,,\n");
  const auto before = state();
  const auto said = plan(id);

  t::assert_counts(said.counts, 0, 1, 0, 1);
  CPPUNIT_ASSERT_EQUAL(std::string{""}, said.digest);
  CPPUNIT_ASSERT(apply(id, said.digest).why() == ApplyRefusal::Broken);
  CPPUNIT_ASSERT_EQUAL(before, state());
}

CPPUNIT_TEST_FIXTURE(SentFiles, an_apply_that_fails_at_any_statement_changes_nothing) {
  const auto id = send(row_of("A", "WS-1", 9900, "6") + row_of("C", "WS-3", 100, "1"));
  const auto said = plan(id);
  const auto before = state();
  int n = 1;
  for (;; ++n) {
    t::FailAt fail{n};
    admin->watch(&fail);
    bool failed = false;
    try {
      CPPUNIT_ASSERT(apply(id, said.digest));
    } catch (const store::DbError&) {
      failed = true;
    }
    admin->watch(nullptr);
    if (!failed) break;
    CPPUNIT_ASSERT_EQUAL(before, state());
    CPPUNIT_ASSERT_EQUAL(std::string{"waiting"}, sql("SELECT state FROM sent_files"));
  }
  CPPUNIT_ASSERT(n > 10);
  CPPUNIT_ASSERT_EQUAL(std::string{"A 9900, B 20000, C 100"}, prices());
}

CPPUNIT_TEST_FIXTURE(SentFiles, of_many_who_apply_at_once_one_does_and_no_price_is_mixed) {
  const auto one = send(row_of("A", "WS-1", 11) + row_of("B", "WS-2", 11));
  const auto other = send(row_of("A", "WS-1", 22) + row_of("B", "WS-2", 22), kLee);
  const auto said_one = plan(one).digest;
  const auto said_other = plan(other).digest;

  const auto answers = t::crowd<int>(*this, 8, "gds_admin", [&](store::Db& db, int number) {
    const bool even = number % 2 == 0;
    const auto done =
        intake::apply_file(db, {even ? one : other, even ? said_one : said_other}, kKim, t::kLater);
    if (done) return 1;
    CPPUNIT_ASSERT(done.why() != ApplyRefusal::Broken);
    return 0;
  });

  CPPUNIT_ASSERT_EQUAL(1, std::accumulate(answers.begin(), answers.end(), 0));
  const auto now = prices();
  CPPUNIT_ASSERT(now == "A 11, B 11" || now == "A 22, B 22");
  CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                       sql("SELECT count(*) FROM sent_files WHERE state = 'applied'"));
}

CPPUNIT_TEST_FIXTURE(SentFiles, no_file_is_applied_while_another_import_runs) {
  const auto id = send(row_of("A", "WS-1", 9900));
  const auto said = plan(id);
  auto other = rival();
  other.run("lock", "SELECT pg_advisory_lock(7263, hashtext('import'))");

  CPPUNIT_ASSERT(apply(id, said.digest).why() == ApplyRefusal::Busy);
  CPPUNIT_ASSERT_EQUAL(std::string{"A 10000, B 20000"}, prices());
  other.run("unlock", "SELECT pg_advisory_unlock_all()");
  CPPUNIT_ASSERT(apply(id, said.digest));
}

}  // namespace
