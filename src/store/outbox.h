#pragma once
#include <string>
#include <string_view>

#include "base/instant.h"
#include "store/db.h"

namespace store {

// Leaves word, in the transaction that decided it, that something must happen outside: a mail, a
// call. `kind` names the handler ("mail.order_confirmation"), `key` makes it once: a second row of
// the same kind and key is silently not written (invariant E7). `payload` is a JSON object of ids,
// never a person's data; the sender reads the rest when it sends. Delivery is at least once, by
// the job send-outbox, not before `due_at`.
void enqueue(Tx& tx, std::string_view kind, std::string_view key, JsonText payload,
             base::Instant due_at, base::Instant now);

}  // namespace store
