#include <iostream>

#include "base/text.h"
#include "catalog/gift_card.h"
#include "ctl/staff.h"

namespace ctl {

// gdsctl giftcards offer DOLLARS: gift cards of this amount stand in the shop.
int giftcards_offer(Call& call) {
  const auto dollars = base::parse_integer<int>(take_word(call, "how many whole dollars"));
  if (!dollars || *dollars < 1 || *dollars > catalog::kMostGiftCardDollars)
    throw base::UsageError{"say how many whole dollars, up to " +
                           std::to_string(catalog::kMostGiftCardDollars)};
  call.args.done();
  auto db = database(call, "gds_admin");
  const auto now = base::clock_now();
  const auto done = db.transact("giftcards_offer", [&](store::Tx& tx) {
    return catalog::offer_gift_card(tx, *dollars, now);
  });
  std::cout << "gift cards of " << base::to_text(base::Money::cents(*dollars * 100))
            << (done == catalog::GiftCardOffer::Created ? " are on sale\n" : " were on sale\n");
  return 0;
}

}  // namespace ctl
