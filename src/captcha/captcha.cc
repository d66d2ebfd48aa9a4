#include "captcha/captcha.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/breaker.h"
#include "base/crypto.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "net/http_client.h"

namespace captcha {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kLongestToken = 2048;
constexpr std::size_t kMostBytes = std::size_t{64} * 1024;
constexpr milliseconds kConnect{2000};
constexpr std::chrono::seconds kTokenLives{300};
constexpr std::chrono::seconds kSkew{30};
constexpr int kBreakerFailures = 3;
constexpr milliseconds kBreakerPause{10000};

bool can_be_token(std::string_view token) {
  return !token.empty() && token.size() <= kLongestToken &&
         std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

// What one try said. Again: the verifier failed inside.
enum class Said { Passed, Refused, Again, Alarm, Nothing };

std::vector<std::string> codes_of(const base::Json& json) {
  std::vector<std::string> codes;
  if (json.has("error-codes"))
    for (const auto& code : json.at("error-codes").items()) codes.push_back(code.text());
  return codes;
}

Said said_no(const std::vector<std::string>& codes) {
  const auto has = [&](std::string_view code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
  };
  if (has("internal-error")) return Said::Again;
  if (has("missing-input-secret") || has("invalid-input-secret") || has("bad-request"))
    return Said::Alarm;
  return Said::Refused;
}

bool is_fresh(const base::Json& json, base::Instant now) {
  const auto at = base::parse_iso8601(json.text_or("challenge_ts", ""));
  return at && now - *at <= kTokenLives + kSkew && *at - now <= kSkew;
}

}  // namespace

std::string_view to_word(Action action) {
  switch (action) {
    case Action::Login:
      return "login";
    case Action::Register:
      return "register";
    case Action::Forgot:
      return "forgot";
    case Action::Contact:
      return "contact";
    case Action::Checkout:
      return "checkout";
    case Action::Lookup:
      return "lookup";
    case Action::Notify:
      return "notify";
    case Action::Newsletter:
      return "newsletter";
    case Action::Review:
      return "review";
    case Action::StaffLogin:
      return "admin_login";
  }
  throw base::BugError{"a form without a name for its widget"};
}

bool is_test_secret(const base::Secret& secret) {
  constexpr std::array<std::string_view, 3> kBeginnings{"1x0000", "2x0000", "3x0000"};
  return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](auto beginning) { return secret.reveal().starts_with(beginning); });
}

struct Client::Impl {
  explicit Impl(Options given)
      : options{std::move(given)},
        http{{options.ca_file}},
        breaker{kBreakerFailures, kBreakerPause} {}

  Verdict verify(const Ask& ask, base::Instant now);
  Said attempt(const Ask& ask, const std::string& key, milliseconds time, base::Instant now);
  Said read(const base::Json& json, const Ask& ask, base::Instant now) const;
  void log(const Ask& ask, std::string_view outcome, std::string_view why) const;

  Options options;
  net::HttpClient http;
  base::Breaker breaker;
  std::string why;  // of the last try without an answer
};

Said Client::Impl::read(const base::Json& json, const Ask& ask, base::Instant now) const {
  if (!json.at("success").boolean()) return said_no(codes_of(json));
  if (is_test_secret(options.secret)) return Said::Passed;
  const auto host = json.text_or("hostname", "");
  const auto& known = options.hostnames;
  const bool ours = std::find(known.begin(), known.end(), host) != known.end();
  return ours && json.text_or("action", "") == to_word(ask.action) && is_fresh(json, now)
             ? Said::Passed
             : Said::Refused;
}

Said Client::Impl::attempt(const Ask& ask, const std::string& key, milliseconds time,
                           base::Instant now) {
  net::HttpRequest request;
  request.method = "POST";
  request.url = options.verify_url;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"}};
  request.body = "secret=" + base::percent_encoded(options.secret.reveal()) +
                 "&response=" + base::percent_encoded(ask.token) +
                 (ask.address.empty() ? "" : "&remoteip=" + base::percent_encoded(ask.address)) +
                 "&idempotency_key=" + key;
  request.repeat = net::Repeat::Harmless;
  try {
    const auto response = http.send(request, {std::min(kConnect, time), time, kMostBytes});
    why = "status " + std::to_string(response.status);
    if (response.status >= 500) return Said::Nothing;
    return read(base::Json::parse(response.body), ask, now);
  } catch (const base::JsonError&) {
    why += " without an answer that is understood";
  } catch (const net::NetError& e) {
    if (e.kind() == net::NetError::Kind::Refused) throw;
    why = e.what();
  }
  return Said::Nothing;
}

Verdict Client::Impl::verify(const Ask& ask, base::Instant now) {
  if (!can_be_token(ask.token)) return Verdict::Refused;
  const auto start = steady_clock::now();
  if (breaker.is_open(start)) {
    log(ask, "down", "not asked, the verifier did not answer lately");
    return Verdict::Down;
  }
  const auto slot = options.slots.try_take();
  if (!slot) {
    log(ask, "busy", "");
    return Verdict::Busy;
  }
  const auto key = base::random_uuid();
  constexpr milliseconds kLeast{200};
  auto said = Said::Again;
  for (int tries = 0; tries < 2 && said == Said::Again; ++tries) {
    const auto left =
        options.total - std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
    if (left < kLeast) break;
    why = "it failed inside";
    said = attempt(ask, key, left, now);
  }
  switch (said) {
    case Said::Passed:
    case Said::Refused:
      breaker.succeeded();
      log(ask, said == Said::Passed ? "passed" : "refused", "");
      return said == Said::Passed ? Verdict::Passed : Verdict::Refused;
    case Said::Alarm:
      log(ask, "alarm", "the verifier does not take our secret or our call");
      return Verdict::Down;
    case Said::Again:
    case Said::Nothing:
      breaker.failed(steady_clock::now());
      log(ask, "down", why);
      return Verdict::Down;
  }
  throw base::BugError{"a verification without an end"};
}

void Client::Impl::log(const Ask& ask, std::string_view outcome, std::string_view reason) const {
  if (!options.log) return;
  base::LogLine line{"captcha"};
  line.add("action", to_word(ask.action)).add("outcome", outcome);
  if (!reason.empty()) line.add("why", reason);
  options.log(line);
}

Client::Client(Options options) : impl_{std::make_unique<Impl>(std::move(options))} {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

bool Client::is_off() const {
  return impl_->options.secret.empty();
}

bool Client::is_for_tests() const {
  return is_test_secret(impl_->options.secret);
}

Verdict Client::verify(const Ask& ask, base::Instant now) {
  return impl_->verify(ask, now);
}

}  // namespace captcha
