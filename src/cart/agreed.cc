#include "cart/agreed.h"

#include "cart/change.h"
#include "cart/sale.h"

namespace cart {
namespace {

using store::Query;

// Lines before the agreement: with it nothing of the cart changes any more.
const Query<CartId(std::string, std::vector<VariantId>, std::vector<int>, std::vector<Money>,
                   Instant)>
    kCart{"cart.make_agreed", R"sql(
    WITH made AS (
      INSERT INTO carts (token_hash, created_at, updated_at) VALUES ($1, $5, $5) RETURNING id),
    filled AS (
      INSERT INTO cart_lines (cart_id, variant_id, units, price_cents, agreed_price_cents, added_at)
      SELECT made.id, l.variant, l.units, l.price, l.price, $5
        FROM made, unnest($2::bigint[], $3::int[], $4::bigint[])
                   WITH ORDINALITY AS l (variant, units, price, nth)
       ORDER BY l.nth)
    SELECT id FROM made)sql"};

const Query<void(CartId, base::QuoteId, std::string, Instant, std::string, std::string,
                 std::optional<base::CustomerId>, std::optional<base::CompanyId>,
                 std::optional<std::string>, std::optional<Money>, std::optional<int>,
                 std::optional<int>, Instant)>
    kAgree{"cart.agree", R"sql(
    INSERT INTO cart_agreements (cart_id, quote_id, channel, until, terms, po_number, customer_id,
                                 company_id, shipping_name, shipping_cents, min_days, max_days,
                                 agreed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))sql"};

const Query<Agreement(CartId)> kAgreement{"cart.agreement", R"sql(
    SELECT quote_id, channel, until, terms, po_number, customer_id, company_id, shipping_name,
           shipping_cents, min_days, max_days
      FROM cart_agreements WHERE cart_id = $1)sql"};

const Query<std::string(base::QuoteId)> kState{"cart.state_of_agreed", R"sql(
    SELECT c.state FROM cart_agreements a JOIN carts c ON c.id = a.cart_id
     WHERE a.quote_id = $1)sql"};

}  // namespace

CartId make_agreed(store::Tx& tx, const std::string& token, const Agreement& a,
                   const std::vector<AgreedLine>& lines, const inventory::HoldLimits& limits,
                   Instant now) {
  BASE_CHECK(!lines.empty() && lines.size() <= kMostLines);
  std::vector<VariantId> variants;
  std::vector<int> units;
  std::vector<Money> prices;
  for (const auto& line : lines) {
    variants.push_back(line.variant);
    units.push_back(line.units);
    prices.push_back(line.unit_price);
  }
  const auto cart = tx.one(kCart, token_hash(token), variants, units, prices, now);
  tx.exec(kAgree, cart, a.quote, a.channel, a.until, a.terms, a.po_number, a.customer, a.company,
          a.shipping_name, a.shipping_price, a.min_days, a.max_days, now);
  // What is short is told by the cart and the review, by name: the quote is accepted all the same.
  std::vector<inventory::Demand> demands;
  for (const auto& demand : stock_demand(tx, cart))
    demands.push_back({demand.item, demand.units, inventory::Need::IfLeft});
  BASE_CHECK(inventory::hold(tx, cart, demands, limits, std::nullopt, now));
  return cart;
}

std::optional<Agreement> agreement(store::Tx& tx, CartId cart) {
  return tx.one_or_none(kAgreement, cart);
}

std::optional<std::string> state_of_agreed(store::Tx& tx, base::QuoteId quote) {
  return tx.one_or_none(kState, quote);
}

}  // namespace cart
