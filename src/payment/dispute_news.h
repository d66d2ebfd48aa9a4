#pragma once
#include <string>
#include <vector>

#include "base/columns.h"
#include "payment/payment.h"
#include "stripe/dispute.h"

// Private to payment: how what Stripe says of a dispute is read, whatever its payment was for.
namespace payment {

// Movements as rows of a ledger, by columns. Each has a name of its own: the first that was taken
// is the dispute's, the next "du_1 2".
struct Entries {
  std::vector<std::string> kinds;  // disputed, reinstated
  std::vector<std::string> refs;
  std::vector<std::int64_t> cents;
  void add(const std::string& dispute, Money movement);
};
// Where Stripe lists the movements they are the truth; else the event's type says what happened,
// and what was given back had been taken.
Entries entries_of(const stripe::Dispute& dispute, const std::string& type);

// What was known of it.
struct DisputeBefore {
  std::string status;
  Instant said_at;
  bool is_open;
  static constexpr auto columns() {
    return base::Columns<&DisputeBefore::status, &DisputeBefore::said_at,
                         &DisputeBefore::is_open>{};
  }
};
// Older than what is known? Where the two are hardly apart and differ, word is left to ask Stripe
// which of them is the last (stripe.refresh_dispute).
bool is_old_news(store::Tx& tx, const stripe::Dispute& dispute,
                 const std::optional<DisputeBefore>& before, Instant said_at, Instant now);

// One that was closed before is another matter for those who hold its order, and has a deadline of
// its own.
enum class Round { First, Appeal };
Round round_of(const stripe::Dispute& dispute, const std::optional<DisputeBefore>& before);
// What its task and hold are about.
std::string subject_of(const stripe::Dispute& dispute, Round round);

// "disputed by the payer's bank: fraudulent, $49.00"
std::string sentence_of(const stripe::Dispute& dispute);
bool is_over(const stripe::Dispute& dispute);

}  // namespace payment
