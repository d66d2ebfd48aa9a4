#include "publish/publish.h"

#include "app/outbox_handlers.h"
#include "t/app/sending.h"

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using t::kNoon;
using Paths = std::vector<std::string>;

struct Telling : t::OwnDatabase {
  template <class Work>
  void as_site(const Work& work) {
    auto site = rival("gds_site");
    site.transact("test", [&](store::Tx& tx) {
      work(tx);
      return base::Done{};
    });
  }
  void note(const Paths& paths, base::Instant now = kNoon) {
    as_site([&](store::Tx& tx) { publish::note_news(tx, paths, now); });
  }
  // Runs the lane over what is due at `now`, against a server that answers with these statuses.
  void drain(const std::vector<int>& statuses, base::Instant now) {
    std::size_t next = 0;
    t::LoopbackServer server{[&](t::Peer& peer) {
      for (auto request = peer.read_request(); !request.empty() && next < statuses.size();
           request = peer.read_request()) {
        bodies.push_back(request);
        peer.write(t::http_answer(statuses[next++], ""));
      }
    }};
    base::Config config;
    config.site.url = "https://shop.test";
    config.cdn.purge_url = server.url("/purge");
    config.cdn.purge_token = base::Secret{"abc"};
    config.indexnow.key = "0f3a5b7c";
    config.indexnow.url = server.url("/indexnow");
    app::PagesLane lane{config, t::database(sql("SELECT current_database()"), "gds_jobs")};
    const t::LogFile file;
    base::Log log{file.path()};
    lane.drain([&] { return now; }, log, [] { return false; });
    counts = lane.counts();
  }
  std::vector<std::string> bodies;
  std::map<std::string, std::int64_t> counts;
};

CPPUNIT_TEST_FIXTURE(Telling, the_cdn_is_told_of_addresses_or_of_everything) {
  as_site([](store::Tx& tx) {
    publish::purge(tx, Paths{"/", "/p/a&b"}, kNoon);
    publish::purge(tx, std::nullopt, kNoon);
    publish::purge(tx, Paths{}, kNoon);  // nothing changed: nobody is told
  });

  drain({200, 204}, kNoon);

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, bodies.size());
  CPPUNIT_ASSERT(
      bodies[0].ends_with("{\"urls\":[\"https://shop.test/\",\"https://shop.test/p/a&b\"]}"));
  CPPUNIT_ASSERT(bodies[0].find("Authorization: Bearer abc\r\n") != std::string::npos);
  CPPUNIT_ASSERT(bodies[1].ends_with("{\"everything\":true}"));
  CPPUNIT_ASSERT_EQUAL("2"s, sql("SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL"));
}

CPPUNIT_TEST_FIXTURE(Telling, a_busy_cdn_is_told_later) {
  as_site([](store::Tx& tx) { publish::purge(tx, Paths{"/"}, kNoon); });

  drain({503}, kNoon);

  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, counts.at("later"));
  CPPUNIT_ASSERT_EQUAL("12:01:00 status 503"s,
                       sql("SELECT (due_at AT TIME ZONE 'UTC')::time || ' ' || last_error"
                           " FROM outbox"));
}

CPPUNIT_TEST_FIXTURE(Telling, search_engines_hear_once_of_what_changed_in_ten_minutes) {
  note({"/p/a", "/p/b"});
  note({"/p/a"}, kNoon + 3min);
  CPPUNIT_ASSERT_EQUAL("12:10:00"s,
                       sql("SELECT string_agg((due_at AT TIME ZONE 'UTC')::time::text, ' ')"
                           " FROM outbox"));

  drain({200}, kNoon + 10min);

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, bodies.size());
  CPPUNIT_ASSERT(bodies[0].ends_with(
      R"({"host":"shop.test","key":"0f3a5b7c","keyLocation":"https://shop.test/0f3a5b7c.txt",)"
      R"("urlList":["https://shop.test/p/a","https://shop.test/p/b"]})"));
  // Nothing new: nothing is sent. Changed again: not before ten minutes are over.
  note({"/p/a"}, kNoon + 11min);
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM page_news WHERE path = '/p/b'"
                                 " AND told_at < changed_at"));
  sql("UPDATE page_news SET told_at = '2026-11-22 12:12Z' WHERE path = '/p/a'");
  note({"/p/a"}, kNoon + 13min);
  drain({200}, kNoon + 20min);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, bodies.size());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, counts.at("later"));
  drain({200}, kNoon + 22min);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, bodies.size());
  CPPUNIT_ASSERT(bodies[1].find("/p/a") != std::string::npos);
  CPPUNIT_ASSERT(bodies[1].find("/p/b") == std::string::npos);
}

CPPUNIT_TEST_FIXTURE(Telling, many_addresses_go_in_calls_of_ten_thousand) {
  sql("INSERT INTO page_news (path, changed_at)"
      " SELECT '/p/' || n, '2026-11-22 12:00Z' FROM generate_series(1, 24999) n");
  note({"/"});

  drain({200, 202, 429}, kNoon + 10min);

  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, bodies.size());
  CPPUNIT_ASSERT_EQUAL("5000"s, sql("SELECT count(*) FROM page_news WHERE told_at IS NULL"));
  CPPUNIT_ASSERT_EQUAL("status 429"s, sql("SELECT last_error FROM outbox"));
  drain({200}, kNoon + 12min);
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM page_news WHERE told_at IS NULL"));
}

}  // namespace
