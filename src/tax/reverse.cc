#include <algorithm>

#include "base/columns.h"
#include "base/portion.h"
#include "tax/ledger.h"

namespace tax {
namespace {

using store::Query;

const Query<bool(std::string)> kStands{"tax.cause_stands", R"sql(
    SELECT EXISTS (SELECT FROM tax_records
                    WHERE cause = $1 OR starts_with(cause, $1 || ' of ')))sql"};

// An item of the sale and what went back of it so far.
struct SoldItem {
  int item;
  std::optional<int> position;
  Money amount;
  Money taxable;
  Money exempt;
  Money tax;
  Money gone;  // of the amount
  Money tax_gone;
  static constexpr auto columns() {
    return base::Columns<&SoldItem::item, &SoldItem::position, &SoldItem::amount,
                         &SoldItem::taxable, &SoldItem::exempt, &SoldItem::tax, &SoldItem::gone,
                         &SoldItem::tax_gone>{};
  }
};
const Query<SoldItem(std::int64_t)> kItems{"tax.sold_items", R"sql(
    SELECT i.item, i.position, i.amount_cents, i.taxable_cents, i.exempt_cents, i.tax_cents,
           coalesce(-sum(b.amount_cents), 0)::bigint, coalesce(-sum(b.tax_cents), 0)::bigint
      FROM tax_record_items i
      LEFT JOIN tax_records r ON r.reverses_id = i.record_id
      LEFT JOIN tax_record_items b ON b.record_id = r.id AND b.item = i.item
     WHERE i.record_id = $1
     GROUP BY i.record_id, i.item
     ORDER BY i.item)sql"};

struct SoldPart {
  int item;
  int part;
  std::string jurisdiction;
  std::string label;
  std::string level;
  std::string tax_type;
  std::string rate_percent;
  std::string tax_code;
  Money taxable;
  std::string reason;
  Money left;  // of its tax
  static constexpr auto columns() {
    return base::Columns<&SoldPart::item, &SoldPart::part, &SoldPart::jurisdiction,
                         &SoldPart::label, &SoldPart::level, &SoldPart::tax_type,
                         &SoldPart::rate_percent, &SoldPart::tax_code, &SoldPart::taxable,
                         &SoldPart::reason, &SoldPart::left>{};
  }
};
const Query<SoldPart(std::int64_t)> kParts{"tax.sold_parts", R"sql(
    SELECT p.item, p.part, p.jurisdiction, p.label, p.level, p.tax_type, p.rate_percent,
           p.tax_code, p.taxable_cents, p.reason,
           (p.tax_cents + coalesce(sum(b.tax_cents), 0))::bigint
      FROM tax_record_parts p
      LEFT JOIN tax_records r ON r.reverses_id = p.record_id
      LEFT JOIN tax_record_parts b ON b.record_id = r.id AND b.item = p.item AND b.part = p.part
     WHERE p.record_id = $1
     GROUP BY p.record_id, p.item, p.part
     ORDER BY p.item, p.part)sql"};

Money negative(Money amount) {
  return Money{} - amount;
}

// One item's row and the rows of its parts, all of them negative.
void add_item(Record& record, const SoldItem& sold, const std::vector<SoldPart>& parts,
              const Back& back) {
  const auto piece = [&](Money whole) {
    return tax_of_piece(whole, sold.amount, sold.gone, sold.gone + back.amount);
  };
  const auto taxable = piece(sold.taxable);
  const auto exempt = piece(sold.exempt);
  record.items.push_back({sold.item, sold.position, negative(back.amount), negative(taxable),
                          negative(exempt), negative(back.amount - taxable - exempt),
                          negative(back.tax)});
  std::vector<Money> left;
  for (const auto& part : parts)
    if (part.item == sold.item) left.push_back(part.left);
  const auto given = shares(back.tax, left);
  std::size_t at = 0;
  for (const auto& p : parts)
    if (p.item == sold.item)
      record.parts.push_back(
          {p.item,
           p.part,
           {p.jurisdiction, p.label, p.level, p.tax_type, p.rate_percent, p.tax_code,
            negative(piece(p.taxable)), negative(given[at++]), p.reason}});
}

// Takes from `wish` what this sale has left of its item, and answers that; nothing when the item is
// not of this sale, or gone.
std::optional<Back> taken(Back& wish, const std::vector<SoldItem>& items) {
  const auto sold = std::ranges::find(items, wish.position, &SoldItem::position);
  if (sold == items.end()) return std::nullopt;
  const Back now{wish.position, std::min(wish.amount, sold->amount - sold->gone),
                 std::min(wish.tax, sold->tax - sold->tax_gone)};
  if (now.amount.is_zero() && now.tax.is_zero()) return std::nullopt;
  wish.amount = wish.amount - now.amount;
  wish.tax = wish.tax - now.tax;
  return now;
}

// What of `wishes` one sale gives back.
Record reversal_of(store::Tx& tx, const LockedSale& sale, OrderId order, std::string cause,
                   std::vector<Back>& wishes) {
  const auto items = tx.all(kItems, sale.id);
  const auto parts = tx.all(kParts, sale.id);
  Record record{.kind = "reversal",
                .source = sale.source,
                .cause = std::move(cause),
                .order = order,
                .reverses = sale.id,
                .state = sale.state,
                .zip = sale.zip,
                .certificate = sale.certificate,
                .items = {},
                .parts = {}};
  for (auto& wish : wishes)
    if (const auto back = taken(wish, items))
      add_item(record, *std::ranges::find(items, back->position, &SoldItem::position), parts,
               *back);
  return record;
}

}  // namespace

std::vector<Money> shares(Money given, const std::vector<Money>& left) {
  std::vector<std::int64_t> weights;
  Money all;
  for (const auto part : left) {
    weights.push_back(part.in_cents());
    all += part;
  }
  BASE_CHECK(given >= Money{} && given <= all);
  // By largest remainder no share is more than a cent above its exact one, which is at most what
  // is left, a whole number: so none exceeds its part.
  return base::split(given, weights);
}

Money tax_of_piece(Money tax, Money amount, Money before, Money after) {
  if (amount.is_zero()) return Money{};
  const auto up_to = [&](Money some) {
    return base::portion(tax, some.in_cents(), amount.in_cents(), base::Rounding::HalfUp);
  };
  return up_to(after) - up_to(before);
}

base::Result<base::Done, ReverseRefusal> record_reversal(store::Tx& tx, OrderId order,
                                                         const std::string& cause,
                                                         const std::vector<Back>& back,
                                                         Instant now) {
  const auto sales = lock_sales(tx, order);
  if (sales.empty()) return ReverseRefusal::NoSale;
  if (tx.one(kStands, cause)) return base::Done{};
  auto left = back;
  for (const auto& one : left)
    if (one.amount < Money{} || one.tax < Money{}) return ReverseRefusal::TooMuch;
  std::vector<Record> records;
  for (const auto& sale : sales)
    records.push_back(
        reversal_of(tx, sale, order, records.empty() ? cause : cause + " of " + sale.cause, left));
  for (const auto& one : left)
    if (!one.amount.is_zero() || !one.tax.is_zero()) return ReverseRefusal::TooMuch;
  for (const auto& record : records)
    if (!record.items.empty()) BASE_CHECK(write(tx, record, now));
  return base::Done{};
}

}  // namespace tax
