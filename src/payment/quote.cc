#include "payment/quote.h"

#include "payment/payment.h"

namespace payment {
namespace {

using base::TaxQuoteId;
using store::Query;

const Query<Quote(CartId, std::string, Instant)> kFind{"payment.find_quote", R"sql(
    SELECT id, calculation_id, fingerprint, tax_cents, expires_at
      FROM tax_quotes
     WHERE cart_id = $1 AND fingerprint = $2 AND expires_at > $3
     ORDER BY id DESC LIMIT 1)sql"};

const Query<QuotedTax(TaxQuoteId)> kTaxes{"payment.quoted_taxes", R"sql(
    SELECT position, variant_id, jurisdiction, rate_percent, taxable_cents, tax_cents, reason,
           label, level, tax_type, tax_code
      FROM tax_quote_lines WHERE quote_id = $1 ORDER BY position)sql"};

template <class T>
using Column = std::vector<T>;

const Query<void(CartId, std::string, std::string, Money, Instant, Instant, Column<int>,
                 Column<std::optional<base::VariantId>>, Column<std::string>, Column<std::string>,
                 Column<Money>, Column<Money>, Column<std::string>, Column<std::string>,
                 Column<std::string>, Column<std::string>, Column<std::string>)>
    kKeep{"payment.keep_quote", R"sql(
    WITH quote AS (
      INSERT INTO tax_quotes (cart_id, calculation_id, fingerprint, tax_cents, expires_at,
                              created_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (calculation_id) DO NOTHING
      RETURNING id)
    INSERT INTO tax_quote_lines (quote_id, position, variant_id, jurisdiction, rate_percent,
                                 taxable_cents, tax_cents, reason, label, level, tax_type,
                                 tax_code)
    SELECT quote.id, line.*
      FROM quote, unnest($7::int[], $8::bigint[], $9::text[], $10::text[], $11::bigint[],
                         $12::bigint[], $13::text[], $14::text[], $15::text[], $16::text[],
                         $17::text[]) line)sql"};

template <class T>
Column<T> column(const std::vector<QuotedTax>& rows, T QuotedTax::*member) {
  Column<T> out;
  for (const auto& row : rows) out.push_back(row.*member);
  return out;
}

}  // namespace

std::string line_reference(base::VariantId variant) {
  return "variant-" + std::to_string(variant.raw());
}

stripe::PostalAddress origin(const base::Config::Ship& from) {
  return {from.from_line1, from.from_line2,       from.from_city,
          from.from_state, from.from_postal_code, from.from_country};
}

std::optional<Quote> find_quote(store::Tx& tx, CartId cart, const std::string& fingerprint,
                                Instant until) {
  return tx.one_or_none(kFind, cart, fingerprint, until);
}

std::vector<QuotedTax> quoted_taxes(store::Tx& tx, TaxQuoteId quote) {
  return tx.all(kTaxes, quote);
}

void keep_quote(store::Tx& tx, CartId cart, const NewQuote& q, Instant now) {
  Money sum;
  for (const auto& tax : q.taxes) sum += tax.tax;
  BASE_CHECK(sum == q.tax);
  tx.exec(kKeep, cart, q.calculation_id, q.fingerprint, q.tax, q.expires_at, now,
          column(q.taxes, &QuotedTax::position), column(q.taxes, &QuotedTax::variant),
          column(q.taxes, &QuotedTax::jurisdiction), column(q.taxes, &QuotedTax::rate_percent),
          column(q.taxes, &QuotedTax::taxable), column(q.taxes, &QuotedTax::tax),
          column(q.taxes, &QuotedTax::reason), column(q.taxes, &QuotedTax::label),
          column(q.taxes, &QuotedTax::level), column(q.taxes, &QuotedTax::tax_type),
          column(q.taxes, &QuotedTax::tax_code));
}

}  // namespace payment
