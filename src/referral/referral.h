#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/config.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/result.h"
#include "store/db.h"

// Who brought whom. Owns referral_links, referral_clicks, referral_signals, referrals and
// referral_events. A customer has one link; who comes by it within the window and buys for the
// first time is attributed here, on the server, by the visitor's cookie or by the account that the
// visitor signed in to. The last click counts. Both sides get store credit once the order can no
// longer be returned; the job pay-referrals asks for what is due, looks at the order, and writes
// the credit into tender's ledger. Rows of customers that were merged are one person here, whose
// credit goes to the row that stayed. Orders are ids.
namespace referral {

using base::CustomerId;
using base::Instant;
using base::Money;
using base::OrderId;
using base::ReferralId;

// What a referral made now will be worth; kept on its row.
struct Terms {
  int window_days;  // from the click to the order
  int return_days;  // from the order to the credit
  Money referrer;
  Money referred;
};

// As the settings have it; nothing where nobody would get anything.
std::optional<Terms> terms(const base::Config& config);

// The code of the customer's link, made when there is none: ten letters and digits.
std::string link_code(store::Tx& tx, CustomerId customer, Instant now);
// The same, if there is one.
std::optional<std::string> find_link_code(store::Tx& tx, CustomerId customer);

// Somebody came by a link. `token` is what the visitor's cookie holds already. Answers what it is
// to hold from now on, a new token or the same; nothing for a code that is no link's.
std::optional<std::string> click(store::Tx& tx, std::string_view code,
                                 const std::optional<std::string>& token, Instant now);
// What is kept of a visitor's cookie.
std::string visitor_hash(std::string_view token);
// The visitor signed in: from here on the account has come by that link, without the cookie too.
void attach(store::Tx& tx, const std::string& token, CustomerId customer);

// What a customer was seen with. Values are hashed here.
enum class SignalKind { Mail, Address, Card, Device };
struct Signal {
  SignalKind kind;
  std::string value;  // normalised by the caller: mail key, address in one line, fingerprint, token
};
// For every placed order and every link that is made. Twice is once.
void note(store::Tx& tx, CustomerId customer, const std::vector<Signal>& signals, Instant now);

enum class Known { New, Returning };  // had the buyer bought before?
struct Buyer {
  CustomerId customer;
  Known known;
  std::optional<std::string> visitor_hash;
};
enum class Attributed { Nobody, Pending, Refused, Before };
// The order was placed, and its buyer's signals noted: was somebody brought? Once an order. Refused
// and kept with the reason: a buyer who bought before or was brought before; the link's owner, by
// account or by any signal that both were seen with; a loop of any length (A brought B, B brings
// A). Attributions come one after another, since two at once could close a loop.
Attributed attribute(store::Tx& tx, OrderId order, const Buyer& buyer, const Terms& terms,
                     Instant now);

// Pending referrals whose time has come, oldest first.
struct Due {
  ReferralId id;
  OrderId order;
  static constexpr auto columns() { return base::Columns<&Due::id, &Due::order>{}; }
};
std::vector<Due> due(store::Tx& tx, Instant now, std::int64_t limit);

// One side's credit; `cause` makes it once in tender's ledger: "referral 5 referrer".
struct Credit {
  CustomerId customer;
  Money amount;
  std::string cause;
};
// The order still stands: the referral is earned, and these credits are to be written in this same
// transaction, before mark_paid(). Nothing when it was settled before, is not due, or, looked at
// again, both turn out to be one person or to share a signal; then it is refused. Locks the
// referral's row; whoever asks locks the order's before it.
std::optional<std::vector<Credit>> earn(store::Tx& tx, ReferralId id, Instant now);
void mark_paid(store::Tx& tx, ReferralId id);
// The order earns nothing: cancelled, given back, disputed; or staff say so. False when it was
// settled before.
bool refuse(store::Tx& tx, ReferralId id, const std::string& reason);

// How a customer came: from the one who brought them up to the first, for staff.
struct Step {
  int distance;
  ReferralId referral;
  CustomerId referrer;
  CustomerId referred;
  OrderId order;
  std::string state;
  static constexpr auto columns() {
    return base::Columns<&Step::distance, &Step::referral, &Step::referrer, &Step::referred,
                         &Step::order, &Step::state>{};
  }
};
std::vector<Step> chain(store::Tx& tx, CustomerId customer);

// A sentence for each rule that the rows break; none, ever.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace referral
