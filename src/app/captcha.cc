#include "app/captcha.h"

#include <algorithm>
#include <array>

#include "app/web_app.h"
#include "base/text.h"
#include "net/url.h"

namespace app {
namespace {

std::vector<std::string> hostnames(const base::Config& config) {
  if (config.turnstile.hostnames.empty()) return {net::Url::parse(config.site.url).host};
  std::vector<std::string> names;
  for (const auto& name : config.turnstile.hostnames) names.push_back(base::lower_ascii(name));
  return names;
}

// Those of the sheet: they stand on any site.
bool is_test_sitekey(std::string_view key) {
  constexpr std::array<std::string_view, 3> kBeginnings{"1x0000", "2x0000", "3x0000"};
  return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](auto beginning) { return key.starts_with(beginning); });
}

}  // namespace

captcha::Client captcha_client(const base::Config& config, web::Pool pool, base::Log& log) {
  return captcha::Client{
      {.verify_url = config.turnstile.verify_url,
       .secret = config.turnstile.secret,
       .hostnames = hostnames(config),
       .slots = base::Slots{config.run.dir, "captcha-" + std::string{web::to_text(pool)},
                            std::max(1, pool_size(config, pool).workers / 2)},
       .log = [&log](const base::LogLine& line) { log.write(line); }}};
}

void check_captcha(const base::Config& config) {
  if (!config.site.url.starts_with("https://")) return;
  const auto& turnstile = config.turnstile;
  const auto refuse = [](const std::string& what) {
    throw base::ConfigError{
        what + ": the forms of an https site (site.url) are not left open to programs"};
  };
  if (turnstile.secret.empty()) refuse("turnstile.secret is empty");
  if (turnstile.sitekey.empty()) refuse("turnstile.sitekey is empty");
  if (captcha::is_test_secret(turnstile.secret))
    refuse("turnstile.secret is one of Cloudflare's for tests");
  if (is_test_sitekey(turnstile.sitekey))
    refuse("turnstile.sitekey is one of Cloudflare's for tests");
}

}  // namespace app
