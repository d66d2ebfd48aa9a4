#include "web/pace.h"

#include <cstdlib>

#include "t/db_test.h"

using namespace std::chrono_literals;
using web::Pace;

namespace {

const base::Instant kNoon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h;

struct Pacing : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    rates_ = {};
    rates_.write = {2, 60s};
  }
  std::optional<std::chrono::seconds> ask(const std::vector<std::string>& servers,
                                          const std::string& address, base::Instant now,
                                          Pace pace = Pace::Write) {
    store::Cache cache{servers};
    return web::SharedPacer{rates_, cache, db()}.refusal(pace, address, now);
  }
  base::Config::Pace rates_;
};

CPPUNIT_TEST_FIXTURE(Pacing, without_memcached_postgresql_counts) {
  CPPUNIT_ASSERT(!ask({}, "192.0.2.1", kNoon));
  CPPUNIT_ASSERT(!ask({}, "192.0.2.1", kNoon + 10s));
  CPPUNIT_ASSERT(45s == ask({}, "192.0.2.1", kNoon + 15s).value_or(0s));
  CPPUNIT_ASSERT(!ask({}, "192.0.2.2", kNoon + 15s));
  CPPUNIT_ASSERT(!ask({}, "192.0.2.1", kNoon + 60s));
}

CPPUNIT_TEST_FIXTURE(Pacing, an_ipv6_client_is_counted_by_its_block) {
  CPPUNIT_ASSERT(!ask({}, "2001:db8::1", kNoon));
  CPPUNIT_ASSERT(!ask({}, "2001:db8::2", kNoon));
  CPPUNIT_ASSERT(ask({}, "2001:db8::3", kNoon).has_value());
  CPPUNIT_ASSERT(!ask({}, "2001:db8:0:1::3", kNoon));
}

CPPUNIT_TEST_FIXTURE(Pacing, exempt_networks_and_unlimited_routes_are_not_counted) {
  rates_.exempt = {*base::Network::parse("127.0.0.0/8")};
  for (int i = 0; i < 5; ++i) {
    CPPUNIT_ASSERT(!ask({}, "127.0.0.1", kNoon));
    CPPUNIT_ASSERT(!ask({}, "192.0.2.1", kNoon, Pace::None));
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM pace_counters"));
}

CPPUNIT_TEST_FIXTURE(Pacing, a_new_window_sweeps_those_that_are_over) {
  ask({}, "192.0.2.1", kNoon);
  ask({}, "192.0.2.2", kNoon);
  ask({}, "192.0.2.3", kNoon + 120s);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM pace_counters"));
}

CPPUNIT_TEST_FIXTURE(Pacing, what_has_a_name_is_counted_at_its_own_rate_wherever_it_asks_from) {
  store::Cache cache{{}};
  web::SharedPacer pacer{rates_, cache, db()};
  const base::Rate rate{1, 60s};
  CPPUNIT_ASSERT(!pacer.refusal_of("key:1", rate, kNoon));
  CPPUNIT_ASSERT(!pacer.refusal_of("key:2", rate, kNoon));
  CPPUNIT_ASSERT(60s == pacer.refusal_of("key:1", rate, kNoon).value_or(0s));
  CPPUNIT_ASSERT(!pacer.refusal_of("key:1", rate, kNoon + 60s));
}

CPPUNIT_TEST_FIXTURE(Pacing, an_address_nobody_knows_is_counted_too) {
  ask({}, "", kNoon);
  ask({}, "", kNoon);
  CPPUNIT_ASSERT(ask({}, "", kNoon).has_value());
}

CPPUNIT_TEST_FIXTURE(Pacing, with_memcached_the_database_is_left_alone) {
  const std::vector<std::string> servers{std::getenv("GDS_TEST_MEMCACHED")};
  // A window of this database's own, since memcached is shared by the whole run.
  const auto mine = kNoon + 60s * std::stoi(sql("SELECT oid::int % 100000 FROM pg_database "
                                                "WHERE datname = current_database()"));
  CPPUNIT_ASSERT(!ask(servers, "192.0.2.1", mine));
  CPPUNIT_ASSERT(!ask(servers, "192.0.2.1", mine));
  CPPUNIT_ASSERT(ask(servers, "192.0.2.1", mine).has_value());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM pace_counters"));
}

}  // namespace
