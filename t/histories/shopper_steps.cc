#include "base/columns.h"
#include "cart/cart.h"
#include "cart/sale.h"
#include "payment/quote.h"
#include "t/histories/steps.h"

namespace t::histories::shopper {
namespace {

using base::Money;
using base::VariantId;
using store::Query;

// What is on sale, in the order in which the shop was opened.
struct Ware {
  VariantId variant;
  Money price;
  static constexpr auto columns() { return base::Columns<&Ware::variant, &Ware::price>{}; }
};
const Query<Ware()> kWares{"histories.wares", R"sql(
    SELECT id, price_cents FROM variants WHERE state = 'active' ORDER BY id)sql"};

const Query<std::string()> kCodes{"histories.codes", R"sql(
    SELECT code FROM coupons ORDER BY id)sql"};

std::string& token_of(World& world, const Step& step) {
  return world.shoppers[step.a % world.shoppers.size()];
}
cart::Shopper visitor(World& world, const Step& step) {
  return {token_of(world, step), std::nullopt};
}

// An address of the shopper's, in any spelling; who comes first has another one besides, which was
// found to be the same person's (open_shop).
std::string mail_of(World& world, const Step& step) {
  const auto number = std::to_string(step.a % world.shoppers.size());
  switch (step.c % 4) {
    case 1:
      return "Shopper" + number + "+sale@Example.com";
    case 2:
      return "work" + number + "@example.com";
    default:
      return "shopper" + number + "@example.com";
  }
}

// The tax that the stand-in for Stripe would have said: 8.25 % on every line but gift cards, and on
// shipping.
Money tax_on(Money amount) {
  return base::percent_of(amount, {825}, base::Rounding::HalfUp);
}
Money tax_on(const payment::Draft& draft, std::size_t line) {
  return draft.lines[line].is_gift_card ? Money{} : tax_on(draft.payable(line));
}

void keep_quote(store::Tx& tx, World& world, base::CartId cart, const payment::Draft& draft) {
  payment::NewQuote quote{"taxcalc_" + std::to_string(cart.raw()) + "_" +
                              payment::fingerprint(draft, world.terms.ship_from),
                          payment::fingerprint(draft, world.terms.ship_from),
                          {},
                          world.now + std::chrono::hours{24},
                          {}};
  int position = 0;
  const auto tax = [&](std::optional<VariantId> variant, Money on, Money due) {
    quote.taxes.push_back({position++, variant, "US-TX", "8.25", on, due, "standard_rated"});
    quote.tax += due;
  };
  for (std::size_t i = 0; i < draft.lines.size(); ++i)
    tax(draft.lines[i].variant, draft.payable(i), tax_on(draft, i));
  tax(std::nullopt, draft.shipping_charged(), tax_on(draft.shipping_charged()));
  payment::keep_quote(tx, cart, quote, world.now);
}

}  // namespace

void add(World& world, const Step& step) {
  std::optional<std::string> token;
  world.stage.act([&](store::Tx& tx) {
    const auto wares = tx.all(kWares);
    const auto& ware = wares[step.b % wares.size()];
    const auto added =
        cart::add(tx, visitor(world, step),
                  {ware.variant, static_cast<int>(1 + step.c % 3), ware.price}, {}, world.now);
    if (added) token = added->new_token;
    return static_cast<bool>(added);
  });
  if (token) token_of(world, step) = *token;
}

void set_units(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto wares = tx.all(kWares);
    const auto& ware = wares[step.b % wares.size()];
    return static_cast<bool>(cart::set_units(tx, visitor(world, step), ware.variant,
                                             static_cast<int>(1 + step.c % 4), {}, world.now));
  });
}

void remove(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto wares = tx.all(kWares);
    const auto& ware = wares[step.b % wares.size()];
    return static_cast<bool>(cart::remove(tx, visitor(world, step), ware.variant, {}, world.now));
  });
}

void place(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto cart = cart::find_cart(tx, token_of(world, step));
    if (!cart || cart->state != "open") return false;
    cart::save_details(
        tx, cart->id,
        {mail_of(world, step), "Kim Lee", "", "500 W 2nd St", "", "Austin", "TX", "78701", "", {}},
        world.now);
    cart::choose_shipping(tx, cart->id, step.b % 4 == 0 ? "express" : "ground", world.now);
    const auto draft = payment::draft(tx, cart->id, world.now);
    if (!draft.shipping) return false;
    keep_quote(tx, world, cart->id, draft);
    auto total = draft.priced.total() + tax_on(draft.shipping_charged());
    for (std::size_t i = 0; i < draft.lines.size(); ++i) total += tax_on(draft, i);
    auto due = total;
    for (const auto& part : draft.tender(total)) due = due - part.amount;
    return static_cast<bool>(payment::freeze(tx, cart->id, {total, due}, world.terms, world.now));
  });
}

void buy(World& world, const Step& step) {
  add(world, step);
  place(world, step);
  stripe_says::paid_newest(world);
}

// Types one of the shop's codes, or one that is none, or takes it away.
void code(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    auto codes = tx.all(kCodes);
    codes.emplace_back("no-such");
    const auto word = codes[step.b % codes.size()];
    return static_cast<bool>(step.c % 5 == 0
                                 ? cart::remove_code(tx, visitor(world, step), word, world.now)
                                 : cart::add_code(tx, visitor(world, step), word, world.now));
  });
}

// A minute, a quarter of an hour, or long enough for everything to end.
void wait(World& world, const Step& step) {
  constexpr std::array kMinutes{1, 7, 16, 36, 61, 60 * 24 * 3};
  world.now += std::chrono::minutes{kMinutes[step.a % kMinutes.size()]};
}

}  // namespace t::histories::shopper
