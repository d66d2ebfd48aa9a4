#include "order/order.h"

namespace order {
namespace {

using store::Query;

const Query<OrderId(std::string, CartId, std::string, Money, Money, Money, Money, Money, Money,
                    Money, std::string, std::string, int, int, int, std::string, Instant, Instant,
                    Money, std::string, std::string, std::string, std::optional<Instant>,
                    std::optional<base::CustomerId>, std::optional<base::CompanyId>,
                    std::optional<std::string>, std::vector<std::string>,
                    std::optional<base::TaxCertificateId>)>
    kOrder{"order.freeze", R"sql(
    INSERT INTO orders (public_id, cart_id, state, email, subtotal_cents, discount_cents,
                        shipping_cents, tax_cents, total_cents, tender_cents, due_cents,
                        shipping_method, shipping_method_name, min_days, max_days, weight_g,
                        tax_calculation_id, expires_at, frozen_at, shipping_discount_cents, channel,
                        terms, po_number, payment_due_at, customer_id, company_id,
                        unload_site, unload_wishes, tax_certificate_id)
    VALUES ($1, $2, 'awaiting_payment', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
            $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)
    RETURNING id)sql"};

const Query<void(OrderId, std::string, std::string, std::string, std::string, std::string,
                 std::string, std::string, std::string)>
    kAddress{"order.freeze_address", R"sql(
    INSERT INTO order_addresses (order_id, name, company, line1, line2, city, state, zip, phone)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))sql"};

template <class T>
using Column = std::vector<T>;

// The lines, and with them what each takes from stock as of now.
const Query<void(OrderId, Column<int>, Column<base::VariantId>, Column<std::string>,
                 Column<std::string>, Column<std::string>, Column<std::string>, Column<std::string>,
                 Column<int>, Column<Money>, Column<Money>, Column<Money>, Column<Money>,
                 Column<std::string>, Column<std::string>, Column<std::optional<int>>)>
    kLines{"order.freeze_lines", R"sql(
    WITH line AS (
      INSERT INTO order_lines (order_id, position, variant_id, sku, mpn, title, slug, condition,
                               units, unit_price_cents, total_cents, discount_cents, tax_cents,
                               kind, source, lead_days)
      SELECT $1, *
        FROM unnest($2::int[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[],
                    $8::text[], $9::int[], $10::bigint[], $11::bigint[], $12::bigint[],
                    $13::bigint[], $14::text[], $15::text[], $16::int[])
      RETURNING id, variant_id, units)
    INSERT INTO order_line_stock (order_line_id, stock_item_id, units)
    SELECT line.id, vs.stock_item_id, vs.units * line.units
      FROM line
     CROSS JOIN LATERAL (
       SELECT stock_item_id, units FROM variant_stock WHERE variant_id = line.variant_id OFFSET 0
     ) vs)sql"};

const Query<void(OrderId, Column<std::optional<int>>, Column<std::string>, Column<std::string>,
                 Column<Money>, Column<Money>, Column<std::string>, Column<std::string>,
                 Column<std::string>, Column<std::string>, Column<std::string>)>
    kTaxes{"order.freeze_taxes", R"sql(
    INSERT INTO order_taxes (order_id, position, jurisdiction, rate_percent, taxable_cents,
                             tax_cents, reason, label, level, tax_type, tax_code)
    SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::bigint[], $6::bigint[],
                             $7::text[], $8::text[], $9::text[], $10::text[],
                             $11::text[]))sql"};

const Query<void(OrderId, Column<int>, Column<base::PromotionId>, Column<std::string>,
                 Column<std::string>, Column<std::string>, Column<Money>)>
    kDiscounts{"order.freeze_discounts", R"sql(
    INSERT INTO order_discounts (order_id, position, promotion_id, name, code, class, amount_cents)
    SELECT $1, * FROM unnest($2::int[], $3::bigint[], $4::text[], $5::text[], $6::text[],
                             $7::bigint[]))sql"};

// One member of every row as an array parameter.
template <class Row, class T>
Column<T> column(const std::vector<Row>& rows, T Row::*member) {
  Column<T> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(row.*member);
  return out;
}

void freeze_lines(store::Tx& tx, OrderId order, const std::vector<Line>& l) {
  tx.exec(kLines, order, column(l, &Line::position), column(l, &Line::variant),
          column(l, &Line::sku), column(l, &Line::mpn), column(l, &Line::title),
          column(l, &Line::slug), column(l, &Line::condition), column(l, &Line::units),
          column(l, &Line::unit_price), column(l, &Line::total), column(l, &Line::discount),
          column(l, &Line::tax), column(l, &Line::kind), column(l, &Line::source),
          column(l, &Line::lead_days));
}

}  // namespace

OrderId freeze(store::Tx& tx, const Frozen& f, Instant now) {
  BASE_CHECK(!f.lines.empty());
  Money sum;
  Money off;
  for (const auto& line : f.lines) {
    sum += line.total;
    off += line.discount;
  }
  BASE_CHECK(sum == f.subtotal && off == f.discount);  // M3: totals are sums of stored rows

  const auto& u = f.unloading;
  const auto order =
      tx.one(kOrder, f.public_id, f.cart, f.email, f.subtotal, f.discount, f.shipping, f.tax,
             f.total(), f.tender, f.due(), f.shipping_method, f.shipping_method_name, f.min_days,
             f.max_days, f.weight_g, f.tax_calculation_id, f.expires_at, now, f.shipping_discount,
             f.channel, f.terms, f.po_number, f.payment_due_at, f.customer, f.company,
             u ? std::optional<std::string>{to_word(u->site)} : std::nullopt,
             u ? shipping::to_words(u->wishes) : std::vector<std::string>{}, f.certificate);
  const auto& a = f.address;
  tx.exec(kAddress, order, a.name, a.company, a.line1, a.line2, a.city, a.state, a.zip, a.phone);
  freeze_lines(tx, order, f.lines);
  const auto& t = f.taxes;
  tx.exec(kTaxes, order, column(t, &TaxLine::position), column(t, &TaxLine::jurisdiction),
          column(t, &TaxLine::rate_percent), column(t, &TaxLine::taxable), column(t, &TaxLine::tax),
          column(t, &TaxLine::reason), column(t, &TaxLine::label), column(t, &TaxLine::level),
          column(t, &TaxLine::tax_type), column(t, &TaxLine::tax_code));
  const auto& d = f.discounts;
  if (!d.empty())
    tx.exec(kDiscounts, order, column(d, &Discount::position), column(d, &Discount::promotion),
            column(d, &Discount::name), column(d, &Discount::code), column(d, &Discount::klass),
            column(d, &Discount::amount));
  note(tx, order, "frozen", {"shopper", ""}, now);
  return order;
}

}  // namespace order
