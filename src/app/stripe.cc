#include "app/stripe.h"

namespace app {

stripe::Client stripe_client(const base::Config& config, stripe::Budget budget, base::Log& log) {
  return stripe::Client{{.api_base = config.stripe.api_base,
                         .secret_key = config.stripe.secret_key,
                         .budget = budget,
                         .log = [&log](const base::LogLine& line) { log.write(line); }}};
}

}  // namespace app
