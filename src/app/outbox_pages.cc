#include "app/outbox_handlers.h"
#include "base/json.h"
#include "publish/publish.h"

namespace app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const RetryRules kPagesRules{{minutes{1}, minutes{5}, minutes{15}, minutes{60}}, hours{24}};
const net::HttpLimits kLimits{seconds{5}, seconds{15}};
constexpr std::int64_t kMostNews = 10'000;  // addresses a call (IndexNow)

// The status of an answer as the fate of a row: 4xx are about us, all else passes.
Outcome outcome_of(int status) {
  if (status >= 200 && status < 300) return {Outcome::Kind::Done};
  const auto why = "status " + std::to_string(status);
  const bool passes = status == 408 || status == 429 || status >= 500;
  return {passes ? Outcome::Kind::Later : Outcome::Kind::Alarm, why};
}

}  // namespace

PagesLane::PagesLane(const base::Config& config, const store::DbOptions& database)
    : OutboxLane{"pages", kPagesRules, database}, config_{config} {
  if (!config.cdn.purge_url.empty())
    handle("cdn.purge", [this](const store::OutboxRow& row, base::Instant) { return purge(row); });
  if (!config.indexnow.key.empty())
    handle("pages.news",
           [this](const store::OutboxRow&, base::Instant now) { return tell_news(now); });
}

bool PagesLane::is_wanted(const base::Config& config) {
  return !config.cdn.purge_url.empty() || !config.indexnow.key.empty();
}

Outcome PagesLane::post(const std::string& url, std::string body, const base::Secret& token) {
  net::HttpRequest request{.method = "POST",
                           .url = url,
                           .headers = {{"Content-Type", "application/json; charset=utf-8"}},
                           .body = std::move(body),
                           .repeat = net::Repeat::Harmless};
  if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token.reveal());
  return outcome_of(http_.send(request, kLimits).status);
}

Outcome PagesLane::purge(const store::OutboxRow& row) {
  const auto json = base::Json::parse(row.payload.text);
  std::optional<std::vector<std::string>> paths;
  if (json.has("paths")) {
    paths.emplace();
    for (const auto& path : json.at("paths").items()) paths->push_back(path.text());
  }
  return post(config_.cdn.purge_url, publish::purge_body(config_.site.url, paths),
              config_.cdn.purge_token);
}

// All that waits, in calls of ten thousand addresses; what a call was answered for is not told
// again when the next one fails.
Outcome PagesLane::tell_news(base::Instant now) {
  for (;;) {
    const auto paths = db().at_once(
        "pages_news", [&](store::Tx& tx) { return publish::news_due(tx, kMostNews, now); });
    if (paths.empty()) break;
    const auto& key = config_.indexnow.key;
    auto outcome = post(config_.indexnow.url, publish::news_body(config_.site.url, key, paths), {});
    if (outcome.kind != Outcome::Kind::Done) return outcome;
    db().transact("pages_told", [&](store::Tx& tx) {
      publish::mark_told(tx, paths, now);
      return base::Done{};
    });
  }
  if (db().at_once("pages_news", publish::news_waiting))
    return {Outcome::Kind::Later, "some were told less than ten minutes ago"};
  return {Outcome::Kind::Done};
}

}  // namespace app
