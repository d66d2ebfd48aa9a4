#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "payment/draft.h"
#include "stripe/bodies.h"

namespace payment {

// One part of a tax answer: of a cart line, or of shipping when `variant` is nothing.
struct QuotedTax {
  int position;
  std::optional<base::VariantId> variant;
  std::string jurisdiction;
  std::string rate_percent;
  Money taxable;
  Money tax;
  std::string reason;
  std::string label{};
  std::string level{};
  std::string tax_type{"sales_tax"};
  std::string tax_code{};
  static constexpr auto columns() {
    return base::Columns<&QuotedTax::position, &QuotedTax::variant, &QuotedTax::jurisdiction,
                         &QuotedTax::rate_percent, &QuotedTax::taxable, &QuotedTax::tax,
                         &QuotedTax::reason, &QuotedTax::label, &QuotedTax::level,
                         &QuotedTax::tax_type, &QuotedTax::tax_code>{};
  }
};

// Stripe Tax's answer for a draft (contracts: tax by calculation). It holds as long as nothing it
// depended on changes (fingerprint) and until it expires.
struct Quote {
  base::TaxQuoteId id;
  std::string calculation_id;
  std::string fingerprint;
  Money tax;
  Instant expires_at;
  static constexpr auto columns() {
    return base::Columns<&Quote::id, &Quote::calculation_id, &Quote::fingerprint, &Quote::tax,
                         &Quote::expires_at>{};
  }
};

// Where parcels leave from, as a calculation wants it.
stripe::PostalAddress origin(const base::Config::Ship& from);

// The cart's newest quote with this fingerprint that is still good at `until`.
std::optional<Quote> find_quote(store::Tx& tx, CartId cart, const std::string& fingerprint,
                                Instant until);
std::vector<QuotedTax> quoted_taxes(store::Tx& tx, base::TaxQuoteId quote);

struct NewQuote {
  std::string calculation_id;
  std::string fingerprint;
  Money tax;
  Instant expires_at;
  std::vector<QuotedTax> taxes;
};
// Keeps an answer; the same calculation twice is one row.
void keep_quote(store::Tx& tx, CartId cart, const NewQuote& quote, Instant now);

}  // namespace payment
