#include "app/outbox_handlers.h"
#include "base/json.h"
#include "order/read.h"
#include "payment/ask.h"
#include "payment/tax_told.h"
#include "store/instance.h"
#include "stripe/bodies.h"

// What Stripe Tax is told, so that what it reports is what was charged (contract sheet: tax by
// calculation, 3 and 4).
namespace app {
namespace {

// Nothing but who buys, and the date.
stripe::CalculationAsk calculation_like(store::Tx& tx, base::OrderId order,
                                        const order::AsPlaced& placed, base::Instant sold_at,
                                        const base::Config::Ship& from) {
  stripe::CalculationAsk ask;
  const auto& to = placed.address;
  ask.ship_to = {to.line1, to.line2, to.city, to.state, to.zip};
  ask.ship_from = payment::origin(from);
  if (payment::is_exempt(tx, order)) ask.exemption = stripe::Exemption::Customer;
  ask.tax_date = sold_at;
  return ask;
}

// What the order's tax was asked for, from what it froze, at the rates of that day.
stripe::CalculationAsk calculation_of(store::Tx& tx, const order::Summary& order,
                                      const base::Config::Ship& from) {
  const auto placed = order::as_placed(tx, order.id);
  auto ask = calculation_like(tx, order.id, placed, order.frozen_at, from);
  for (const auto& line : placed.lines)
    ask.lines.push_back(
        {payment::line_reference(line.variant), line.total - line.discount, line.units,
         line.kind == "gift_card" ? stripe::kUntaxedTaxCode : stripe::kGoodsTaxCode});
  ask.shipping = placed.shipping;
  return ask;
}

// The same of what an edit added.
stripe::CalculationAsk calculation_of(store::Tx& tx, const payment::TaxOfEdit& added,
                                      const base::Config::Ship& from) {
  auto ask =
      calculation_like(tx, added.order, order::as_placed(tx, added.order), added.sold_at, from);
  for (const auto& line : added.lines)
    ask.lines.push_back({payment::line_reference(line.variant), line.amount, line.units});
  ask.shipping = added.shipping;
  return ask;
}

// A reference is taken once: after the key was pruned this is how an earlier success looks.
bool is_committed(const stripe::Reply& reply) {
  return reply || reply.why().param == "reference";
}

// Committed; its id is kept for refunds, unless Stripe only says that it was there already.
Outcome committed(const payment::TaxSale& sale, const stripe::Reply& reply, base::Instant now) {
  if (!reply) return {Outcome::Kind::Done};
  const auto id = reply->body.text_or("id", "");
  if (id.empty()) return {Outcome::Kind::Done};
  return {Outcome::Kind::Done, "",
          [sale, id, now](store::Tx& tx) { payment::keep_tax_transaction(tx, sale, id, now); }};
}

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

// One sale's part of a refund. `name` tells it from all others of the order.
stripe::Reply reverse(stripe::Client& client, const payment::TaxBack& back,
                      const std::string& instance, const std::string& name) {
  const auto lines = tax_lines(client, *back.transaction);
  stripe::TaxReversalAsk ask{.transaction = *back.transaction,
                             .reference = instance + "-" + back.number + "-" + name,
                             .order = back.public_id,
                             .lines = {},
                             .shipping = back.shipping,
                             .shipping_tax = back.shipping_tax};
  for (const auto& line : back.lines) {
    const auto reference = payment::line_reference(line.variant);
    ask.lines.push_back(
        {original_of(lines, reference), reference + "-" + name, line.amount, line.tax});
  }
  return client.create_tax_reversal("tax-" + ask.order + "-" + name,
                                    stripe::tax_reversal_body(ask));
}

std::string name_of(base::OrderEditId edit) {
  return "edit-" + std::to_string(edit.raw());
}

}  // namespace

// The tax of a placed order becomes part of what Stripe Tax reports. Key and reference are the
// order's own, so that any number of tries is one.
Outcome StripeLane::tax_transaction(const store::OutboxRow& row, base::Instant now) {
  const base::OrderId id{base::Json::parse(row.payload.text).at("order").integer()};
  const auto ask =
      db().snapshot("outbox_tax", [&](store::Tx& tx) -> std::optional<stripe::TaxTransactionAsk> {
        const auto order = order::find(tx, id);
        if (!order || !order->number || order->tax_calculation_id.empty()) return std::nullopt;
        return stripe::TaxTransactionAsk{order->tax_calculation_id,
                                         store::instance_id(tx) + "-" + *order->number,
                                         order->public_id};
      });
  if (!ask) return {Outcome::Kind::Done, "no tax to commit"};
  const auto reply =
      client_.create_tax_transaction("tax-" + ask->order, stripe::tax_transaction_body(*ask));
  if (is_committed(reply)) return committed({id}, reply, now);
  if (reply.why().param == "calculation") return tax_transaction_anew(id, *ask, now);
  return refused(reply.why());
}

// The calculation has lapsed, or Stripe knows it no more: the same is calculated anew with the date
// of the sale. What the shopper paid must not change by it.
Outcome StripeLane::tax_transaction_anew(base::OrderId id, const stripe::TaxTransactionAsk& ask,
                                         base::Instant now) {
  base::Money tax;
  const auto body = db().snapshot("outbox_tax_anew", [&](store::Tx& tx) {
    const auto order = order::find(tx, id);
    BASE_CHECK(order);
    tax = order::as_placed(tx, id).tax;
    return stripe::calculation_body(calculation_of(tx, *order, terms_.ship_from));
  });
  return commit_anew({id}, {"tax-anew-" + ask.order, "tax-" + ask.order, body, tax}, ask, now);
}

// Calculates, and commits when the tax is the one that was charged.
Outcome StripeLane::commit_anew(const payment::TaxSale& sale, const TaxAnew& anew,
                                stripe::TaxTransactionAsk ask, base::Instant now) {
  const auto reply = client_.calculate_tax(anew.calculate_key, anew.body);
  if (!reply) return refused(reply.why());
  const auto calculated = stripe::understood(*reply, stripe::read_calculation);
  if (calculated.tax != anew.charged) {
    return {Outcome::Kind::Failed, "calculated anew, the tax is " + base::to_text(calculated.tax) +
                                       "; the order has " + base::to_text(anew.charged)};
  }
  ask.calculation = calculated.id;
  const auto reply_to_commit = client_.create_tax_transaction(anew.commit_key + "-" + calculated.id,
                                                              stripe::tax_transaction_body(ask));
  if (is_committed(reply_to_commit)) return committed(sale, reply_to_commit, now);
  return refused(reply_to_commit.why());
}

// What an edit added is a sale of its own, at the rates of the order's day (decision 0076): the
// buyer paid it, and what Stripe says of it must be that.
Outcome StripeLane::tax_of_edit(const store::OutboxRow& row, base::Instant now) {
  const base::OrderEditId id{base::Json::parse(row.payload.text).at("edit").integer()};
  std::string instance;
  std::string body;
  const auto added = db().snapshot("outbox_tax_edit", [&](store::Tx& tx) {
    instance = store::instance_id(tx);
    auto found = payment::tax_of_edit(tx, id);
    if (found && found->is_taxed)
      body = stripe::calculation_body(calculation_of(tx, *found, terms_.ship_from));
    return found;
  });
  if (body.empty()) return {Outcome::Kind::Done, "no tax to commit"};
  const auto name = added->public_id + "-" + name_of(id);
  const stripe::TaxTransactionAsk ask{
      {}, instance + "-" + added->number + "-" + name_of(id), added->public_id};
  return commit_anew({added->order, id}, {"tax-calc-" + name, "tax-" + name, body, added->tax}, ask,
                     now);
}

// What a granted refund takes back of the tax of the sale, at its rates (invariant M10), line by
// line as it was shared, from the sale that the lines came with. Before a sale itself was told
// there is nothing to take back yet.
Outcome StripeLane::tax_reversal(const store::OutboxRow& row) {
  const base::RefundId id{base::Json::parse(row.payload.text).at("refund").integer()};
  std::string instance;
  const auto sales = db().snapshot("outbox_tax_back", [&](store::Tx& tx) {
    instance = store::instance_id(tx);
    return payment::tax_back(tx, id);
  });
  if (sales.empty()) return {Outcome::Kind::Done, "no tax to reverse"};
  for (const auto& sale : sales)
    if (!sale.transaction) return {Outcome::Kind::Later, "the tax of the sale is not committed"};
  for (const auto& sale : sales) {
    const auto name = "refund-" + std::to_string(id.raw()) +
                      (sale.edit ? "-" + name_of(*sale.edit) : std::string{});
    const auto reply = reverse(client_, sale, instance, name);
    // A reference is taken once: after the key was pruned this is how an earlier success looks.
    if (!is_committed(reply)) return refused(reply.why());
  }
  return {Outcome::Kind::Done};
}

}  // namespace app
