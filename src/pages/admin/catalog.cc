#include "pages/admin/catalog.h"

#include <sstream>

#include "base/text.h"
#include "intake/sent_file.h"
#include "pages/admin/session.h"
#include "pages/upload.h"
#include "views/catalog_panel.h"
#include "web/errors.h"
#include "web/form.h"

namespace pages::admin {
namespace {

constexpr const char* kHere = "/admin/catalog";
constexpr std::int64_t kShown = 20;

web::Response files_page(Ctx& ctx, views::CatalogFilesView view) {
  view.desk = desk_of(ctx, kHere);
  view.may_export = session_of(ctx).may("catalog.export");
  view.files =
      ctx.db.at_once("sent_files", [](store::Tx& tx) { return intake::sent_files(tx, kShown); });
  return web::Response::html(views::catalog_files_page(ctx.templates, ctx.layout, view),
                             view.errors.empty() ? 200 : 422);
}

web::Response plan_page(Ctx& ctx, intake::SentFileId id, const base::FieldErrors& errors) {
  auto plan = intake::plan_file(ctx.db, id, ctx.now);
  if (!plan) throw web::NotFound{};
  const views::CatalogPlanView view{desk_of(ctx, kHere), *std::move(plan),
                                    session_of(ctx).may("prices.bulk"), errors};
  return web::Response::html(views::catalog_plan_page(ctx.templates, ctx.layout, view),
                             errors.empty() ? 200 : 422);
}

const char* sentence(intake::ApplyRefusal why) {
  switch (why) {
    case intake::ApplyRefusal::Busy:
      return "Another import is running. Please try again in a minute.";
    case intake::ApplyRefusal::Changed:
      return "Something has changed since that page was made, and nothing was done. This is what "
             "the file would do now.";
    case intake::ApplyRefusal::Broken:
      return "The database refused a row, and nothing was done.";
    case intake::ApplyRefusal::Gone:
      break;
  }
  throw web::NotFound{};
}

}  // namespace

web::Response catalog_files(Ctx& ctx) {
  views::CatalogFilesView view;
  if (ctx.req.query_fields().value("done") == "1")
    view.notice = {"It is applied", "Pages follow within seconds."};
  return files_page(ctx, std::move(view));
}

web::Response catalog_send(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto* file = ctx.req.file("file");
  const auto bytes = file == nullptr ? std::string_view{} : std::string_view{file->bytes};
  const auto sent = act(ctx, "catalog_send", [&](store::Tx& tx) {
    return intake::send_file(tx, bytes, actor_of(ctx), ctx.now);
  });
  if (sent) return web::Response::see_other(std::string{kHere} + '/' + std::to_string(sent->raw()));
  form.refuse("file", sent.why());
  views::CatalogFilesView view;
  view.errors = form.errors();
  return files_page(ctx, std::move(view));
}

web::Response catalog_plan(Ctx& ctx) {
  const auto id = base::parse_integer<std::int64_t>(ctx.req.param("id"));
  if (!id) throw web::NotFound{};
  return plan_page(ctx, intake::SentFileId{*id}, {});
}

web::Response catalog_apply(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto id = form.id<intake::SentFileId>("id");
  if (!form.ok()) throw web::NotFound{};
  const auto plan = form.text("plan", {1, 64});
  if (form.ok()) {
    const auto done = intake::apply_file(ctx.db, {id, plan}, actor_of(ctx), ctx.now);
    if (done) return web::Response::see_other(std::string{kHere} + "?done=1");
    form.refuse("", sentence(done.why()));
  }
  return plan_page(ctx, id, form.errors());
}

web::Response catalog_file(Ctx& ctx) {
  std::ostringstream out;
  intake::export_products(ctx.db, out);
  return attachment(std::move(out).str(), "text/csv; charset=utf-8", "catalog.csv");
}

}  // namespace pages::admin
