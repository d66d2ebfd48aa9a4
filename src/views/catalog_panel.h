#pragma once
#include <optional>
#include <string>
#include <vector>

#include "intake/sent_file.h"
#include "views/admin_view.h"

// The panel of staff for the catalog as a file.
namespace views {

// GET /admin/catalog. Posts, as a form with a file, csrf and the file `file`; leads to
// /admin/catalog/file for who may export.
struct CatalogFilesView {
  Desk desk{};
  std::optional<Notice> notice{};
  bool may_export = false;
  std::vector<intake::SentFile> files{};
  base::FieldErrors errors{};
};
std::string catalog_files_page(const render::Templates& templates, const Layout& layout,
                               const CatalogFilesView& view);

// GET /admin/catalog/:id: what the file would do. Posts csrf, id and plan to /admin/catalog/apply.
struct CatalogPlanView {
  Desk desk;
  intake::Plan plan;
  bool may_apply = false;
  base::FieldErrors errors{};
};
std::string catalog_plan_page(const render::Templates& templates, const Layout& layout,
                              const CatalogPlanView& view);

}  // namespace views
