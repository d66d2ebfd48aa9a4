#include "app/outbox_handlers.h"

namespace app {

std::vector<std::unique_ptr<OutboxLane>> outbox_lanes(const base::Config& config,
                                                      const store::DbOptions& database,
                                                      const render::Templates& templates,
                                                      base::Log& log) {
  std::vector<std::unique_ptr<OutboxLane>> lanes;
  if (!config.smtp.host.empty() && !config.smtp.from.empty()) {
    lanes.push_back(
        std::make_unique<MailLane>(config, database, templates, net::mailer_options(config)));
  }
  if (!config.stripe.secret_key.empty()) {
    lanes.push_back(std::make_unique<StripeLane>(
        database,
        stripe::ClientOptions{.api_base = config.stripe.api_base,
                              .secret_key = config.stripe.secret_key,
                              .budget = stripe::kInteractive,
                              .log = [&log](const base::LogLine& line) { log.write(line); }}));
  }
  return lanes;
}

}  // namespace app
