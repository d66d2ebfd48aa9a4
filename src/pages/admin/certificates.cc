#include "pages/admin/certificates.h"

#include <algorithm>

#include "base/text.h"
#include "customers/customers.h"
#include "pages/admin/session.h"
#include "pages/upload.h"
#include "tax/certificate.h"
#include "views/certificate_panel.h"
#include "views/certificate_view.h"
#include "web/errors.h"
#include "web/form.h"

namespace pages::admin {
namespace {

constexpr const char* kHere = "/admin/certificates";

base::TaxCertificateId id_of(const Ctx& ctx) {
  const auto id = base::parse_integer<std::int64_t>(ctx.req.param("id"));
  if (!id) throw web::NotFound{};
  return base::TaxCertificateId{*id};
}

web::Response page_of(Ctx& ctx, base::TaxCertificateId id, const web::Form* form) {
  views::CertificateView view;
  view.desk = desk_of(ctx, kHere);
  if (form != nullptr) {
    view.typed = form->kept();
    view.errors = form->errors();
  }
  ctx.db.snapshot("certificate", [&](store::Tx& tx) {
    const auto found = tax::find_certificate(tx, id, tax::today(tx, ctx.now));
    if (!found) throw web::NotFound{};
    view.whole = *found;
    if (const auto who = customers::find(tx, found->certificate.customer)) view.email = who->email;
    return true;
  });
  return web::Response::html(views::certificate_page(ctx.templates, ctx.layout, view),
                             view.errors.empty() ? 200 : 422);
}

const char* sentence(tax::ReviewRefusal why) {
  switch (why) {
    case tax::ReviewRefusal::NotPending:
      return "Somebody has decided meanwhile.";
    case tax::ReviewRefusal::Incomplete:
      return "It is not signed: it cannot be approved.";
    case tax::ReviewRefusal::Expired:
      return "It has ended: it cannot be approved.";
    case tax::ReviewRefusal::Unknown:
      break;
  }
  throw web::NotFound{};
}

enum class Decision { Approve, Reject, Revoke };

tax::Reviewed decide(Ctx& ctx, base::TaxCertificateId id, Decision what, const std::string& note) {
  return act(ctx, "certificate_decide", [&](store::Tx& tx) {
    const auto actor = actor_of(ctx).name;
    switch (what) {
      case Decision::Approve:
        return tax::approve(tx, id, tax::today(tx, ctx.now), actor, ctx.now);
      case Decision::Reject:
        return tax::reject(tx, id, note, actor, ctx.now);
      case Decision::Revoke:
        return tax::revoke(tx, id, note, actor, ctx.now);
    }
    throw base::BugError{"a decision that is none"};
  });
}

}  // namespace

web::Response certificates(Ctx& ctx) {
  views::CertificateListView view;
  view.desk = desk_of(ctx, kHere);
  if (ctx.req.query_fields().value("done") == "1")
    view.notice = {"It is decided", "The customer hears of it by mail."};
  view.certificates = ctx.db.snapshot("certificates", [&](store::Tx& tx) {
    return tax::certificates(tx, std::nullopt, tax::today(tx, ctx.now));
  });
  std::stable_partition(view.certificates.begin(), view.certificates.end(),
                        [](const auto& one) { return one.status == "pending"; });
  return web::Response::html(views::certificate_list_page(ctx.templates, ctx.layout, view));
}

web::Response certificate(Ctx& ctx) {
  return page_of(ctx, id_of(ctx), nullptr);
}

web::Response certificate_paper(Ctx& ctx) {
  const auto id = id_of(ctx);
  auto paper =
      ctx.db.at_once("certificate_paper", [&](store::Tx& tx) { return tax::paper(tx, id); });
  if (!paper) throw web::NotFound{};
  const auto type =
      paper->content == "pdf" ? std::string{"application/pdf"} : "image/" + paper->content;
  return attachment(std::move(paper->body.raw), type,
                    "certificate-" + std::to_string(id.raw()) + '.' + paper->content);
}

web::Response certificate_decide(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto id = form.id<base::TaxCertificateId>("id");
  if (!form.ok()) throw web::NotFound{};
  const auto what = form.choice<Decision>(
      "decision",
      {{"approve", Decision::Approve}, {"reject", Decision::Reject}, {"revoke", Decision::Revoke}});
  const std::size_t least = form.ok() && what != Decision::Approve ? 1 : 0;
  const auto note = form.text("note", {least, views::CertificateLimits::kNote, base::Lines::Many});
  if (!form.ok()) return page_of(ctx, id, &form);
  const auto decided = decide(ctx, id, what, note);
  if (decided) return web::Response::see_other("/admin/certificates?done=1");
  form.refuse("", sentence(decided.why()));
  return page_of(ctx, id, &form);
}

}  // namespace pages::admin
