#pragma once
#include "tender/tender.h"

// Adding to the ledger. Private to tender.
namespace tender {

struct NewEntry {
  Source source;
  std::string kind;
  Money amount_delta{};
  Money used_delta{};
  Money authorized_delta{};
  std::optional<OrderId> order{};
  std::string reason{};
};

// What the database adds to the counters of the source. The entry's key is the cause, the kind and
// the source: a second such entry throws.
void write(store::Tx& tx, const NewEntry& entry, const Cause& cause, Instant now);

// Has an entry of this kind been made for the cause? Asked under the lock that every maker of such
// entries takes first.
bool is_written(store::Tx& tx, const std::string& kind, const Cause& cause);

// "gift card 5".
std::string to_text(const Source& source);

}  // namespace tender
