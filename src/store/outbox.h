#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "store/db.h"

namespace store {

// Leaves word, in the transaction that decided it, that something must happen outside: a mail, a
// call. `kind` names the handler ("mail.order_confirmation"), `key` makes it once: a second row of
// the same kind and key is silently not written (invariant E7). `payload` is a JSON object of ids,
// never a person's data; the sender reads the rest when it sends. Delivery is at least once, by
// the job send-outbox, not before `due_at`.
void enqueue(Tx& tx, std::string_view kind, std::string_view key, const JsonText& payload,
             base::Instant due_at, base::Instant now);

// A row that its sender has leased: nobody else takes it until the lease ends.
struct OutboxRow {
  base::OutboxId id;
  std::string kind;
  std::string key;
  JsonText payload;
  base::Instant created_at;
  int attempts;  // this one counted
  static constexpr auto columns() {
    return base::Columns<&OutboxRow::id, &OutboxRow::kind, &OutboxRow::key, &OutboxRow::payload,
                         &OutboxRow::created_at, &OutboxRow::attempts>{};
  }
};

// Leases at most `limit` rows of these kinds that are due, oldest first, until `leased_until`. Rows
// that another sender leases or locks are passed over, so that two at once share the work. Commit
// before acting: the lease is what keeps a killed sender's rows from being lost.
std::vector<OutboxRow> lease(Tx& tx, const std::vector<std::string>& kinds, std::int64_t limit,
                             base::Instant leased_until, base::Instant now);

// How a leased row ended. Each also ends its lease.
void mark_sent(Tx& tx, base::OutboxId row, base::Instant now);
void mark_later(Tx& tx, base::OutboxId row, base::Instant due_at, const std::string& why);
void mark_failed(Tx& tx, base::OutboxId row, const std::string& why, base::Instant now);

// When the next of these kinds is due, leases counted; nothing when none waits.
std::optional<base::Instant> next_due(Tx& tx, const std::vector<std::string>& kinds);

}  // namespace store
