#pragma once
#include "base/config.h"
#include "base/log.h"
#include "captcha/captcha.h"
#include "web/route.h"

namespace app {

// The verifier of forms as configured; at most half of the pool's workers wait for it at once.
// `log` outlives it.
captcha::Client captcha_client(const base::Config& config, web::Pool pool, base::Log& log);

// Throws ConfigError where an https site would stand without the check that its forms are sent by
// persons: no secret, no sitekey, or one of Cloudflare's for tests.
void check_captcha(const base::Config& config);

}  // namespace app
