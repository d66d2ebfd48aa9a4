#include "base/crypto.h"
#include "order/order.h"
#include "order/terms.h"
#include "payment/agree.h"
#include "payment/payment.h"
#include "payment/quote.h"
#include "payment/saved.h"
#include "payment/tender_part.h"
#include "promo/promo.h"
#include "stripe/bodies.h"

namespace payment {
namespace {

using store::Query;

const Query<PaymentAttemptId(OrderId, Money, std::string, std::optional<store::Bytes>, store::Bytes,
                             Instant, Instant, std::optional<SavedId>)>
    kStore{"payment.store_attempt", R"sql(
    WITH payment AS (
      INSERT INTO payments (order_id, provider, state, amount_cents, created_at, updated_at)
      VALUES ($1, 'stripe', 'pending', $2, $7, $7))
    INSERT INTO payment_attempts (order_id, state, idempotency_key, coupon_body, session_body,
                                  expires_at, created_at, updated_at, saved_customer_id)
    VALUES ($1, 'stored', $3, $4, $5, $6, $7, $7, $8)
    RETURNING id)sql"};

// What can be told without asking stock or the quote.
std::optional<FreezeWhy> refusal(const Draft& draft, PaidBy paid_by, Instant now) {
  if (draft.lines.empty()) return FreezeWhy::Empty;
  for (const auto& line : draft.lines)
    if (!line.for_sale) return FreezeWhy::NotForSale;
  if (draft.agreement && draft.agreement->until <= now) return FreezeWhy::OfferEnded;
  if (paid_by == PaidBy::Terms && (!draft.agreement || draft.agreement->terms.empty()))
    return FreezeWhy::NoTerms;
  if (!draft.details || !draft.shipping) return FreezeWhy::Incomplete;
  return std::nullopt;
}

// The cart's lines as the order's, each with its share of the quoted tax.
std::vector<order::Line> order_lines(const Draft& draft, const std::vector<QuotedTax>& taxes) {
  std::vector<order::Line> lines;
  for (const auto& l : draft.lines) {
    const auto discount = draft.priced.items[lines.size()].discount;
    Money tax;
    for (const auto& quoted : taxes)
      if (quoted.variant == l.variant) tax += quoted.tax;
    lines.push_back({static_cast<int>(lines.size()) + 1, l.variant, l.sku, l.mpn, l.title, l.slug,
                     l.condition, l.units, l.unit_price, l.total(), discount, tax,
                     l.is_gift_card ? "gift_card" : "goods", l.lead_days_max ? "dropship" : "own",
                     l.lead_days_max});
  }
  return lines;
}

std::vector<order::TaxLine> order_taxes(const std::vector<order::Line>& lines,
                                        const std::vector<QuotedTax>& taxes) {
  std::vector<order::TaxLine> out;
  for (const auto& quoted : taxes) {
    std::optional<int> position;
    for (const auto& line : lines)
      if (quoted.variant == line.variant) position = line.position;
    out.push_back({position, quoted.jurisdiction, quoted.rate_percent, quoted.taxable, quoted.tax,
                   quoted.reason, quoted.label, quoted.level, quoted.tax_type, quoted.tax_code});
  }
  return out;
}

std::vector<order::Discount> discounts(const promo::Priced& priced) {
  std::vector<order::Discount> out;
  for (const auto& applied : priced.applied)
    out.push_back({static_cast<int>(out.size()) + 1, applied.promotion, applied.name, applied.code,
                   std::string{promo::word_of(applied.klass)}, applied.amount});
  return out;
}

order::Frozen frozen(CartId cart, const Draft& d, const Quote& quote,
                     const std::vector<QuotedTax>& taxes, Money tender, Instant expires_at) {
  const auto& to = *d.details;
  auto lines = order_lines(d, taxes);
  auto tax_lines = order_taxes(lines, taxes);
  return {.public_id = base::random_uuid(),
          .cart = cart,
          .email = to.email,
          .address = {to.name, to.company, to.line1, to.line2, to.city, to.state, to.zip, to.phone},
          .lines = std::move(lines),
          .taxes = std::move(tax_lines),
          .subtotal = d.subtotal(),
          .discount = d.priced.discount,
          .discounts = discounts(d.priced),
          .shipping = d.shipping->price,
          .shipping_discount = d.priced.shipping_discount,
          .tax = quote.tax,
          .tender = tender,
          .shipping_method = d.shipping->code,
          .shipping_method_name = d.shipping->name,
          .min_days = d.shipping->min_days,
          .max_days = d.shipping->max_days,
          .weight_g = d.weight_g(),
          .tax_calculation_id = quote.calculation_id,
          .expires_at = expires_at,
          .customer = d.buyer.customer,
          .unloading = d.unloading,
          .certificate = d.exemption ? std::optional{d.exemption->certificate} : std::nullopt};
}

// What was agreed beside the prices. An order on terms is placed as soon as it is frozen.
void add_agreement(order::Frozen& order, const cart::Agreement& agreement, const How& how,
                   Instant now) {
  order.channel = agreement.channel;
  order.po_number = how.po_number.empty() ? agreement.po_number : how.po_number;
  if (agreement.customer) order.customer = agreement.customer;
  order.company = agreement.company;
  if (how.by == PaidBy::Card) return;
  order.terms = agreement.terms;
  order.payment_due_at = order::payment_due(agreement.terms, now);
}

// The bytes that ask Stripe for exactly what was frozen: each line as one item with its total
// before discounts, shipping and tax as items, discount and tender as one coupon (design: the
// money path, 5).
struct Bodies {
  std::optional<store::Bytes> coupon;
  store::Bytes session;
};
Bodies bodies(const order::Frozen& order, const std::string& key, const std::optional<Saved>& saved,
              const Terms& terms) {
  stripe::SessionAsk ask{
      .client_reference_id = order.public_id,
      .customer_email = order.email,
      .items = {},
      .coupon = {},
      .success_url = terms.site_url + "/checkout/done?session={CHECKOUT_SESSION_ID}",
      .cancel_url = terms.site_url + "/cart",
      .expires_at = order.expires_at,
      .customer = saved ? saved->stripe_id.value() : ""};
  for (const auto& line : order.lines)
    ask.items.push_back({std::to_string(line.units) + " x " + line.title, line.total});
  if (!order.shipping.is_zero())
    ask.items.push_back({"Shipping: " + order.shipping_method_name, order.shipping});
  if (!order.tax.is_zero()) ask.items.push_back({"Sales tax", order.tax});

  Bodies out;
  const auto off = order.discount + order.shipping_discount + order.tender;
  if (!off.is_zero()) {
    ask.coupon = key;
    out.coupon = store::Bytes{stripe::coupon_body({key, off, order.expires_at, order.public_id})};
  }
  out.session = {stripe::session_body(ask)};
  return out;
}

Money sum_of(const std::vector<tender::Part>& parts) {
  Money sum;
  for (const auto& part : parts) sum += part.amount;
  return sum;
}

// Why an order of these amounts cannot be placed.
std::optional<FreezeWhy> refusal(const order::Frozen& order, const Seen& seen) {
  if (order.total() != seen.total || order.due() != seen.due) return FreezeWhy::TotalChanged;
  if (!order.due().is_zero() && order.due() < kLeastDue) return FreezeWhy::TooSmall;
  if (order.due() > kMostDue) return FreezeWhy::TooLarge;
  return std::nullopt;
}

// Takes for the order what others may want too: uses of promotions, stock, gift cards.
std::optional<FreezeRefused> take(store::Tx& tx, CartId cart, OrderId id, const Draft& sale,
                                  const std::vector<tender::Part>& parts, Instant now) {
  const auto claimed =
      promo::claim(tx, sale.priced.applied, id, promo::buyer(tx, sale.details->email), now);
  if (!claimed) return FreezeRefused{FreezeWhy::CodeUsed, std::nullopt, claimed.why()};
  std::vector<inventory::Demand> demands;
  for (const auto& demand : cart::stock_demand(tx, cart))
    demands.push_back({demand.item, demand.units});
  if (!demands.empty()) {
    const auto held = inventory::hold_for_payment(tx, cart, id, demands, now);
    if (!held) return FreezeRefused{FreezeWhy::SoldOut, held.why()};
  }
  if (!pricing::take_supplied(tx, id, cart::supplier_demand(tx, cart), now))
    return FreezeRefused{FreezeWhy::SoldOut};
  if (!promise_tender(tx, id, parts, now)) return FreezeRefused{FreezeWhy::TenderGone};
  return std::nullopt;
}

}  // namespace

base::Result<Agreed, FreezeRefused> agree(store::Tx& tx, CartId id, const Seen& seen,
                                          const How& how, const Terms& terms, Instant now) {
  const auto cart = cart::lock_cart(tx, id);
  if (!cart) return FreezeRefused{FreezeWhy::Empty};
  // Before anything else is asked: a hundred clicks wait for this lock, one behind the other.
  if (cart->state != "open") return FreezeRefused{FreezeWhy::BeingPaid};
  const auto sale = draft(tx, id, how.buyer, now);
  if (const auto why = refusal(sale, how.by, now)) return FreezeRefused{*why};

  const auto expires_at = now + kSessionLife;
  const auto quote = find_quote(tx, id, fingerprint(sale, terms.ship_from), expires_at);
  if (!quote) return FreezeRefused{FreezeWhy::QuoteStale};
  std::vector<tender::Part> parts;
  if (how.by == PaidBy::Card) parts = sale.tender(sale.priced.total() + quote->tax);
  auto order = frozen(id, sale, *quote, quoted_taxes(tx, quote->id), sum_of(parts), expires_at);
  if (sale.agreement) add_agreement(order, *sale.agreement, how, now);
  if (const auto why = refusal(order, seen)) return FreezeRefused{*why};

  const auto order_id = order::freeze(tx, order, now);
  if (const auto refused = take(tx, id, order_id, sale, parts, now)) return *refused;
  // The packages and dates that the price was made for stay with the order.
  const shipping::Offers charged{.methods = {*sale.shipping}, .hidden = {}, .free_from = {}};
  shipping::bind_quote(tx, shipping::keep_quote(tx, id, sale.shipping_request(), charged, now),
                       order_id);
  cart::set_completing(tx, id, now);
  return Agreed{order_id, std::move(order)};
}

base::Result<FrozenOrder, FreezeRefused> freeze(store::Tx& tx, CartId id, const Seen& seen,
                                                const Terms& terms, Instant now) {
  return freeze(tx, id, seen, {}, terms, now);
}

base::Result<FrozenOrder, FreezeRefused> freeze(store::Tx& tx, CartId id, const Seen& seen,
                                                const cart::Buyer& buyer, const Terms& terms,
                                                Instant now) {
  const auto agreed =
      agree(tx, id, seen, {.by = PaidBy::Card, .po_number = {}, .buyer = buyer}, terms, now);
  if (!agreed) return agreed.why();
  const auto due = agreed->order.due();
  if (due.is_zero()) {
    place_free(tx, agreed->id, now);
    return FrozenOrder{agreed->id, std::nullopt};
  }
  const auto key = base::random_uuid();
  const auto saved =
      buyer.customer ? saved_for(tx, *buyer.customer, agreed->order.email, now) : std::nullopt;
  const auto ask = bodies(agreed->order, key, saved, terms);
  return FrozenOrder{agreed->id, tx.one(kStore, agreed->id, due, key, ask.coupon, ask.session,
                                        agreed->order.expires_at, now,
                                        saved ? std::optional{saved->id} : std::nullopt)};
}

}  // namespace payment
