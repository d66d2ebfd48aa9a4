#include "app/google.h"

#include <algorithm>

#include "app/web_app.h"

namespace app {

oidc::Client google_client(const base::Config& config, web::Pool pool, base::Log& log) {
  const auto half = std::max(1, pool_size(config, pool).workers / 2);
  return oidc::Client{
      {.issuer = config.google.issuer,
       .client_id = config.google.client_id,
       .client_secret = config.google.client_secret,
       .redirect_uri = config.site.url + "/auth/google/callback",
       .slots = base::Slots{config.run.dir, "google-" + std::string{web::to_text(pool)}, half},
       .log = [&log](const base::LogLine& line) { log.write(line); }}};
}

}  // namespace app
