#include <atomic>
#include <thread>

#include "t/app/sending.h"

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using t::holds;
using t::kNoon;
using t::Sending;

// A lane that runs in a thread of its own until the test is over.
struct Running : Sending {
  void start() {
    began = std::chrono::steady_clock::now();
    options.host = "localhost";
    options.port = server.port();
    options.tls = base::SmtpTls::None;
    // As the owner: another role's statements could not be seen from here.
    lane.emplace(config, t::database(database_name()), templates, options);
    sender = std::thread{[this] {
      base::Log log{log_file.path()};
      try {
        lane->run([] { return kNoon; }, log, [this] { return over || late(); });
      } catch (const std::exception& e) {
        thrown = e.what();
      }
    }};
    const auto listens =
        "SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN outbox' "
        "AND datname = current_database()";
    until([&] { return sql(listens) != "0"; });
  }
  void stop() {
    over = true;
    sender.join();
  }
  bool late() const { return std::chrono::steady_clock::now() - began > 20s; }
  template <class Question>
  void until(Question&& question) {
    while (!question() && !late()) continue;
  }

  const render::Templates templates{"templates", render::Strictness::Throw};
  net::MailerOptions options{};
  std::optional<app::MailLane> lane{};
  std::thread sender{};
  std::atomic<bool> over = false;
  std::chrono::steady_clock::time_point began{};
  std::string thrown{};
};

CPPUNIT_TEST_FIXTURE(Running, a_lane_wakes_up_for_a_row_that_comes_while_it_waits) {
  start();
  const auto ready = std::chrono::steady_clock::now();
  pay();
  until([&] { return sql("SELECT count(*) FROM mails") != "0"; });
  const auto took = std::chrono::steady_clock::now() - ready;
  stop();

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, smtp.messages.size());
  // Well under the five seconds after which it would have looked by itself.
  CPPUNIT_ASSERT(took < 4s);
}

CPPUNIT_TEST_FIXTURE(Running, a_lane_goes_on_when_the_database_is_back) {
  start();
  // From outside: a database cannot shut itself.
  store::Db outside{t::database("postgres", "postgres")};
  const auto allow = "ALTER DATABASE " + database_name() + " ALLOW_CONNECTIONS ";
  t::sql(outside, allow + "false");
  sql("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
      "WHERE datname = current_database() AND pid <> pg_backend_pid()");
  pay();
  until([&] { return holds(log_file.text(), "database=away"); });
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM mails"));
  const auto back = std::chrono::steady_clock::now();
  t::sql(outside, allow + "true");
  until([&] { return sql("SELECT count(*) FROM mails") != "0" || !thrown.empty(); });
  const auto took = std::chrono::steady_clock::now() - back;
  stop();

  CPPUNIT_ASSERT_EQUAL(""s, thrown);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, smtp.messages.size());
  CPPUNIT_ASSERT(took < 4s);
}

}  // namespace
