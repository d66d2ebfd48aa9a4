#include "pages/shop/cart_words.h"

#include "views/layout.h"

namespace pages::shop {
namespace {

// What is there already counts too.
std::string in_cart(const cart::Refusal& refusal) {
  if (refusal.line_units == 0) return ".";
  return ", with the " + std::to_string(refusal.line_units) + " in your cart.";
}

}  // namespace

std::string sentence(const cart::Refusal& refusal) {
  switch (refusal.why) {
    case cart::Why::NotForSale:
      return "This one is not for sale any more.";
    case cart::Why::PriceChanged:
      return "The price is now " + base::to_text(refusal.price) + ". Nothing was added yet.";
    case cart::Why::Short:
      return refusal.available == 0 ? "This one is sold out."
                                    : "There are not that many: you can have " +
                                          views::units_text(refusal.available) + in_cart(refusal);
    case cart::Why::TooManyUnits:
      return "We sell at most " + views::units_text(refusal.available) + " at once" +
             in_cart(refusal);
    case cart::Why::TooManyLines:
      return "Your cart is full: it takes " + std::to_string(cart::kMostLines) +
             " different items.";
    case cart::Why::TooManyOpen:
      return "Too much is set aside for your network at the moment. Please check out first, or try "
             "again in some minutes.";
    case cart::Why::BeingPaid:
      return "A payment for your cart is under way. Resume or cancel it first.";
    case cart::Why::Agreed:
      return "Your cart is a quote that you accepted: it stays as agreed. Set it aside to buy "
             "other "
             "things.";
    case cart::Why::NoLine:
      return "This one is not in your cart any more.";
  }
  throw base::BugError{"a cart's refusal without words"};
}

std::string units_sentence(const cart::Limits& limits) {
  return "Please give the units as a whole number from 1 to " +
         std::to_string(limits.units_per_line) + ".";
}

int status_of(cart::Why why) {
  return why == cart::Why::BeingPaid || why == cart::Why::Agreed ? 409 : 422;
}

namespace {

views::CartLineView to_view(const cart::ViewLine& line) {
  views::CartLineView view;
  view.variant = line.variant;
  view.title = line.title;
  view.mpn = line.mpn;
  view.condition = line.condition;
  view.path = "/p/" + line.slug;
  if (line.image)
    view.image = catalog::Image{"/media/" + *line.image, line.image_width.value_or(0),
                                line.image_height.value_or(0), line.title};
  view.units = line.units;
  view.unit_price = line.unit_price;
  view.total = line.total();
  if (line.public_price != line.price_when_added) view.price_was = line.price_when_added;
  if (line.unit_price < line.public_price) view.list_price = line.public_price;
  if (line.is_gift_card)
    view.note = "Sent by e-mail, each card with a code of its own";
  else if (line.lead_days_max)
    view.note = views::supplied_text(line.lead_days_min.value_or(0), *line.lead_days_max);
  if (!line.for_sale)
    view.available = 0;
  else if (line.short_of_stock())
    view.available = line.most;
  return view;
}

}  // namespace

namespace {

std::string says(const promo::Unused& unused) {
  switch (unused.why) {
    case promo::NotApplied::NotYet:
      return "cannot be used yet.";
    case promo::NotApplied::Over:
      return "has expired.";
    case promo::NotApplied::BelowMinimum:
      return "applies once you add goods for " + base::to_text(unused.missing) + " more.";
    case promo::NotApplied::NothingMeant:
      return "is not for anything in this cart.";
    case promo::NotApplied::TooFewUnits:
      return "applies once you add more of what it is for.";
    case promo::NotApplied::NoShipping:
      return "lowers shipping, once you have chosen how.";
    case promo::NotApplied::NotThisShipping:
      return "is for the cheapest way to ship.";
    case promo::NotApplied::BetterApplies:
      return "is not used: another discount takes off more, and the two do not combine.";
  }
  throw base::BugError{"a code that is silent"};
}

std::string says(promo::NoCode why) {
  switch (why) {
    case promo::NoCode::Unknown:
    case promo::NoCode::NotYours:
      return "is no code of ours.";
    case promo::NoCode::Over:
      return "has expired.";
    case promo::NoCode::UsedUp:
      return "has been used up.";
    case promo::NoCode::UsedByYou:
      return "has been used by you before.";
    case promo::NoCode::Doubled:
      return "does the same as another of your codes.";
    case promo::NoCode::TooMany:
      return "is one too many: remove another first.";
  }
  throw base::BugError{"a code that is silent"};
}

}  // namespace

std::vector<std::string> idle_codes(const promo::Priced& priced,
                                    const std::vector<promo::RefusedCode>& refused) {
  std::vector<std::string> sentences;
  for (const auto& unused : priced.unused) sentences.push_back(unused.code + ' ' + says(unused));
  for (const auto& code : refused) sentences.push_back(code.code + ' ' + says(code.why));
  return sentences;
}

void show_promotions(views::CartView& view, const cart::Pricing& pricing, base::Instant now) {
  const auto priced = pricing.price(std::nullopt, now);
  for (const auto& applied : priced.applied) {
    view.discounts.push_back({views::discount_name(applied.name, applied.code), applied.amount});
    if (!applied.code.empty()) view.codes.push_back({applied.code, "applies."});
  }
  if (!priced.discount.is_zero()) view.goods = priced.goods();
  for (const auto& unused : priced.unused) view.codes.push_back({unused.code, says(unused)});
  for (const auto& refused : pricing.rules.refused)
    view.codes.push_back({refused.code, says(refused.why)});
}

void show_gift_cards(views::CartView& view, const cart::Purses& purses) {
  for (const auto& purse : purses.usable) {
    const auto up_to = " pays up to " + base::to_text(purse.available) + ".";
    if (purse.source.card)
      view.cards.push_back({*purse.source.card, "Card ending in " + purse.last4 + up_to});
    else
      view.credit = views::CartCreditView{"Your store credit" + up_to, true};
  }
  if (!purses.credit_kept.is_zero())
    view.credit = views::CartCreditView{
        "You keep your store credit of " + base::to_text(purses.credit_kept) + ".", false};
  for (const auto card : purses.useless) view.cards.push_back({card, std::string{kUselessCard}});
}

views::CartView to_view(const cart::View& cart, base::Instant now) {
  views::CartView view;
  view.mode = cart.being_paid ? views::CartMode::Paying
              : cart.agreed   ? views::CartMode::Agreed
                              : views::CartMode::Open;
  for (const auto& line : cart.lines) view.lines.push_back(to_view(line));
  view.subtotal = cart.subtotal;
  view.held_until = cart.held_until;
  view.now = now;
  return view;
}

}  // namespace pages::shop
