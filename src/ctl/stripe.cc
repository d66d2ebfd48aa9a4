#include <iostream>

#include "ctl/payment_commands.h"
#include "ctl/staff.h"
#include "payment/calls.h"
#include "payment/events.h"

// What went between Stripe and us.
namespace ctl {
namespace {

void print_whole(const char* what, const std::string& text) {
  if (!text.empty()) std::cout << "  " << what << ' ' << text << '\n';
}

std::string came_of(const payment::CallRow& row) {
  if (!row.status) return "no answer: " + row.failure;
  return std::to_string(*row.status);
}

}  // namespace

// gdsctl stripe calls WORD [--whole]: one a line, parted by tabs: when it was sent, what was asked,
// where, try, what came of it, Stripe's id of the request, our key, milliseconds; with --whole
// request and answer below.
int stripe_calls(Call& call) {
  const auto word = take_word(call, "which order, request, key or object at Stripe");
  const bool whole = call.args.take_flag("--whole");
  call.args.done();
  auto db = database(call);
  const auto found =
      db.snapshot("stripe_calls", [&](store::Tx& tx) { return payment::calls_about(tx, word); });
  if (found.empty()) return refused("nothing was asked of Stripe about " + word);
  for (const auto& row : found) {
    std::cout << base::to_iso8601(row.at) << '\t' << row.call << '\t' << row.method << ' '
              << row.path << '\t' << row.attempt << '\t' << came_of(row) << '\t'
              << (row.request_id.empty() ? "-" : row.request_id) << '\t'
              << (row.idempotency_key.empty() ? "-" : row.idempotency_key) << '\t'
              << row.took_us / 1000 << '\n';
    if (!whole) continue;
    print_whole("asked", row.request);
    print_whole("answered", row.answer);
  }
  return 0;
}

// gdsctl stripe events WORD [--whole]: one a line, parted by tabs: when it came, Stripe's id, type,
// tries, what came of it, or the error.
int stripe_events(Call& call) {
  const auto word = take_word(call, "which order, event, request or object at Stripe");
  const bool whole = call.args.take_flag("--whole");
  call.args.done();
  auto db = database(call);
  const auto found =
      db.snapshot("stripe_events", [&](store::Tx& tx) { return payment::events_about(tx, word); });
  if (found.empty()) return refused("Stripe has told nothing of " + word);
  for (const auto& event : found) {
    std::cout << base::to_iso8601(event.received_at) << '\t' << event.event_id << '\t' << event.type
              << '\t' << event.attempts << '\t'
              << (event.last_error.empty() ? event.outcome : event.last_error)
              << (event.processed_at ? "" : "\twaits") << '\n';
    if (whole) print_whole("told", event.body.raw);
  }
  return 0;
}

}  // namespace ctl
