#pragma once
#include <optional>

#include "order/edit.h"
#include "order/returns.h"

// Exchanges: goods come back, and others go out for them. An exchange is a return and an edit of
// the same order that answers it: what goes out is added to the order as any edit adds, what comes
// back is granted when the return is closed, and of both only the difference is asked or owed
// (decision 0050). Each function that writes locks the order's row, then stock.
namespace order {

enum class ExchangeWhy {
  NoSuchReturn,
  NotNow,      // the return was refused, or is closed
  NoExchange,  // none was begun for it, or it has ended
  Edit,        // see `edit`
};
struct ExchangeRefused {
  ExchangeWhy why;
  std::optional<EditWhy> edit = std::nullopt;
};

// Opens the edit that answers a return; what goes out is then gathered and previewed as in any
// edit (order/edit.h). Of an order that has wholly left too. A return that is refused abandons it.
base::Result<OrderEditId, ExchangeRefused> begin_exchange(store::Tx& tx, ReturnId id,
                                                          const Because& because, Instant now);

// Approves the return, unless it was approved before, and confirms the edit as it was previewed:
// from here on the units that go out are the order's. They may be sent before the others came.
base::Result<EditPreview, ExchangeRefused> approve_exchange(store::Tx& tx, ReturnId id,
                                                            const std::string& seen,
                                                            const Because& because, Instant now);

// What the order's exchanges under way are still to give back: of an approved return all that was
// asked for, of a received one what came.
Money awaited(store::Tx& tx, OrderId order);
// What a customer is asked to pay now: the balance due, less what is awaited; never less than
// nothing.
Money to_ask(store::Tx& tx, OrderId order);

}  // namespace order
