#include "audit/audit.h"
#include "pages/account/account.h"
#include "pages/account/session.h"
#include "pages/upload.h"
#include "shipping/us_address.h"
#include "tax/certificate.h"
#include "uploads/uploads.h"
#include "views/certificate_view.h"
#include "web/form.h"

namespace pages::account {
namespace {

using Most = views::CertificateLimits;

web::Response page_of(Ctx& ctx, views::CertificatesView view) {
  view.token = form_token(ctx);
  view.certificates = ctx.db.snapshot("account_certificates", [&](store::Tx& tx) {
    return tax::certificates(tx, customer_of(ctx), tax::today(tx, ctx.now));
  });
  return web::Response::html(views::certificates_page(ctx.templates, ctx.layout, view),
                             view.errors.empty() ? 200 : 422);
}

tax::NewCertificate read_certificate(const Ctx& ctx, web::Form& form, tax::Day today) {
  tax::NewCertificate read;
  read.customer = customer_of(ctx);
  read.received_on = today;
  const auto state = shipping::parse_state(form.text("state", {0, 20}));
  if (!state) form.refuse("state", "Choose one of the states.");
  read.kind = form.choice("kind", {"resale", "government", "nonprofit", "manufacturing", "other"});
  read.form = form.choice("form", {"state", "mtc", "sst", "border"});
  read.states = {{state.value_or(""), form.text("number", {1, Most::kNumber})}};
  read.purchaser_name = form.text("purchaser_name", {1, Most::kName});
  read.purchaser_address = form.text("purchaser_address", {1, Most::kAddress});
  read.goods = form.text("goods", {0, Most::kGoods});
  read.signer = form.text("signer", {1, Most::kSigner});
  read.signed_on = form.day("signed_on");
  if (*read.signed_on > today) form.refuse("signed_on", "This day is still to come.");
  read.expires_on = form.day("expires_on");
  if (*read.expires_on < today) form.refuse("expires_on", "It has ended already.");
  return read;
}

const char* sentence(tax::AddRefusal why) {
  switch (why) {
    case tax::AddRefusal::TooMany:
      return "Five of yours wait to be looked at. Please wait until one is decided.";
    case tax::AddRefusal::Dates:
      return "It ends before it was signed.";
    case tax::AddRefusal::NoState:
    case tax::AddRefusal::NoKind:
    case tax::AddRefusal::TooLarge:
    case tax::AddRefusal::NoPaper:
      break;
  }
  throw base::BugError{"a certificate refused after it was looked at"};
}

}  // namespace

web::Response certificates(Ctx& ctx) {
  views::CertificatesView view;
  if (ctx.req.query_fields().value("done") == "1")
    view.notice = {
        "It has come in",
        "We look at it within a working day and write to you. Until then orders are taxed."};
  return page_of(ctx, std::move(view));
}

web::Response certificate_send(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto today =
      ctx.db.at_once("tax_today", [&](store::Tx& tx) { return tax::today(tx, ctx.now); });
  auto certificate = read_certificate(ctx, form, today);
  certificate.document = read_paper(ctx.req, form, "paper");
  if (form.ok()) {
    const auto sent = ctx.db.transact("certificate_send", [&](store::Tx& tx) {
      audit::act_as(tx, {"customer " + std::to_string(certificate.customer.raw()), ctx.req.address,
                         ctx.req.id});
      return tax::send_in(tx, certificate, ctx.now);
    });
    if (sent) return web::Response::see_other("/account/certificates?done=1");
    form.refuse(sent.why() == tax::AddRefusal::Dates ? "expires_on" : "", sentence(sent.why()));
  }
  // A browser sends no file a second time by itself.
  form.refuse("paper", "Please choose the file once more.");
  views::CertificatesView view;
  view.typed = form.kept();
  view.errors = form.errors();
  return page_of(ctx, std::move(view));
}

}  // namespace pages::account
