#include "sitegen/change.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

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

enum class Writing { Done, Foreseen };

class Change {
 public:
  Change(const SiteFolder& site, const base::Config& config, const Snapshot& snapshot,
         std::int64_t number, const BuildOptions& options, Writing writing)
      : config_{config},
        snapshot_{snapshot},
        folder_{site.folder_of(number) + '/'},
        options_{options},
        writing_{writing},
        layout_{views::make_layout(config.site.name, config.site.url,
                                   views::read_assets(config.templates.dir))},
        pages_{snapshot.shelf,
               with_menu(layout_, snapshot.shelf),
               {config.hold.units_per_line, snapshot.sold, snapshot.posts, snapshot.reviews}} {}

  // A product that comes has its page before a list leads there.
  void write_pages(Built& built) {
    auto due = pages_due();
    const auto lists = std::stable_partition(due.begin(), due.end(), [](const Site::Page* page) {
      return page->kind == Site::Page::Kind::Product;
    });
    write({due.begin(), lists}, built);
    write({lists, due.end()}, built);
  }

  // Answers false when only the whole feed or sitemap can show it.
  bool write_lists(Built& built) {
    if (!change_sitemap() || !change_feed()) return false;
    for (const auto& [file, bytes] : lists_) {
      built.files.push_back(file);
      if (put_list(file, bytes)) built.changed.push_back(file);
    }
    return true;
  }

  std::vector<std::string> pages_gone() const {
    std::vector<std::string> files;
    for (auto& file : pages_.gone())
      if (access((folder_ + file).c_str(), F_OK) == 0) files.push_back(std::move(file));
    return files;
  }
  // What nothing leads to any more.
  void remove_gone(Built& built) {
    for (const auto& page : pages_.gone()) gone_.push_back(page);
    for (const auto& file : gone_)
      if (remove_served(folder_ + file)) built.gone.push_back(file);
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
  void write(const std::vector<const Site::Page*>& due, Built& built) const {
    std::vector<std::unique_ptr<render::Templates>> templates(options_.threads);
    std::vector<char> is_written(due.size(), 0);
    parallel_for(due.size(), threads_for(due.size()), [&](unsigned thread, std::size_t i) {
      auto& mine = templates[thread];
      if (!mine)
        mine = std::make_unique<render::Templates>(config_.templates.dir, render::Strictness::Throw,
                                                   kPageTemplates);
      is_written[i] = put(due[i]->file, pages_.render(*mine, *due[i])) ? 1 : 0;
    });
    built.pages += due.size();
    for (std::size_t i = 0; i < due.size(); ++i) {
      built.files.push_back(due[i]->file);
      if (is_written[i] != 0) built.changed.push_back(due[i]->file);
    }
  }
  bool put(const std::string& file, std::string_view bytes) const {
    if (writing_ == Writing::Foreseen) return read_file(folder_ + file) != bytes;
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

  bool change_sitemap() {
    const auto& shelf = snapshot_.shelf;
    SitemapChange change;
    for (const auto i : shelf.touched().changed) change.products.push_back(pages_.sitemap_entry(i));
    for (const auto& former : shelf.touched().former)
      change.former.emplace_back(former.product, former.path);
    if (shelf.relisted()) change.pages = pages_.sitemap_pages();
    change.all_products = shelf.products();
    if (change.products.empty() && change.former.empty() && !change.pages) return true;
    auto changed = sitemap_changed(config_.site.url, change, [&](const std::string& file) {
      return read_file(folder_ + file);
    });
    if (!changed) return false;
    for (auto& [file, bytes] : changed->files) lists_[file] = std::move(bytes);
    gone_ = std::move(changed->gone);
    return true;
  }

  bool change_feed() {
    const auto& touched = snapshot_.shelf.touched();
    if (touched.changed.empty() && touched.former.empty()) return true;
    const auto text = read_file(folder_ + kFeedFile);
    if (!text) return false;
    Feed feed{config_.site.name, config_.site.url};
    std::set<std::string> paths;
    for (const auto& former : touched.former) paths.insert(former.path);
    for (const auto i : touched.changed) {
      const auto page = snapshot_.shelf.product_page(i);
      paths.insert(page.path);
      feed.add(page, feed_facts(snapshot_, i, page));
    }
    lists_[kFeedFile] = feed.put_into(*text, paths);
    return may_replace(items_in(lists_[kFeedFile]), items_in(*text));
  }

  const base::Config& config_;
  const Snapshot& snapshot_;
  std::string folder_;
  const BuildOptions& options_;
  Writing writing_;
  views::Layout layout_;
  Site pages_;
  Files lists_;                    // sitemap and feed, as they will be
  std::vector<std::string> gone_;  // files that are no more
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
  const auto snapshot = read_changed(db, *before);
  if (!snapshot) return std::nullopt;
  Built built;
  built.number = *number;
  built.in_place = true;
  built.is_all_told = site.untold();
  built.read_ms = milliseconds_since(start);

  Change change{site, config, *snapshot, *number, options, Writing::Done};
  site.note_untold();
  change.write_pages(built);
  built.publish_ms = milliseconds_since(start);
  if (!change.write_lists(built)) return std::nullopt;
  change.remove_gone(built);
  built.written = static_cast<int>(built.changed.size());
  if (snapshot->shelf.recounted() || snapshot->shelf.moved())
    write_order(site.order_of(*number), mark, snapshot->shelf.order());
  db.transact("sitegen", [&](store::Tx& tx) {
    finish(tx, config, built, snapshot->changes, now);
    return base::Done{};
  });
  site.note_told();
  return built;
}

std::optional<Foreseen> foresee_change(const SiteFolder& site, const base::Config& config,
                                       store::Db& db, const BuildOptions& options) {
  const auto number = site.current();
  if (!number) return std::nullopt;
  const auto before = read_order(site.order_of(*number), fingerprint(config));
  if (!before) return std::nullopt;
  const auto snapshot = read_changed(db, *before);
  if (!snapshot) return std::nullopt;
  Built built;
  Change change{site, config, *snapshot, *number, options, Writing::Foreseen};
  change.write_pages(built);
  return Foreseen{std::move(built.changed), change.pages_gone()};
}

}  // namespace sitegen
