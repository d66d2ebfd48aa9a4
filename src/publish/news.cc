#include "base/json_writer.h"
#include "publish/publish.h"

namespace publish {
namespace {

using store::Query;
using Paths = std::vector<std::string>;

const Query<int(std::optional<Paths>, Instant)> kPurge{"publish.purge",
                                                       "SELECT leave_purge($1::text[], $2)"};
const Query<int(Paths, Instant)> kNote{"publish.note_news",
                                       "SELECT leave_page_news($1::text[], $2)"};
const Query<std::string(Instant, std::int64_t)> kDue{"publish.news_due", R"sql(
    SELECT path FROM page_news
     WHERE (told_at IS NULL OR told_at < changed_at)
       AND (told_at IS NULL OR told_at <= $1::timestamptz - interval '10 minutes')
     ORDER BY path LIMIT $2)sql"};
const Query<bool()> kWaiting{"publish.news_waiting", R"sql(
    SELECT EXISTS (SELECT FROM page_news WHERE told_at IS NULL OR told_at < changed_at))sql"};
const Query<void(Paths, Instant)> kTold{"publish.mark_told", R"sql(
    UPDATE page_news SET told_at = $2 WHERE path = ANY($1::text[]))sql"};

void write_urls(base::JsonWriter& json, const char* name, const std::string& site_url,
                const Paths& paths) {
  json.key(name).begin_array();
  for (const auto& path : paths) json.value(site_url + path);
  json.end_array();
}

}  // namespace

void purge(store::Tx& tx, const std::optional<Paths>& paths, Instant now) {
  if (paths && paths->empty()) return;
  tx.one(kPurge, paths, now);
  tx.wake(store::Tx::Channel::Outbox);
}

void note_news(store::Tx& tx, const Paths& paths, Instant now) {
  if (!paths.empty()) tx.one(kNote, paths, now);
}

Paths news_due(store::Tx& tx, std::int64_t most, Instant now) {
  return tx.all(kDue, now, most);
}

bool news_waiting(store::Tx& tx) {
  return tx.one(kWaiting);
}

void mark_told(store::Tx& tx, const Paths& paths, Instant now) {
  tx.exec(kTold, paths, now);
}

std::string purge_body(const std::string& site_url, const std::optional<Paths>& paths) {
  base::JsonWriter json;
  json.begin_object();
  if (paths)
    write_urls(json, "urls", site_url, *paths);
  else
    json.field("everything", true);
  return json.end_object().take();
}

std::string news_body(const std::string& site_url, const std::string& key, const Paths& paths) {
  base::JsonWriter json;
  json.begin_object().field("host", site_url.substr(site_url.find("//") + 2)).field("key", key);
  json.field("keyLocation", site_url + '/' + key + ".txt");
  write_urls(json, "urlList", site_url, paths);
  return json.end_object().take();
}

}  // namespace publish
