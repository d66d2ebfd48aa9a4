#include "order/books.h"

#include <algorithm>
#include <map>

#include "base/json_writer.h"
#include "base/portion.h"
#include "store/outbox.h"

namespace order {
namespace {

using store::Query;
template <class T>
using Column = std::vector<T>;

const Query<Standing(OrderId)> kStanding{"order.standing", R"sql(
    SELECT o.state, o.total_cents, o.granted_cents, o.shipping_cents - o.shipping_discount_cents,
           coalesce((SELECT sum(tax_cents) FROM order_taxes
                      WHERE order_id = o.id AND position IS NULL), 0)::bigint,
           coalesce(g.shipping, 0)::bigint, coalesce(g.shipping_tax, 0)::bigint,
           coalesce(g.goodwill, 0)::bigint
      FROM orders o
      LEFT JOIN LATERAL (
        SELECT sum(s.cents) FILTER (WHERE s.share = 'shipping') AS shipping,
               sum(s.cents) FILTER (WHERE s.share = 'shipping_tax') AS shipping_tax,
               sum(s.cents) FILTER (WHERE s.share = 'goodwill') AS goodwill
          FROM refunds r JOIN refund_shares s ON s.refund_id = r.id
         WHERE r.order_id = o.id) g ON true
     WHERE o.id = $1)sql"};

// The counter of units given back moves with the shares that give them.
const Query<RefundId(OrderId, std::string, std::optional<base::ReturnId>,
                     std::optional<base::OrderEditId>, Money, std::string, std::string, Instant,
                     Column<std::optional<OrderLineId>>, Column<std::string>, Column<int>,
                     Column<Money>)>
    kWrite{"order.write_refund", R"sql(
    WITH refund AS (
      INSERT INTO refunds (order_id, kind, return_id, edit_id, total_cents, reason, actor, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      RETURNING id),
    given AS (
      SELECT * FROM unnest($9::bigint[], $10::text[], $11::int[], $12::bigint[])
               AS g (line, share, units, cents)),
    shared AS (
      INSERT INTO refund_shares (refund_id, order_line_id, share, units, cents)
      SELECT refund.id, g.line, g.share, g.units, g.cents FROM refund, given g),
    counted AS (
      UPDATE order_lines l SET granted_units = l.granted_units + g.units
        FROM given g WHERE l.id = g.line AND l.order_id = $1 AND g.share = 'goods')
    SELECT id FROM refund)sql"};

// The part of units [from, from + units) in what all units of a line came to.
Money range(Money whole, int from, int units, int of) {
  using base::Rounding;
  return base::portion(whole, from + units, of, Rounding::HalfUp) -
         base::portion(whole, from, of, Rounding::HalfUp);
}

bool add_line(const Books& books, const LineUnits& want, Grant& grant) {
  const auto line = std::find_if(books.lines.begin(), books.lines.end(),
                                 [&](const Progress& p) { return p.line == want.line; });
  if (line == books.lines.end() || want.units > line->units - line->granted) return false;
  grant.shares.push_back({Share::Goods, want.line, want.units,
                          range(line->goods, line->granted, want.units, line->units)});
  grant.shares.push_back({Share::Tax, want.line, want.units,
                          range(line->tax, line->granted, want.units, line->units)});
  return true;
}

bool add_shipping(const Books& books, Money amount, Grant& grant) {
  const auto& o = books.order;
  const auto left = shipping_left(books);
  if (amount > left || amount < Money{}) return false;
  // All that is left takes the rest of the tax along; a part takes its part. Where an edit raised
  // the shipping since, a cent may have gone already.
  auto tax = amount == left
                 ? o.shipping_tax - o.shipping_tax_granted
                 : base::portion(o.shipping_tax, (o.shipping_granted + amount).in_cents(),
                                 o.shipping.in_cents(), base::Rounding::HalfUp) -
                       o.shipping_tax_granted;
  tax = std::max(tax, Money{});
  if (!amount.is_zero()) grant.shares.push_back({Share::Shipping, {}, 0, amount});
  if (!tax.is_zero()) grant.shares.push_back({Share::ShippingTax, {}, 0, tax});
  return true;
}

// Does Stripe Tax have something to take back?
bool gives_tax(const Grant& grant) {
  for (const auto& share : grant.shares)
    if (share.share != Share::Goodwill && share.share != Share::Fee && !share.amount.is_zero())
      return true;
  return false;
}

// Lines may be named twice.
std::vector<LineUnits> merged(const std::vector<LineUnits>& lines) {
  std::map<OrderLineId, int> units;
  for (const auto& line : lines) units[line.line] += line.units;
  std::vector<LineUnits> out;
  for (const auto& [line, n] : units) out.push_back({line, n});
  return out;
}

}  // namespace

Books books(store::Tx& tx, OrderId order) {
  return {tx.one(kStanding, order), progress(tx, order)};
}

Money shipping_left(const Books& books) {
  return books.order.shipping - books.order.shipping_granted;
}

std::vector<LineUnits> not_granted(const Books& books, const std::vector<LineUnits>& lines) {
  std::vector<LineUnits> out;
  for (const auto& want : merged(lines))
    for (const auto& line : books.lines)
      if (line.line == want.line && line.granted < line.units)
        out.push_back({want.line, std::min(want.units, line.units - line.granted)});
  return out;
}

Money expected_back(const Books& books, const std::vector<LineUnits>& lines) {
  const auto grant = shares(books, {not_granted(books, lines), {}, {}});
  BASE_CHECK(grant);
  return grant->total();
}

base::Result<Grant, GrantRefusal> shares(const Books& books, const Give& give) {
  Grant grant;
  for (const auto& want : give.lines) BASE_CHECK(want.units > 0);
  for (const auto& want : merged(give.lines))
    if (!add_line(books, want, grant)) return GrantRefusal::MoreUnits;
  if (give.shipping && !add_shipping(books, *give.shipping, grant))
    return GrantRefusal::MoreShipping;
  BASE_CHECK(give.goodwill >= Money{});
  if (!give.goodwill.is_zero()) grant.shares.push_back({Share::Goodwill, {}, 0, give.goodwill});
  BASE_CHECK(give.fees.empty() || give.fees.size() == give.lines.size());
  for (std::size_t i = 0; i < give.fees.size(); ++i)
    if (!give.fees[i].is_zero())
      grant.shares.push_back({Share::Fee, give.lines[i].line, 0, Money{} - give.fees[i]});

  const auto left = books.order.total - books.order.granted;
  if (grant.total() > left) {
    const auto excess = grant.total() - left;
    // With goodwill given before, the shares of everything come to more than there is.
    if (!give.goodwill.is_zero() || excess > books.order.goodwill)
      return GrantRefusal::MoreThanLeft;
    grant.shares.push_back({Share::Goodwill, {}, 0, Money{} - excess});
  }
  if (grant.total() < Money{}) return GrantRefusal::MoreThanLeft;
  return grant;
}

RefundId write(store::Tx& tx, OrderId order, RefundKind kind, const Grant& grant,
               const Source& source, const Because& because, Instant now) {
  Column<std::optional<OrderLineId>> lines;
  Column<std::string> words;
  Column<int> units;
  Column<Money> cents;
  for (const auto& share : grant.shares) {
    lines.push_back(share.line);
    words.emplace_back(to_word(share.share));
    units.push_back(share.units);
    cents.push_back(share.amount);
  }
  const auto refund =
      tx.one(kWrite, order, std::string{to_word(kind)}, source.return_id, source.edit_id,
             grant.total(), because.reason, because.actor, now, lines, words, units, cents);
  if (gives_tax(grant)) {
    base::JsonWriter json;
    json.begin_object().field("refund", refund.raw()).end_object();
    store::enqueue(tx, "stripe.tax_reversal", "refund-" + std::to_string(refund.raw()),
                   {json.take()}, now, now);
  }
  record_tax_back(tx, order, refund, now);
  if (!grant.total().is_zero()) {
    const auto what = base::to_text(grant.total());
    note(tx, order, "refund granted",
         {because.actor, because.reason.empty() ? what : what + ": " + because.reason}, now);
  }
  return refund;
}

}  // namespace order
