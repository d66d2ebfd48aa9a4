#include "sitegen/change.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "render/templates.h"
#include "sitegen/compress.h"
#include "sitegen/order_file.h"
#include "sitegen/parallel.h"
#include "sitegen/site.h"
#include "sitegen/snapshot.h"
#include "views/assets.h"
#include "views/layout.h"

namespace sitegen {
namespace {

using Clock = std::chrono::steady_clock;
using Files = std::map<std::string, std::string>;  // by name

// Of the pages that show products; others change with the whole site.
const std::vector<std::string> kPageTemplates{"shop/product", "shop/category", "shop/brand",
                                              "shop/home", "shop/post"};

std::int64_t milliseconds_since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count();
}

class Change {
 public:
  Change(const SiteFolder& site, const base::Config& config, const Snapshot& snapshot,
         const OrderFile& before, std::int64_t number, const BuildOptions& options)
      : config_{config},
        snapshot_{snapshot},
        before_{before},
        folder_{site.folder_of(number) + '/'},
        options_{options},
        layout_{views::make_layout(config.site.name, config.site.url,
                                   views::read_assets(config.templates.dir))},
        pages_{snapshot.shelf,
               with_menu(layout_, snapshot.shelf),
               {config.hold.units_per_line, snapshot.sold, snapshot.posts}} {}

  void write_pages(Built& built) {
    const auto due = pages_due();
    std::vector<std::unique_ptr<render::Templates>> templates(options_.threads);
    std::vector<char> is_written(due.size(), 0);
    parallel_for(due.size(), threads_for(due.size()), [&](unsigned thread, std::size_t i) {
      auto& mine = templates[thread];
      if (!mine)
        mine = std::make_unique<render::Templates>(config_.templates.dir, render::Strictness::Throw,
                                                   kPageTemplates);
      is_written[i] = put(due[i]->file, pages_.render(*mine, *due[i])) ? 1 : 0;
    });
    built.pages = due.size();
    for (std::size_t i = 0; i < due.size(); ++i) {
      built.files.push_back(due[i]->file);
      if (is_written[i] != 0) built.changed.push_back(due[i]->file);
    }
  }

  // Answers false when only the whole feed or sitemap knows where something belongs.
  bool write_lists(Built& built) {
    if (!change_sitemap() || !change_feed()) return false;
    for (const auto& [file, bytes] : lists_) {
      built.files.push_back(file);
      if (put_list(file, bytes)) built.changed.push_back(file);
    }
    return true;
  }

 private:
  static const views::Layout& with_menu(views::Layout& layout, const catalog::Shelf& shelf) {
    layout.menu = shelf.menu();
    return layout;
  }
  // A few pages are written sooner than a thread reads its templates.
  unsigned threads_for(std::size_t pages) const {
    constexpr std::size_t kWorthAThread = 64;
    return pages < kWorthAThread ? 1 : options_.threads;
  }
  bool put(const std::string& file, std::string_view bytes) const {
    return replace_served(folder_ + file, bytes, options_.compress);
  }

  // Packing a feed takes long: it goes without a packed copy meanwhile.
  bool put_list(const std::string& file, std::string_view bytes) const {
    const auto path = folder_ + file;
    const bool is_new = replace_served(path, bytes, Compress::No);
    if (options_.compress == Compress::Gzip && (is_new || !read_file(path + ".gz")))
      replace_file(path + ".gz", gzipped(bytes));
    return is_new;
  }

  // Those that certainly show one of the products, those with other filters than before, and the
  // home page: what was sold last stands there.
  std::vector<const Site::Page*> pages_due() const {
    using Kind = Site::Page::Kind;
    std::vector<catalog::ProductPage> changed;
    for (const auto i : snapshot_.shelf.touched().changed)
      changed.push_back(snapshot_.shelf.product_page(i));
    const bool filters = snapshot_.shelf.recounted();
    // Pages between two places of a product show others than before, and not that one.
    const bool moved = snapshot_.shelf.moved();
    std::vector<const Site::Page*> due;
    for (const auto& page : pages_.pages())
      if (page.kind == Kind::Home || moved ||
          (filters && page.page == 1 &&
           (page.kind == Kind::Category || page.kind == Kind::Brand)) ||
          std::any_of(changed.begin(), changed.end(),
                      [&](const auto& product) { return pages_.shows(page, product); }))
        due.push_back(&page);
    return due;
  }

  std::optional<std::string> read(const std::string& file) const {
    const auto found = lists_.find(file);
    return found != lists_.end() ? std::optional{found->second} : read_file(folder_ + file);
  }

  bool change_sitemap() {
    for (const auto i : snapshot_.shelf.touched().changed) {
      auto files =
          sitemap_changed(config_.site.url, pages_.sitemap_entry(i), before_.entries_before + i,
                          [&](const std::string& file) { return read(file); });
      if (!files) return false;
      for (auto& [file, bytes] : *files) lists_[file] = std::move(bytes);
    }
    return true;
  }

  bool change_feed() {
    if (snapshot_.shelf.touched().changed.empty()) return true;
    auto text = read_file(folder_ + kFeedFile);
    if (!text) return false;
    for (const auto i : snapshot_.shelf.touched().changed) {
      const auto page = snapshot_.shelf.product_page(i);
      Feed feed{config_.site.name, config_.site.url};
      feed.add(page, feed_facts(snapshot_, i, page));
      text = feed.put_into(std::move(*text), page);
      if (!text) return false;
    }
    lists_[kFeedFile] = std::move(*text);
    return true;
  }

  const base::Config& config_;
  const Snapshot& snapshot_;
  const OrderFile& before_;
  std::string folder_;
  const BuildOptions& options_;
  views::Layout layout_;
  Site pages_;
  Files lists_;  // sitemap and feed, as they will be
};

}  // namespace

std::optional<Built> change(const SiteFolder& site, const base::Config& config, store::Db& db,
                            const BuildOptions& options, base::Instant now) {
  const auto start = Clock::now();
  const auto number = site.current();
  if (!number) return std::nullopt;
  const auto mark = fingerprint(config);
  const auto before = read_order(site.order_of(*number), mark);
  if (!before) return std::nullopt;
  const auto snapshot = read_changed(db, before->order);
  if (!snapshot) return std::nullopt;
  Built built;
  built.number = *number;
  built.in_place = true;
  built.is_all_told = site.untold();
  built.read_ms = milliseconds_since(start);

  Change change{site, config, *snapshot, *before, *number, options};
  site.note_untold();
  change.write_pages(built);
  built.publish_ms = milliseconds_since(start);
  if (!change.write_lists(built)) return std::nullopt;
  built.written = static_cast<int>(built.changed.size());
  if (snapshot->shelf.recounted() || snapshot->shelf.moved())
    write_order(site.order_of(*number), mark, {before->entries_before, snapshot->shelf.order()});
  db.transact("sitegen", [&](store::Tx& tx) {
    finish(tx, config, built, snapshot->changes, now);
    return base::Done{};
  });
  site.note_told();
  return built;
}

}  // namespace sitegen
