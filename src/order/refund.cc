#include "order/refund.h"

#include "base/columns.h"
#include "order/books.h"
#include "tender/tender.h"

namespace order {
namespace {

using store::Query;

const Query<RefundRow(OrderId)> kRefunds{"order.refunds", R"sql(
    SELECT id, kind, total_cents, reason, actor, at
      FROM refunds WHERE order_id = $1 ORDER BY id)sql"};

const Query<RefundShareRow(RefundId)> kShares{"order.refund_shares", R"sql(
    SELECT s.share, l.position, coalesce(l.title, ''), s.units, s.cents
      FROM refund_shares s LEFT JOIN order_lines l ON l.id = s.order_line_id
     WHERE s.refund_id = $1 ORDER BY s.id)sql"};

struct Cards {
  OrderLineId line;
  Money face;
  static constexpr auto columns() { return base::Columns<&Cards::line, &Cards::face>{}; }
};
const Query<Cards(RefundId)> kCards{"order.cards_given_back", R"sql(
    SELECT l.id, l.unit_price_cents * s.units
      FROM refund_shares s JOIN order_lines l ON l.id = s.order_line_id
     WHERE s.refund_id = $1 AND s.share = 'goods' AND l.kind = 'gift_card' AND l.fulfilled_units > 0
     ORDER BY l.id)sql"};

// Once placed, an order may be given back from; before staff have decided about it, nothing is.
bool is_placed(const std::string& word) {
  const auto state = parse_state(word);
  BASE_CHECK(state);
  switch (*state) {
    case State::Placed:
    case State::PartlyShipped:
    case State::Shipped:
    case State::Delivered:
    case State::Cancelled:
      return true;
    case State::AwaitingPayment:
    case State::NeedsAttention:
    case State::Expired:
      return false;
  }
  return false;
}

// Cards that were handed over and whose purchase is given back are worth that much less.
bool empty_cards(store::Tx& tx, RefundId refund, const std::string& actor, Instant now) {
  const auto cause = "refund " + std::to_string(refund.raw());
  for (const auto& card : tx.all(kCards, refund))
    if (!tender::disable_unspent(tx, card.line, card.face, {cause, actor}, now)) return false;
  return true;
}

base::Result<Grant, GrantRefusal> looked_at(const Books& books, const Give& give) {
  if (!is_placed(books.order.state)) return GrantRefusal::NotPlaced;
  if (give.seen && *give.seen != books.order.granted) return GrantRefusal::Changed;
  auto grant = shares(books, give);
  if (grant && grant->total().is_zero()) return GrantRefusal::Nothing;
  return grant;
}

}  // namespace

Money Grant::total() const {
  Money sum;
  for (const auto& share : shares) sum += share.amount;
  return sum;
}

Money Grant::sum(Share kind) const {
  Money sum;
  for (const auto& share : shares)
    if (share.share == kind) sum += share.amount;
  return sum;
}

std::string_view to_word(Share share) {
  switch (share) {
    case Share::Goods:
      return "goods";
    case Share::Tax:
      return "tax";
    case Share::Shipping:
      return "shipping";
    case Share::ShippingTax:
      return "shipping_tax";
    case Share::Goodwill:
      return "goodwill";
    case Share::Fee:
      return "fee";
  }
  return "";
}

std::string_view to_word(RefundKind kind) {
  switch (kind) {
    case RefundKind::Cancel:
      return "cancel";
    case RefundKind::Return:
      return "return";
    case RefundKind::Goodwill:
      return "goodwill";
    case RefundKind::Shipping:
      return "shipping";
    case RefundKind::Edit:
      return "edit";
    case RefundKind::Units:
      return "units";
  }
  return "";
}

RefundKind kind_of(const Give& give) {
  if (!give.lines.empty()) return RefundKind::Units;
  return give.shipping ? RefundKind::Shipping : RefundKind::Goodwill;
}

base::Result<Grant, GrantRefusal> preview_grant(store::Tx& tx, OrderId order, const Give& give) {
  return looked_at(books(tx, order), give);
}

base::Result<Granted, GrantRefusal> grant(store::Tx& tx, OrderId order, RefundKind kind,
                                          const Give& give, const Because& because, Instant now) {
  BASE_CHECK(lock_order(tx, order));
  const auto grant = looked_at(books(tx, order), give);
  if (!grant) return grant.why();
  const auto refund = write(tx, order, kind, *grant, {}, because, now);
  if (!empty_cards(tx, refund, because.actor, now)) return GrantRefusal::CardSpent;
  return Granted{refund, *grant};
}

std::vector<RefundRow> refunds(store::Tx& tx, OrderId order) {
  return tx.all(kRefunds, order);
}

std::vector<RefundShareRow> refund_shares(store::Tx& tx, RefundId refund) {
  return tx.all(kShares, refund);
}

}  // namespace order
