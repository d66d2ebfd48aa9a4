#include <algorithm>

#include "tax/ledger.h"

namespace tax {
namespace {

using store::Query;
template <class T>
using Column = std::vector<T>;

const Query<std::int64_t(std::string, std::string, std::string, std::optional<OrderId>,
                         std::optional<std::int64_t>, std::string, std::string,
                         std::optional<TaxCertificateId>, Instant)>
    kRecord{"tax.record", R"sql(
    INSERT INTO tax_records (kind, source, cause, order_id, reverses_id, state, zip,
                             certificate_id, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (cause) DO NOTHING
    RETURNING id)sql"};

const Query<void(std::int64_t, Column<int>, Column<std::optional<int>>, Column<Money>,
                 Column<Money>, Column<Money>, Column<Money>, Column<Money>)>
    kItems{"tax.record_items", R"sql(
    INSERT INTO tax_record_items (record_id, item, position, amount_cents, taxable_cents,
                                  exempt_cents, nontaxable_cents, tax_cents)
    SELECT $1, * FROM unnest($2::int[], $3::int[], $4::bigint[], $5::bigint[], $6::bigint[],
                             $7::bigint[], $8::bigint[]))sql"};

const Query<void(std::int64_t, Column<int>, Column<int>, Column<std::string>, Column<std::string>,
                 Column<std::string>, Column<std::string>, Column<std::string>, Column<std::string>,
                 Column<Money>, Column<Money>, Column<std::string>)>
    kParts{"tax.record_parts", R"sql(
    INSERT INTO tax_record_parts (record_id, item, part, jurisdiction, label, level, tax_type,
                                  rate_percent, tax_code, taxable_cents, tax_cents, reason)
    SELECT $1, * FROM unnest($2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[],
                             $8::text[], $9::text[], $10::bigint[], $11::bigint[], $12::text[]))sql"};

template <class Row, class T>
Column<T> column(const std::vector<Row>& rows, T Row::*member) {
  Column<T> out;
  for (const auto& row : rows) out.push_back(row.*member);
  return out;
}
template <class T>
Column<T> of_parts(const std::vector<PartRow>& rows, T Part::*member) {
  Column<T> out;
  for (const auto& row : rows) out.push_back(row.what.*member);
  return out;
}

const char* to_word(Source source) {
  switch (source) {
    case Source::Stripe:
      return "stripe";
    case Source::EbayFacilitator:
      return "ebay_facilitator";
    case Source::Manual:
      return "manual";
  }
  return "";
}

// What of an item is taxed at all: the most that any part takes for its base (a county's base may
// be smaller than its state's). A fee has no base. The rest is exempt by who buys, or not taxable.
ItemRow item_row(int number, const Item& item) {
  ItemRow row{number, item.position, item.amount, {}, {}, {}, {}};
  bool by_buyer = false;
  for (const auto& part : item.parts) {
    row.tax += part.tax;
    by_buyer = by_buyer || part.reason == "customer_exempt";
    if (part.tax_type != "retail_delivery_fee" && part.reason != "customer_exempt")
      row.taxable = std::max(row.taxable, part.taxable);
  }
  row.taxable = std::min(row.taxable, item.amount);
  (by_buyer ? row.exempt : row.nontaxable) = item.amount - row.taxable;
  return row;
}

}  // namespace

bool write(store::Tx& tx, const Record& r, Instant now) {
  const auto id = tx.one_or_none(kRecord, r.kind, r.source, r.cause, r.order, r.reverses, r.state,
                                 r.zip, r.certificate, now);
  if (!id) return false;
  const auto& i = r.items;
  tx.exec(kItems, *id, column(i, &ItemRow::item), column(i, &ItemRow::position),
          column(i, &ItemRow::amount), column(i, &ItemRow::taxable), column(i, &ItemRow::exempt),
          column(i, &ItemRow::nontaxable), column(i, &ItemRow::tax));
  const auto& p = r.parts;
  tx.exec(kParts, *id, column(p, &PartRow::item), column(p, &PartRow::part),
          of_parts(p, &Part::jurisdiction), of_parts(p, &Part::label), of_parts(p, &Part::level),
          of_parts(p, &Part::tax_type), of_parts(p, &Part::rate_percent),
          of_parts(p, &Part::tax_code), of_parts(p, &Part::taxable), of_parts(p, &Part::tax),
          of_parts(p, &Part::reason));
  return true;
}

bool record_sale(store::Tx& tx, const Sale& sale, Instant now) {
  BASE_CHECK(!sale.items.empty());
  Record record{.kind = "sale",
                .source = to_word(sale.source),
                .cause = sale.cause,
                .order = sale.order,
                .reverses = std::nullopt,
                .state = sale.state,
                .zip = sale.zip,
                .certificate = sale.certificate,
                .items = {},
                .parts = {}};
  for (const auto& item : sale.items) {
    const auto number = static_cast<int>(record.items.size()) + 1;
    record.items.push_back(item_row(number, item));
    BASE_CHECK(sale.source != Source::EbayFacilitator || record.items.back().tax.is_zero());
    int part = 0;
    for (const auto& what : item.parts) record.parts.push_back({number, ++part, what});
  }
  return write(tx, record, now);
}

}  // namespace tax
