#include "pages/health/health.h"

#include <filesystem>

#include "store/db.h"
#include "web/scoreboard.h"

namespace pages::health {
namespace {

const store::Query<std::int64_t()> kPing{"health.ping", "SELECT 1::bigint"};

bool is_database_up(store::Db& db) {
  try {
    return db.at_once("ready", [](store::Tx& tx) { return tx.one(kPing); }) == 1;
  } catch (const store::DbError&) {
    return false;  // this is the question, not a failure
  }
}

bool is_site_published(const std::string& root) {
  std::error_code ignored;
  return std::filesystem::exists(std::filesystem::path{root} / "current" / "index.html", ignored);
}

}  // namespace

web::Response process(Ctx&) {
  return web::Response::text("ok\n");
}

web::Response ready(Ctx& ctx) {
  const bool database = is_database_up(ctx.db);
  const bool site = is_site_published(ctx.config.site.root);
  const auto line = [](const char* part, bool up) {
    return std::string{part} + (up ? ": up\n" : ": down\n");
  };
  const bool cache = ctx.config.memcached.servers.empty() || ctx.cache.is_reachable();
  return web::Response::text(line("database", database) + line("site", site) + line("cache", cache),
                             database && site ? 200 : 503);
}

web::Response metrics(Ctx& ctx) {
  std::string out =
      "# TYPE gds_workers gauge\n# TYPE gds_workers_busy gauge\n"
      "# TYPE gds_worker_deaths_total counter\n# TYPE gds_request_timeouts_total counter\n"
      "# TYPE gds_responses_total counter\n# TYPE gds_request_milliseconds histogram\n";
  for (const auto pool :
       {web::Pool::Shop, web::Pool::Outbound, web::Pool::Hooks, web::Pool::Admin}) {
    const auto path = ctx.config.run.dir + '/' + std::string{to_text(pool)} + ".metrics";
    if (const auto board = web::Scoreboard::open(path))
      out += to_prometheus(board->counters(), to_text(pool));
  }
  auto response = web::Response::text(out);
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

}  // namespace pages::health
