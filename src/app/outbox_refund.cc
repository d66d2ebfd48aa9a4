#include "app/outbox_handlers.h"
#include "base/json.h"
#include "payment/payment.h"
#include "payment/refund.h"
#include "store/instance.h"
#include "stripe/bodies.h"

// What goes back through Stripe: money, and the tax that it was told of.
namespace app {
namespace {

constexpr const char* kActor = "job send-outbox";

// The lines of a transaction by our own names.
std::vector<stripe::TaxLine> tax_lines(stripe::Client& client, const std::string& transaction) {
  std::vector<stripe::TaxLine> all;
  for (bool more = true; more;) {
    const auto reply = client.list_tax_lines(transaction, all.empty() ? "" : all.back().id);
    if (!reply) throw stripe::Unknown{"lines of a tax transaction: refused " + reply.why().code};
    const auto page = stripe::understood(*reply, stripe::read_tax_lines);
    more = page.has_more && !page.lines.empty();
    all.insert(all.end(), page.lines.begin(), page.lines.end());
  }
  return all;
}

std::string original_of(const std::vector<stripe::TaxLine>& lines, const std::string& reference) {
  for (const auto& line : lines)
    if (line.reference == reference) return line.id;
  throw base::Error{"the tax transaction has no line " + reference};
}

}  // namespace

// One try of a granted refund (invariants P3, P6): the key is the row's own, so any number of calls
// is one refund. Stripe's no is an answer: the grant stays, staff hear of it.
Outcome StripeLane::refund(const store::OutboxRow& row, base::Instant now) {
  const payment::RefundSendId id{base::Json::parse(row.payload.text).at("send").integer()};
  const auto send =
      db().snapshot("outbox_refund", [&](store::Tx& tx) { return payment::find_send(tx, id); });
  if (!send || send->state != "pending") return {Outcome::Kind::Done, "nothing to send"};
  BASE_CHECK(send->intent_id);
  const auto reply = client_.create_refund(
      send->idempotency_key, stripe::refund_body({*send->intent_id, send->amount, send->public_id,
                                                  send->idempotency_key}));
  const auto failed = [id, now](const payment::Failure& failure) {
    return Outcome{Outcome::Kind::Done, failure.why, [id, failure, now](store::Tx& tx) {
                     payment::refund_failed(tx, id, failure, kActor, now);
                   }};
  };
  if (!reply) {
    auto outcome = refused(reply.why());
    return outcome.kind == Outcome::Kind::Alarm ? outcome : failed({{}, outcome.why});
  }
  const auto refund = stripe::understood(*reply, stripe::read_refund);
  if (refund.status == "failed" || refund.status == "canceled")
    return failed({refund.id, "Stripe: " + refund.status + " " + refund.failure});
  return {Outcome::Kind::Done, "", [id, reference = refund.id, now](store::Tx& tx) {
            payment::refund_sent(tx, id, reference, kActor, now);
          }};
}

// What a granted refund takes back of the tax of the sale, at its rates (invariant M10), line by
// line as it was shared. Before the sale itself was told there is nothing to take back yet.
Outcome StripeLane::tax_reversal(const store::OutboxRow& row) {
  const base::RefundId id{base::Json::parse(row.payload.text).at("refund").integer()};
  std::string instance;
  const auto back = db().snapshot("outbox_tax_back", [&](store::Tx& tx) {
    instance = store::instance_id(tx);
    return payment::tax_back(tx, id);
  });
  if (!back || !back->is_taxed || back->is_empty())
    return {Outcome::Kind::Done, "no tax to reverse"};
  if (!back->transaction) return {Outcome::Kind::Later, "the tax of the sale is not committed"};
  const auto lines = tax_lines(client_, *back->transaction);
  const auto name = "refund-" + std::to_string(id.raw());
  stripe::TaxReversalAsk ask{.transaction = *back->transaction,
                             .reference = instance + "-" + back->number + "-" + name,
                             .order = back->public_id,
                             .lines = {},
                             .shipping = back->shipping,
                             .shipping_tax = back->shipping_tax};
  for (const auto& line : back->lines) {
    const auto reference = payment::line_reference(line.variant);
    ask.lines.push_back(
        {original_of(lines, reference), reference + "-" + name, line.amount, line.tax});
  }
  const auto reply =
      client_.create_tax_reversal("tax-" + ask.order + "-" + name, stripe::tax_reversal_body(ask));
  // A reference is taken once: after the key was pruned this is how an earlier success looks.
  if (reply || reply.why().param == "reference") return {Outcome::Kind::Done};
  return refused(reply.why());
}

}  // namespace app
