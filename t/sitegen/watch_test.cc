#include "sitegen/watch.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "t/catalog/shop.h"

namespace {

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): watch() asks a plain function
std::atomic<bool> stopping{false};

bool stop_asked() {
  return stopping;
}

struct Watching : t::SmallShop {
  void setUp() override {
    t::SmallShop::setUp();
    std::string pattern = "/tmp/gds-site-XXXXXX";
    CPPUNIT_ASSERT(mkdtemp(pattern.data()) != nullptr);
    config.site.root = pattern;
    config.pg.dsn =
        std::string{std::getenv("GDS_TEST_PG")} + " dbname=" + sql("SELECT current_database()");
    stopping = false;
    watcher = std::thread{[this] {
      base::Log log{config.site.root + "/watch.log"};
      sitegen::watch(config, log, {}, stop_asked);
    }};
  }
  void tearDown() override {
    stopping = true;
    watcher.join();
    std::filesystem::remove_all(config.site.root);
    t::SmallShop::tearDown();
  }
  // Does the file come to hold the piece? Gives up after ten seconds, ten times what is promised.
  bool comes(const std::string& file, const std::string& piece) const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (std::chrono::steady_clock::now() < end) {
      const auto bytes = sitegen::read_file(config.site.root + "/current/" + file);
      if (bytes && bytes->find(piece) != std::string::npos) return true;
      std::this_thread::yield();
    }
    return false;
  }
  base::Config config;
  std::thread watcher;
};

CPPUNIT_TEST_FIXTURE(Watching, a_price_is_on_its_page_soon_after_its_commit) {
  CPPUNIT_ASSERT(comes("p/cisco-sfp-10g-sr.html", "$19.00"));

  sql("UPDATE variants SET price_cents = 1750 WHERE sku = 'OPT'");

  CPPUNIT_ASSERT(comes("p/cisco-sfp-10g-sr.html", "$17.50"));
}

CPPUNIT_TEST_FIXTURE(Watching, it_goes_on_after_the_database_was_away) {
  CPPUNIT_ASSERT(comes("p/cisco-sfp-10g-sr.html", "$19.00"));
  auto other = rival("postgres");
  t::sql(other,
         "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
         " WHERE usename = 'gds_site' AND datname = current_database()");

  sql("UPDATE variants SET price_cents = 1760 WHERE sku = 'OPT'");

  CPPUNIT_ASSERT(comes("p/cisco-sfp-10g-sr.html", "$17.60"));
}

}  // namespace
