#include "app/outbox_handlers.h"

#include "app/stripe.h"

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
        database, stripe_client(config, stripe::kInteractive, log), payment::terms(config), log));
  }
  if (PagesLane::is_wanted(config)) lanes.push_back(std::make_unique<PagesLane>(config, database));
  return lanes;
}

}  // namespace app
