#include "app/faults.h"

#include "app/alarms.h"
#include "t/app/sending.h"

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using store::Tx;
using t::holds;
using t::kNoon;

// The proof as the job makes it, over a shop that has sold.
struct NightlyProof : t::Sending {
  void setUp() override {
    Sending::setUp();
    pay();
    CPPUNIT_ASSERT(drain_mail());
    smtp.messages.clear();
    jobs.emplace(rival("gds_jobs"));
  }
  void tearDown() override {
    jobs.reset();
    Sending::tearDown();
  }
  std::vector<std::string> found() {
    return jobs->snapshot("faults", [](Tx& tx) { return app::faults(tx, kNoon); });
  }
  auto report(const std::vector<std::string>& faults) {
    return jobs->transact("report", [&](Tx& tx) { return app::report_faults(tx, faults, kNoon); });
  }
  std::string reports() {
    return sql(
        "SELECT (SELECT count(*) FROM fault_reports) || ' ' || "
        "(SELECT count(*) FROM outbox WHERE kind = 'mail.staff_faults')");
  }

  std::optional<store::Db> jobs;
};

CPPUNIT_TEST_FIXTURE(NightlyProof, s3_every_modules_rules_are_asked_and_hold_after_a_sale) {
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found().size());

  sql("UPDATE stock_items SET on_hand = on_hand + 1");

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found().size());
  CPPUNIT_ASSERT(found()[0].starts_with("S3: stock item 1 has "));
}

CPPUNIT_TEST_FIXTURE(NightlyProof, what_is_found_is_kept_and_mailed_to_staff_once) {
  report({"S3: one", "S7: <two>"});

  CPPUNIT_ASSERT(drain_mail());
  CPPUNIT_ASSERT(drain_mail(kNoon + 1h));

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, smtp.messages.size());
  CPPUNIT_ASSERT(holds(smtp.messages[0], "\r\nTo: staff@shop.example\r\n"));
  CPPUNIT_ASSERT(holds(smtp.messages[1], "\r\nTo: boss@shop.example\r\n"));
  CPPUNIT_ASSERT(holds(smtp.messages[0], "\r\nSubject: Nightly proof: 2 rules broken\r\n"));
  CPPUNIT_ASSERT(holds(smtp.messages[0], "- S7: <two>\r\n"));
  CPPUNIT_ASSERT_EQUAL("{\"S3: one\",\"S7: <two>\"}"s, sql("SELECT faults FROM fault_reports"));
}

CPPUNIT_TEST_FIXTURE(NightlyProof, a_report_without_its_row_in_the_outbox_is_not_kept) {
  for (int n = 1; n <= 2; ++n) {
    t::FailAt fault{n};
    jobs->watch(&fault);
    CPPUNIT_ASSERT_THROW(report({"S3: one"}), store::DbError);
    jobs->watch(nullptr);
    CPPUNIT_ASSERT_EQUAL("0 0"s, reports());
  }
  report({"S3: one"});
  CPPUNIT_ASSERT_EQUAL("1 1"s, reports());
  CPPUNIT_ASSERT_THROW(sql("UPDATE fault_reports SET faults = '{none}'"), store::DbError);
}

CPPUNIT_TEST_FIXTURE(NightlyProof, passwords_tried_in_numbers_are_told_to_staff_once_an_hour) {
  sql("INSERT INTO login_attempts (audience, address, agent, outcome, at) SELECT 'shopper', "
      "'192.0.2.' || n % 3, '', CASE n WHEN 0 THEN 'in' ELSE 'wrong' END, "
      "'2026-11-22 11:55:00+00' FROM generate_series(0, 5) n");
  const auto signs = [&](int wrong, base::Instant now) {
    return jobs->snapshot("alarms", [&](Tx& tx) {
      return app::alarms(tx, {.wrong = wrong, .links = 1, .declined = 1}, now);
    });
  };
  const auto raise = [&](const std::vector<std::string>& found, base::Instant now) {
    return jobs->transact("raise", [&](Tx& tx) { return app::raise_alarm(tx, found, now); });
  };

  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, signs(5, kNoon).size());
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, signs(4, kNoon + 6min).size());
  const auto found = signs(4, kNoon);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found.size());
  CPPUNIT_ASSERT_EQUAL("5 passwords were wrong, from 3 addresses, within ten minutes"s, found[0]);

  CPPUNIT_ASSERT(raise(found, kNoon));
  CPPUNIT_ASSERT(!raise(found, kNoon + 59min));
  CPPUNIT_ASSERT(raise(found, kNoon + 61min));
  CPPUNIT_ASSERT_EQUAL("2 2"s, reports());
  CPPUNIT_ASSERT(drain_mail(kNoon + 61min));
  CPPUNIT_ASSERT_EQUAL(std::size_t{4}, smtp.messages.size());
  CPPUNIT_ASSERT(holds(smtp.messages[0], "\r\nSubject: Alarm: signs of an attack\r\n"));
  CPPUNIT_ASSERT(holds(smtp.messages[0], "- 5 passwords were wrong, from 3 addresses"));
}

}  // namespace
