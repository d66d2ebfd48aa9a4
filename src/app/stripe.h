#pragma once
#include <functional>

#include "base/config.h"
#include "base/log.h"
#include "store/db.h"
#include "stripe/client.h"

namespace app {

// Stripe's client as configured; interactive for pages, patient for jobs. It connects on its first
// call, so making one costs nothing. `log` outlives it.
stripe::Client stripe_client(const base::Config& config, stripe::Budget budget, base::Log& log);

// What keeps each try of each call on record (payment/calls.h); both outlive the client. A record
// that cannot be written is a line of the log, and the call goes on.
std::function<void(const stripe::Exchange&)> call_keeper(store::Db& db, base::Log& log);

}  // namespace app
