#include "views/catalog_panel.h"

#include <algorithm>
#include <cstdlib>

namespace views {
namespace {

using intake::RowFate;
using intake::RowReport;

constexpr FileField kFile{"file", "The file", "text/csv,.csv",
                          "CSV with the columns of the download, at most 10 MB and 5,000 lines. "
                          "What a file does not name stays as it is."};
// Of each kind: nobody reads on behind them, and the page stays light.
constexpr std::size_t kMostShown = 200;

std::string counted(std::size_t n, const char* one, const char* many) {
  return std::to_string(n) + ' ' + (n == 1 ? one : many);
}

std::string done_text(const intake::SentFile& file) {
  return std::to_string(file.created.value_or(0)) + " new, " +
         std::to_string(file.updated.value_or(0)) + " changed, " +
         std::to_string(file.refused.value_or(0)) + " left out";
}

// How far the new price is from the old one, in percent of the old one.
std::int64_t distance(const RowReport& report) {
  const auto from = report.price->from.in_cents();
  return std::abs(report.price->to.in_cents() - from) * 100 / std::max<std::int64_t>(from, 1);
}

// The largest steps first: a point at the wrong place stands on top.
std::vector<const RowReport*> repriced(const intake::Plan& plan) {
  std::vector<const RowReport*> rows;
  for (const auto& report : plan.reports)
    if (report.price && report.fate == RowFate::Update) rows.push_back(&report);
  std::stable_sort(rows.begin(), rows.end(), [](const auto* one, const auto* other) {
    return distance(*one) > distance(*other);
  });
  return rows;
}

std::vector<const RowReport*> of_fate(const intake::Plan& plan, RowFate fate) {
  std::vector<const RowReport*> rows;
  for (const auto& report : plan.reports)
    if (report.fate == fate) rows.push_back(&report);
  return rows;
}

// What stands among the prices alone is told there.
std::vector<const RowReport*> changed_otherwise(const intake::Plan& plan) {
  auto rows = of_fate(plan, RowFate::Update);
  std::erase_if(rows, [](const auto* row) { return row->price && row->detail == "price_cents"; });
  return rows;
}

struct Markers {
  render::Name section;
  render::Name rows;
  render::Name more;
};
void fill_rows(render::Model& model, const Markers& markers,
               const std::vector<const RowReport*>& reports) {
  model.show_if(markers.section, !reports.empty())
      .rows(markers.rows)
      .set(markers.more, reports.size() > kMostShown
                             ? "And " + std::to_string(reports.size() - kMostShown) + " more."
                             : std::string{});
  for (std::size_t i = 0; i < std::min(reports.size(), kMostShown); ++i) {
    const auto& report = *reports[i];
    auto& row = model.row(markers.rows);
    row.set("LINE", report.line).set("SKU", report.sku).set("DETAIL", report.detail);
    row.set("PRICE_FROM", report.price ? base::to_text(report.price->from) : std::string{})
        .set("PRICE_TO", report.price ? base::to_text(report.price->to) : std::string{});
  }
}

void fill_counts(render::Model& model, const intake::ImportCounts& counts, std::size_t prices) {
  model.set("COUNT_ROWS", counts.rows)
      .set("COUNT_CREATED", counts.created)
      .set("COUNT_UPDATED", counts.updated)
      .set("COUNT_PRICES", prices)
      .set("COUNT_UNCHANGED", counts.unchanged)
      .set("COUNT_REFUSED", counts.errors);
}

}  // namespace

std::string catalog_files_page(const render::Templates& templates, const Layout& layout,
                               const CatalogFilesView& view) {
  render::Model model;
  fill_desk(model, layout, "The catalog as a file", view.desk);
  fill_said(model, view.notice, view.errors, {{kFile.name, kFile.label}});
  fill_file(model.row("FILE"), kFile, view.errors);
  model.show_if("MAY_EXPORT", view.may_export).show_if("NONE", view.files.empty()).rows("FILES");
  for (const auto& file : view.files)
    model.row("FILES")
        .set("FILE_ID", file.id.raw())
        .set("FILE_LINES", counted(static_cast<std::size_t>(file.lines), "line", "lines"))
        .show_if("FILE_WAITS", file.state == "waiting")
        .show_if("FILE_APPLIED", file.state == "applied")
        .set("FILE_DONE", done_text(file))
        .set("FILE_SENT", file.sent_by + ", " + minute_text(file.sent_at))
        .set("FILE_APPLIED_BY",
             file.applied_at ? file.applied_by.value_or("") + ", " + minute_text(*file.applied_at)
                             : std::string{});
  return templates.render("admin/catalog", model);
}

std::string catalog_plan_page(const render::Templates& templates, const Layout& layout,
                              const CatalogPlanView& view) {
  const auto& plan = view.plan;
  const auto changes = plan.counts.created + plan.counts.updated;
  const bool whole = !plan.digest.empty();
  render::Model model;
  fill_desk(model, layout, "What the file would do", view.desk);
  fill_said(model, std::nullopt, view.errors);
  const auto prices = repriced(plan);
  fill_counts(model, plan.counts, prices.size());
  fill_rows(model, {"REFUSED", "REFUSED_ROWS", "REFUSED_MORE"}, of_fate(plan, RowFate::Error));
  fill_rows(model, {"PRICES", "PRICE_ROWS", "PRICES_MORE"}, prices);
  fill_rows(model, {"CHANGED", "CHANGED_ROWS", "CHANGED_MORE"}, changed_otherwise(plan));
  fill_rows(model, {"CREATED", "CREATED_ROWS", "CREATED_MORE"}, of_fate(plan, RowFate::Create));
  model.rows("NOTICES");
  for (const auto& notice : plan.notices) model.row("NOTICES").set("FILE_NOTICE", notice);
  model.set("FILE_ID", plan.file.id.raw())
      .set("FILE_SENT", plan.file.sent_by + ", " + minute_text(plan.file.sent_at))
      .set("PLAN", plan.digest)
      .set("TO_DO", std::to_string(plan.counts.created) + " new, " +
                        std::to_string(plan.counts.updated) + " changed")
      .show_if("CAN_APPLY", whole && changes > 0 && view.may_apply)
      .show_if("OTHERS_APPLY", whole && changes > 0 && !view.may_apply)
      .show_if("NOTHING", whole && changes == 0)
      .show_if("NOT_WHOLE", !whole);
  return templates.render("admin/catalog_plan", model);
}

}  // namespace views
