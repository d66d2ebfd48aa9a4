#include "sitegen/build.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "base/json_writer.h"
#include "catalog/shelf.h"
#include "publish/publish.h"
#include "render/templates.h"
#include "sitegen/change.h"
#include "sitegen/compress.h"
#include "sitegen/order_file.h"
#include "sitegen/parallel.h"
#include "sitegen/site.h"
#include "sitegen/sitemap.h"
#include "sitegen/snapshot.h"
#include "sitegen/verify.h"
#include "views/assets.h"
#include "views/layout.h"
#include "views/menu.h"

namespace sitegen {
namespace {

using store::Query;
using Clock = std::chrono::steady_clock;

// Assets of older pages stay this long: browsers and CDNs may still show such a page.
constexpr auto kAssetLife = std::chrono::days{30};

// Above every folder and every row: either may have been restored without the other.
const Query<std::int64_t(std::int64_t, base::Instant)> kBegin{"publish.begin_generation", R"sql(
    INSERT INTO generations (number, started_at) OVERRIDING SYSTEM VALUE
    SELECT greatest($1::bigint, coalesce(max(number), 0)) + 1, $2::timestamptz FROM generations
    RETURNING number)sql"};
const Query<void(std::int64_t, base::Instant, int, int, int)> kEnd{"publish.end_generation", R"sql(
    UPDATE generations SET published_at = $2, pages = $3, linked = $4, written = $5
     WHERE number = $1)sql"};

std::int64_t milliseconds_since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count();
}

std::string generation_json(std::int64_t number, base::Instant now) {
  base::JsonWriter json;
  json.begin_object().field("number", number).field("started_at", base::to_iso8601(now));
  return json.end_object().take() + "\n";
}

void write_pages(const Site& site, const base::Config& config, const BuildOptions& options,
                 Generation& generation, Built& built) {
  // One set of templates a thread: rendering keeps notes in them.
  std::vector<std::unique_ptr<render::Templates>> templates(options.threads);
  std::vector<char> is_new(site.pages().size(), 0);
  std::atomic<std::size_t> done{0};
  parallel_for(site.pages().size(), options.threads, [&](unsigned thread, std::size_t i) {
    auto& mine = templates[thread];
    if (!mine)
      mine = std::make_unique<render::Templates>(config.templates.dir, render::Strictness::Throw);
    const auto& page = site.pages()[i];
    is_new[i] = generation.write(page.file, site.render(*mine, page)) ? 1 : 0;
    const auto so_far = ++done;
    if (options.progress && (so_far % 64 == 0 || so_far == site.pages().size()))
      options.progress(so_far, site.pages().size());
  });
  for (std::size_t i = 0; i < is_new.size(); ++i) {
    built.files.push_back(site.pages()[i].file);
    if (is_new[i] != 0) built.changed.push_back(site.pages()[i].file);
  }
}

// The feed's bytes: of this snapshot, or those served before when it lost too many items.
std::string feed_text(const Snapshot& snapshot, const SiteFolder& site, const base::Config& config,
                      FeedCounts& counts) {
  Feed feed{config.site.name, config.site.url};
  for (std::size_t i = 0; i < snapshot.shelf.products(); ++i) {
    const auto page = snapshot.shelf.product_page(i);
    feed.add(page, feed_facts(snapshot, i, page));
  }
  counts.items = feed.items();
  counts.left_out = feed.left_out();
  const auto current = site.current();
  const auto before =
      current ? read_file(site.folder_of(*current) + '/' + kFeedFile) : std::nullopt;
  counts.kept_back = before && !may_replace(feed.items(), items_in(*before));
  return counts.kept_back ? *before : feed.text();
}

// Of a CDN that is told of more than these, all is meant.
constexpr std::size_t kMostPurged = 1'000;

// Do visitors ask for this file under its own path, and may it ever change there?
bool has_address(const std::string& file) {
  return !file.starts_with("assets/") && !file.starts_with("errors/") && file != "404.html" &&
         file != "generation.json" && file != views::kMenuFile;
}

}  // namespace

