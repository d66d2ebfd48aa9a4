#pragma once
#include <string>
#include <vector>

#include "base/columns.h"
#include "payment/payment.h"

// What Stripe has told us, for whoever looks into an order or a payment. Bodies are kept as they
// came, without secrets; here is what became of them.
namespace payment {

struct EventRow {
  std::string event_id;
  std::string type;
  Instant received_at;
  std::optional<Instant> processed_at;
  int attempts;
  std::string outcome;
  std::string last_error;
  store::Bytes body;
  static constexpr auto columns() {
    return base::Columns<&EventRow::event_id, &EventRow::type, &EventRow::received_at,
                         &EventRow::processed_at, &EventRow::attempts, &EventRow::outcome,
                         &EventRow::last_error, &EventRow::body>{};
  }
};
// Of an order's number or UUID, of a payment or any other object at Stripe, of the call that caused
// them, or the one event of an id; in the order they came.
std::vector<EventRow> events_about(store::Tx& tx, const std::string& word);

}  // namespace payment
