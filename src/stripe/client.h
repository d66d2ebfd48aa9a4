#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/log.h"
#include "base/result.h"
#include "base/secret.h"
#include "stripe/exchange.h"

// Stripe's API as the shop calls it (contracts/stripe.md). Every POST takes its idempotency key and
// its body from the caller, who stored both before; every try of a call carries the same.
namespace stripe {

inline constexpr std::string_view kApiVersion = "2026-10-28.endive";

// What Stripe said to a call that it took.
struct Answer {
  int status;
  base::Json body;
  std::string request_id;
};

// What Stripe said to a call that it did not: 400 and 402 are our mistake or the shopper's, 401 and
// 403 the key's, 404 an unknown id. `message` may name internals: for the log, never for a shopper.
struct Refused {
  int status;
  std::string type;
  std::string code;
  std::string param;
  std::string message;
  std::string request_id;
  // The named object does not exist (or no more); a 404 without that code is about the address.
  bool is_missing() const { return status == 404 && code == "resource_missing"; }
};
// Did the call surely make nothing, and would its bytes never? Not so when the key was the reason
// (401, 403: once it is mended the same bytes will do) or when the idempotency key has served other
// bytes (what became of those is not known).
bool is_certain_refusal(const Refused& refused);

using Reply = base::Result<Answer, Refused>;

// No answer that says what happened: time-out, lost connection, 409, 429, 5xx or no JSON, after
// all tries. The call may have been carried out; the same key and bytes will tell. For GET there
// is nothing to undo.
class Unknown : public base::Error {
 public:
  using base::Error::Error;
};

// What `read` (read_session, ...) makes of an answer. A body that is not as the contract says tells
// as little as none: Unknown.
template <class Read>
auto understood(const Answer& answer, Read read) {
  try {
    return read(answer.body);
  } catch (const base::JsonError& e) {
    throw Unknown{"Stripe's answer was not understood: " + std::string{e.what()}};
  }
}

// By when a call must have ended, whatever its budget says: several calls made for one request
// share it. The default sets no end.
using Deadline = std::chrono::steady_clock::time_point;
inline constexpr Deadline kNoDeadline = Deadline::max();

// How long a caller may wait in all, and how often the call is sent.
struct Budget {
  int retries;
  std::chrono::milliseconds each;   // one try
  std::chrono::milliseconds total;  // tries and pauses together
};
// A shopper waits (pool `outbound`: 10 s in all).
inline constexpr Budget kInteractive{2, std::chrono::milliseconds{8000},
                                     std::chrono::milliseconds{9500}};
inline constexpr Budget kJob{5, std::chrono::milliseconds{30000}, std::chrono::milliseconds{90000}};

struct ClientOptions {
  std::string api_base;  // with /v1, without a slash at the end
  base::Secret secret_key;
  Budget budget = kInteractive;
  std::string ca_file{};  // the only authorities trusted; empty: the system's
  // One line a call, without keys, bodies or addresses; empty: none.
  std::function<void(const base::LogLine&)> log{};
  // For tests: what waits between tries, and what tells the time.
  std::function<void(std::chrono::milliseconds)> pause{};
  std::function<std::chrono::steady_clock::time_point()> clock{};
};

// Not for two threads at once; made after fork(). After three calls in a row without an answer the
// client asks nothing for ten seconds and throws Unknown at once, so that a hanging Stripe does
// not hold every worker.
class Client {
 public:
  explicit Client(ClientOptions options);
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  // `keep` is told of each try of each call from now on, before anything is made of its answer. It
  // must not throw.
  void keep_exchanges(std::function<void(const Exchange&)> keep);

  Reply create_coupon(const std::string& key, const std::string& body,
                      Deadline deadline = kNoDeadline);
  Reply create_session(const std::string& key, const std::string& body,
                       Deadline deadline = kNoDeadline);
  // With its line items and the charge of its payment.
  Reply retrieve_session(const std::string& id, Deadline deadline = kNoDeadline);
  // A session that is not open any more is refused (400): retrieve it and see.
  Reply expire_session(const std::string& key, const std::string& id,
                       Deadline deadline = kNoDeadline);
  // One that is gone already is refused as missing.
  Reply delete_coupon(const std::string& id);
  Reply calculate_tax(const std::string& key, const std::string& body,
                      Deadline deadline = kNoDeadline);
  // The lines after one of them, at most a hundred: a calculation's answer holds only the first
  // few.
  Reply list_calculation_lines(const std::string& calculation, const std::string& starting_after,
                               Deadline deadline = kNoDeadline);
  Reply create_tax_transaction(const std::string& key, const std::string& body);
  // The lines after one of them (all: ""), at most a hundred.
  Reply list_tax_lines(const std::string& transaction, const std::string& starting_after);
  Reply create_tax_reversal(const std::string& key, const std::string& body);
  Reply create_customer(const std::string& key, const std::string& body);
  Reply update_subscription(const std::string& key, const std::string& id, const std::string& body);
  Reply retrieve_invoice(const std::string& id, Deadline deadline = kNoDeadline);
  Reply create_refund(const std::string& key, const std::string& body);

  Reply retrieve_dispute(const std::string& id);
  Reply update_dispute(const std::string& key, const std::string& id, const std::string& body);
  // We give in; irreversible.
  Reply close_dispute(const std::string& key, const std::string& id);

  // Of everything that moved money on the account, with what it came from; newest first.
  struct BalanceAsk {
    base::Instant created_from;
    base::Instant created_before;
    std::string starting_after{};
    int limit = 100;
  };
  Reply list_balance_transactions(const BalanceAsk& ask);

  // Of one payment, newest first.
  Reply list_refunds(const std::string& payment_intent, const std::string& starting_after);

  // Newest first, but with `ending_before` the page next to that id.
  struct EventsAsk {
    std::vector<std::string> types;  // at most 20; none: all
    std::optional<base::Instant> created_from;
    std::string starting_after;
    std::string ending_before;
    int limit = 100;
  };
  Reply list_events(const EventsAsk& ask);

  struct SessionsAsk {
    std::string status;  // empty: any
    std::optional<base::Instant> created_from;
    std::string starting_after;
    int limit = 100;
  };
  Reply list_sessions(const SessionsAsk& ask);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace stripe