Built build(const SiteFolder& site, const base::Config& config, store::Db& db,
            const BuildOptions& options, base::Instant now) {
  const auto start = Clock::now();
  Built built;
  built.is_all_told = site.untold();
  built.number =
      db.at_once("sitegen", [&](store::Tx& tx) { return tx.one(kBegin, site.newest(), now); });
  const auto snapshot = read_snapshot(db);
  built.read_ms = milliseconds_since(start);

  const auto assets = views::read_assets(config.templates.dir);
  auto layout = views::make_layout(config.site.name, config.site.url, assets);
  layout.menu = snapshot.shelf.menu();
  const Site pages{snapshot.shelf,
                   layout,
                   {config.hold.units_per_line, snapshot.sold, snapshot.posts, snapshot.reviews}};

  Generation generation{site, built.number, options.compress};
  const auto write = [&](const std::string& file, std::string_view bytes) {
    built.files.push_back(file);
    if (generation.write(file, bytes)) built.changed.push_back(file);
  };
  for (const auto& asset : assets) write(asset.path.substr(1), asset.content);
  generation.carry_over("assets", now - kAssetLife);
  write_pages(pages, config, options, generation, built);
  std::vector<ProductEntry> products;
  for (std::size_t i = 0; i < snapshot.shelf.products(); ++i)
    products.push_back(pages.sitemap_entry(i));
  for (const auto& [file, bytes] : sitemap(config.site.url, pages.sitemap_pages(), products))
    write(file, bytes);
  for (const auto& [file, bytes] : pages.feeds()) write(file, bytes);
  write(kFeedFile, feed_text(snapshot, site, config, built.feed));
  write("robots.txt", robots(config.site.url));
  write(views::kMenuFile, views::menu_json(layout.menu));
  if (const auto& key = config.indexnow.key; !key.empty()) write(key + ".txt", key);
  built.pages = pages.pages().size();
  built.written = generation.written();
  built.linked = generation.linked();
  generation.write("generation.json", generation_json(built.number, now));
  write_order(site.order_of(built.number), fingerprint(config), snapshot.shelf.order());
  if (!config.cdn.purge_url.empty() || !config.indexnow.key.empty()) built.gone = generation.gone();
  generation.publish(site);
  built.publish_ms = milliseconds_since(start);

  db.transact("sitegen", [&](store::Tx& tx) {
    const auto pause = std::chrono::milliseconds{built.publish_ms};
    tx.exec(kEnd, built.number, now + pause, static_cast<int>(built.pages), built.linked,
            built.written);
    finish(tx, config, built, snapshot.changes, now);
    return base::Done{};
  });
  site.note_told();
  return built;
}

Built update(const SiteFolder& site, const base::Config& config, store::Db& db,
             const BuildOptions& options, base::Instant now) {
  if (auto built = change(site, config, db, options, now)) return std::move(*built);
  return build(site, config, db, options, now);
}

void finish(store::Tx& tx, const base::Config& config, const Built& built,
            const std::vector<std::int64_t>& changes, base::Instant now) {
  forget(tx, changes);
  std::vector<std::string> all;
  std::vector<std::string> pages;
  for (const auto* files : {&built.changed, &built.gone})
    for (const auto& file : *files) {
      if (!has_address(file)) continue;
      all.push_back(path_of(file));
      if (file.ends_with(".html")) pages.push_back(all.back());
    }
  if (!config.cdn.purge_url.empty()) {
    if (built.is_all_told || all.size() > kMostPurged)
      publish::purge(tx, std::nullopt, now);
    else
      publish::purge(tx, all, now);
  }
  if (!config.indexnow.key.empty()) publish::note_news(tx, pages, now);
}

void tell_all(const SiteFolder& site, const base::Config& config, store::Db& db,
              base::Instant now) {
  Built all;
  all.is_all_told = true;
  db.transact("sitegen", [&](store::Tx& tx) {
    finish(tx, config, all, {}, now);
    return base::Done{};
  });
  site.note_told();
}

std::vector<std::string> verify(const SiteFolder& site, store::Db& db) {
  const auto current = site.current();
  if (!current) return {"no generation is served"};
  const auto snapshot = read_snapshot(db);
  if (!snapshot.changes.empty()) return {};
  return faults_of(site.folder_of(*current), snapshot);
}

std::size_t add_brotli(const SiteFolder& site, const Built& built, unsigned threads,
                       const std::function<bool()>& stop) {
  const auto folder = site.folder_of(built.number) + '/';
  std::atomic<std::size_t> written{0};
  std::atomic<bool> stopped{false};
  parallel_for(built.files.size(), threads, [&](unsigned thread, std::size_t i) {
    // Only one thread asks: what it asks may be a connection.
    if (thread == 0 && !stopped && stop()) stopped = true;
    const auto path = folder + built.files[i];
    if (stopped || !compresses(path) || access((path + ".br").c_str(), F_OK) == 0) return;
    const auto bytes = read_file(path);
    if (!bytes) return;
    replace_file(path + ".br", brotlied(*bytes));
    ++written;
  });
  return written;
}

}  // namespace sitegen
