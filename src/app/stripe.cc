#include "app/stripe.h"

#include "payment/calls.h"

namespace app {

stripe::Client stripe_client(const base::Config& config, stripe::Budget budget, base::Log& log) {
  return stripe::Client{{.api_base = config.stripe.api_base,
                         .secret_key = config.stripe.secret_key,
                         .budget = budget,
                         .log = [&log](const base::LogLine& line) { log.write(line); }}};
}

std::function<void(const stripe::Exchange&)> call_keeper(store::Db& db, base::Log& log) {
  return [&db, &log](const stripe::Exchange& exchange) {
    try {
      payment::keep_call(db, exchange, base::clock_now());
    } catch (const std::exception& e) {
      log.write(base::LogLine{"stripe"}
                    .add("call", exchange.call)
                    .add("request", exchange.request_id)
                    .add("not_kept", e.what()));
    }
  };
}

}  // namespace app
