#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "payment/payment.h"

// Events from Stripe: kept first, acted on after (design: the money path, 7).
namespace payment {

// Keeps the event in the inbox, committed on its own, with secrets and persons taken out of its
// body (stripe/redaction.h). The same event again is the same row. It outlives a crash of the
// server from the next commit on that waits for the disk: process_event()'s, or the caller's own.
base::InboxEventId keep_event(store::Db& db, const stripe::Event& event, std::string_view body,
                              Instant now);

// Acts on a kept event: the effect and the mark `processed` commit together, under the row's lock.
// Answers what came of it ("placed", "already done", "noted", ...). An event once processed has no
// effect again. When the effect throws, nothing of it is left, the attempt is recorded and the
// error goes on to the caller, whose 500 makes Stripe send the event again. An event of a payment
// that nobody here knows may have come before the news of that payment: it waits, and is looked at
// again, for three days.
std::string process_event(store::Db& db, base::InboxEventId event, const Terms& terms, Instant now);

// Kept events whose effect is still to come and due, oldest first.
std::vector<base::InboxEventId> waiting_events(store::Tx& tx, std::int64_t limit, Instant now);

// Removes events that came before `before` and have had their effect, at most `limit`; answers how
// many. Stripe's list goes back thirty days: what it still holds must not be taken for new.
std::int64_t sweep_events(store::Tx& tx, Instant before, std::int64_t limit);

}  // namespace payment
