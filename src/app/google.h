#pragma once
#include "base/config.h"
#include "base/log.h"
#include "oidc/oidc.h"
#include "web/route.h"

namespace app {

// Google's sign-in as configured; at most half of the pool's workers wait for it at once. `log`
// outlives it.
oidc::Client google_client(const base::Config& config, web::Pool pool, base::Log& log);

}  // namespace app
