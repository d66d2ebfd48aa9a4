#include <iostream>

#include "base/text.h"
#include "catalog/gift_card.h"
#include "ctl/commands.h"

namespace ctl {

// gdsctl giftcards offer DOLLARS: gift cards of this amount stand in the shop.
int giftcards_offer(Call& call) {
  const auto word = call.args.take_word();
  const auto dollars = word ? base::parse_integer<int>(*word) : std::nullopt;
  if (!dollars || *dollars < 1 || *dollars > catalog::kMostGiftCardDollars)
    throw base::UsageError{"say how many whole dollars, up to " +
                           std::to_string(catalog::kMostGiftCardDollars)};
  call.args.done();
  store::Db db{{.conninfo = base::direct_dsn_as(call.config, "gds_admin"), .role = {}}};
  const auto now = base::clock_now();
  const auto done = db.transact("giftcards_offer", [&](store::Tx& tx) {
    return catalog::offer_gift_card(tx, *dollars, now);
  });
  std::cout << "gift cards of " << base::to_text(base::Money::cents(*dollars * 100))
            << (done == catalog::GiftCardOffer::Created ? " are on sale\n" : " were on sale\n");
  return 0;
}

}  // namespace ctl
