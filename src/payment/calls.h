#pragma once
#include <string>
#include <vector>

#include "base/columns.h"
#include "payment/payment.h"
#include "stripe/exchange.h"

// What we have asked of Stripe and what it answered, kept for whoever looks into an order or a
// payment (decision 0071): one row a try, without secrets and persons. No money hangs on it. Beside
// it stands what Stripe told us of itself (payment/events.h).
namespace payment {

// Keeps an exchange that ended at `now`, committed on its own: calls are made outside of every
// transaction, so that one that is rolled back later takes none with it. Waits for the database for
// half a second at most, and throws as it does: whoever asks Stripe goes on without (app/stripe.h).
void keep_call(store::Db& db, const stripe::Exchange& exchange, Instant now);

struct CallRow {
  Instant at;  // when it was sent
  std::string call;
  std::string method;
  std::string path;
  std::string idempotency_key;
  int attempt;
  std::optional<int> status;  // nothing: no answer
  std::string request_id;
  std::string failure;
  std::int64_t took_us;
  std::string request;
  std::string answer;
  static constexpr auto columns() {
    return base::Columns<&CallRow::at, &CallRow::call, &CallRow::method, &CallRow::path,
                         &CallRow::idempotency_key, &CallRow::attempt, &CallRow::status,
                         &CallRow::request_id, &CallRow::failure, &CallRow::took_us,
                         &CallRow::request, &CallRow::answer>{};
  }
};
// Of an order's number or UUID, of a request's id, of an idempotency key, or of any object of
// Stripe's by its id; in the order they were made.
std::vector<CallRow> calls_about(store::Tx& tx, const std::string& word);

// Removes those made before `before`, at most `limit`; answers how many.
std::int64_t sweep_calls(store::Tx& tx, Instant before, std::int64_t limit);

}  // namespace payment
