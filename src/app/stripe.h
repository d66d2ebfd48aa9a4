#pragma once
#include "base/config.h"
#include "base/log.h"
#include "stripe/client.h"

namespace app {

// Stripe's client as configured; interactive for pages, patient for jobs. It connects on its first
// call, so making one costs nothing. `log` outlives it.
stripe::Client stripe_client(const base::Config& config, stripe::Budget budget, base::Log& log);

}  // namespace app
