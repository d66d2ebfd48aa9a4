#include "cart/cart.h"
#include "t/histories/steps.h"

// What is paid with beside money: gift cards that staff make and end, and shoppers pay with.
namespace t::histories {
namespace {

using base::Money;
using store::Query;

const Query<base::GiftCardId()> kCards{"histories.gift_cards", R"sql(
    SELECT id FROM gift_cards ORDER BY id)sql"};

std::optional<base::GiftCardId> chosen_card(store::Tx& tx, const Step& step) {
  const auto all = tx.all(kCards);
  if (all.empty()) return std::nullopt;
  return all[step.a % all.size()];
}

}  // namespace

namespace staff {

// A card of some cents or of more than any order costs; one in three expires within the hour.
void issue_card(World& world, const Step& step) {
  std::optional<base::Secret> code;
  const bool kept = world.stage.act([&](store::Tx& tx) {
    const auto amount = step.c % 4 == 0 ? 90'000 : static_cast<std::int64_t>(1 + step.c % 20'000);
    std::optional<base::Instant> expires_at;
    if (step.b % 3 == 0) expires_at = world.now + std::chrono::minutes{20};
    code = tender::issue(tx, Money::cents(amount), expires_at, "history", "staff", world.now).code;
    return true;
  });
  if (kept) world.card_codes.emplace_back(code->reveal());
}

void change_card(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto card = chosen_card(tx, step);
    if (!card) return false;
    const tender::Cause cause{"change " + std::to_string(++world.serial), "staff"};
    if (step.b % 3 == 0)
      return static_cast<bool>(tender::disable(tx, *card, "history", cause, world.now));
    const auto change = Money::cents(static_cast<std::int64_t>(step.c % 9000) - 4000);
    return !change.is_zero() && static_cast<bool>(tender::adjust(tx, {.card = *card}, change,
                                                                 "history", cause, world.now));
  });
}

}  // namespace staff

namespace shopper {

// Types a card's code, or takes a card away.
void card(World& world, const Step& step) {
  if (world.card_codes.empty()) return;
  const auto& code = world.card_codes[step.b % world.card_codes.size()];
  const cart::Shopper visitor{world.shoppers[step.a % world.shoppers.size()], std::nullopt};
  world.stage.act([&](store::Tx& tx) {
    if (step.c % 6 != 0)
      return static_cast<bool>(cart::add_gift_card(tx, visitor, code, world.now));
    const auto card = chosen_card(tx, step);
    return card && cart::remove_gift_card(tx, visitor, *card, world.now);
  });
}

}  // namespace shopper

}  // namespace t::histories
