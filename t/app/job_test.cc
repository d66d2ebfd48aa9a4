#include "app/job.h"

#include "base/error.h"
#include "store/job_lock.h"
#include "t/db_test.h"

using namespace std::chrono_literals;

namespace {

const base::Instant kNoon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h;

struct RunningJobs : t::OwnDatabase {
  int run(app::JobWork work) {
    base::Args args{std::vector<std::string>{}};
    base::Log log{"/dev/null"};
    auto jobs = rival("gds_jobs");
    const base::Config config;
    app::Job job{jobs, kNoon, config, log, args};
    return app::run_job_with("sweep", job, work);
  }
  std::string runs() {
    return sql(
        "SELECT string_agg(outcome || ' ' || counts || ' ' || error, '; ' ORDER BY id) "
        "FROM job_runs WHERE job = 'sweep'");
  }
};

CPPUNIT_TEST_FIXTURE(RunningJobs, a_run_leaves_its_counts) {
  const int status = run([](app::Job& job) {
    job.count("swept", 2);
    job.count("swept", 3);
    job.count("skipped", 0);
  });

  CPPUNIT_ASSERT_EQUAL(0, status);
  CPPUNIT_ASSERT_EQUAL(std::string{"done {\"swept\": 5} "}, runs());
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-11-22 12:00:00+00"},
                       sql("SELECT started_at AT TIME ZONE 'UTC' || '+00' FROM job_runs"));
}

CPPUNIT_TEST_FIXTURE(RunningJobs, a_run_that_throws_fails_and_says_why) {
  const int status = run([](app::Job& job) {
    job.count("swept", 1);
    throw base::Error{"the broom broke"};
  });

  CPPUNIT_ASSERT_EQUAL(1, status);
  CPPUNIT_ASSERT_EQUAL(std::string{"failed {\"swept\": 1} the broom broke"}, runs());
}

CPPUNIT_TEST_FIXTURE(RunningJobs, a_second_run_beside_the_first_does_nothing) {
  auto other = rival("gds_jobs");
  const auto lock = store::JobLock::take(other, "sweep");

  const int status = run([](app::Job&) { throw base::BugError{"must not run"}; });

  CPPUNIT_ASSERT_EQUAL(0, status);
  CPPUNIT_ASSERT_EQUAL(std::string{}, runs());
}

CPPUNIT_TEST_FIXTURE(RunningJobs, a_run_that_was_cut_off_is_closed_by_the_next) {
  sql("INSERT INTO job_runs (job, started_at) VALUES ('sweep', '2026-11-22T11:00:00Z')");

  run([](app::Job&) {});

  CPPUNIT_ASSERT_EQUAL(std::string{"failed {} the run was cut off; done {} "}, runs());
}

}  // namespace
