#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "order/read.h"

// Orders in pages, for machines and staff: the newest first, each page from behind the last order
// of the one before, so that orders which come meanwhile neither repeat nor hide others.
namespace order {

struct Before {
  std::optional<Instant> placed_at;  // nothing: from the newest on
  OrderId id;
};
// Placed ones; `state` empty is every state.
std::vector<Summary> newest_before(store::Tx& tx, const std::string& state, const Before& before,
                                   std::int64_t limit);
// The same of those placed with this mail address, in whatever case.
std::vector<Summary> of_mail_before(store::Tx& tx, const std::string& email,
                                    const std::string& state, const Before& before,
                                    std::int64_t limit);

}  // namespace order
