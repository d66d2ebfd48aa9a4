#include "sitegen/explain.h"

#include <filesystem>
#include <memory>
#include <set>

#include "base/error.h"
#include "render/templates.h"
#include "sitegen/order_file.h"
#include "sitegen/parallel.h"
#include "sitegen/site.h"
#include "sitegen/snapshot.h"
#include "sitegen/verify.h"
#include "views/assets.h"
#include "views/layout.h"

namespace sitegen {
namespace {

namespace fs = std::filesystem;

Foreseen foresee_all(const std::string& folder, const base::Config& config, store::Db& db,
                     const BuildOptions& options) {
  const auto snapshot = read_snapshot(db);
  auto layout = views::make_layout(config.site.name, config.site.url,
                                   views::read_assets(config.templates.dir));
  layout.menu = snapshot.shelf.menu();
  const Site site{
      snapshot.shelf, layout, {config.hold.units_per_line, snapshot.sold, snapshot.posts}};
  const auto& pages = site.pages();
  std::vector<std::unique_ptr<render::Templates>> templates(options.threads);
  std::vector<char> differs(pages.size(), 0);
  parallel_for(pages.size(), options.threads, [&](unsigned thread, std::size_t i) {
    auto& mine = templates[thread];
    if (!mine)
      mine = std::make_unique<render::Templates>(config.templates.dir, render::Strictness::Throw);
    differs[i] = read_file(folder + pages[i].file) != site.render(*mine, pages[i]) ? 1 : 0;
  });
  Foreseen foreseen;
  std::set<std::string> there;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    there.insert(pages[i].file);
    if (differs[i] != 0) foreseen.written.push_back(pages[i].file);
  }
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    auto file = entry.path().lexically_relative(folder).string();
    if (file.ends_with(".html") && !there.contains(file)) foreseen.gone.push_back(std::move(file));
  }
  return foreseen;
}

}  // namespace

std::vector<std::string> explain(const SiteFolder& site, const base::Config& config, store::Db& db,
                                 base::VariantId variant) {
  const auto products = changed_by(db, variant);
  if (products.empty()) return {};
  std::optional<Snapshot> snapshot;
  if (const auto current = site.current())
    if (const auto before = read_order(site.order_of(*current), fingerprint(config)))
      snapshot = read_showing(db, *before, variant);
  if (!snapshot) snapshot = read_snapshot(db);
  const auto& shelf = snapshot->shelf;
  const auto layout = views::make_layout(config.site.name, config.site.url,
                                         views::read_assets(config.templates.dir));
  const Site pages{shelf, layout, {config.hold.units_per_line, snapshot->sold, snapshot->posts}};
  std::vector<catalog::ProductPage> shown;
  bool is_sold = false;
  for (const auto product : products)
    if (const auto at = shelf.order().find(product)) {
      shown.push_back(shelf.product_page(*at));
      for (const auto& offer : shown.back().offers) is_sold = is_sold || offer.variant == variant;
    }
  return is_sold ? files_showing(pages, shown) : std::vector<std::string>{};
}

Foreseen explain_waiting(const SiteFolder& site, const base::Config& config, store::Db& db,
                         const BuildOptions& options) {
  const auto current = site.current();
  if (!current) throw base::Error{"no generation is served"};
  if (!changes_waiting(db)) return {};
  if (auto foreseen = foresee_change(site, config, db, options)) return std::move(*foreseen);
  return foresee_all(site.folder_of(*current) + '/', config, db, options);
}

}  // namespace sitegen
