#pragma once
#include "tender/tender.h"

// Private to tender.
namespace tender {

// A card in place of an expired one, worth what comes back to that; its code goes by mail.
struct Instead {
  GiftCardId expired;
  OrderId order;
  Money amount;
  std::string recipient;
};
GiftCardId issue_instead(store::Tx& tx, const Instead& instead, const Cause& cause, Instant now);

}  // namespace tender
