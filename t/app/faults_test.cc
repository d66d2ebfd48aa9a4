#include "app/faults.h"
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

}  // namespace
