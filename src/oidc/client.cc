#include <algorithm>
#include <map>
#include <optional>

#include "base/breaker.h"
#include "base/crypto.h"
#include "base/text.h"
#include "net/http_client.h"
#include "net/url.h"
#include "oidc/oidc.h"

namespace oidc {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr milliseconds kConnect{5000};
constexpr milliseconds kEach{8000};
constexpr milliseconds kLeast{200};
constexpr std::size_t kMostBytes = std::size_t{256} * 1024;
constexpr std::size_t kLongestCode = 2048;
constexpr seconds kShortest{300};
constexpr seconds kLongest{24 * 3600};
// A document that has become old is kept for when the provider is not there.
constexpr seconds kKept{7 * 24 * 3600};
constexpr int kBreakerFailures = 3;
constexpr milliseconds kBreakerPause{10000};

// How long an answer may be kept, by its Cache-Control.
seconds life_of(std::string_view cache_control) {
  constexpr std::string_view kAge = "max-age=";
  const auto at = cache_control.find(kAge);
  if (at == std::string_view::npos) return kShortest;
  const auto text = cache_control.substr(at + kAge.size());
  const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
  const auto age = base::parse_integer<std::int64_t>(digits).value_or(0);
  return std::clamp(seconds{age}, kShortest, kLongest);
}

// A document of the provider and until when it is fresh; in memcached as "SECONDS TEXT".
struct Kept {
  std::string text;
  base::Instant fresh_until;
};

std::optional<Kept> read_kept(const std::string& line) {
  const auto blank = line.find(' ');
  const auto until = base::parse_integer<std::int64_t>(std::string_view{line}.substr(0, blank));
  if (!until || blank == std::string::npos) return std::nullopt;
  return Kept{line.substr(blank + 1), base::from_unix_seconds(*until)};
}

std::string form_field(const char* name, std::string_view value) {
  return std::string{name} + '=' + base::percent_encoded(value);
}

}  // namespace

std::string nonce_of(const Flow& flow) {
  return base::base64url(base::hmac_sha256(flow.secret.reveal(), "nonce " + flow.state));
}

std::string verifier_of(const Flow& flow) {
  return base::base64url(base::hmac_sha256(flow.secret.reveal(), "verifier " + flow.state));
}

struct Client::Impl {
  explicit Impl(Options given)
      : options{std::move(given)},
        http{{options.ca_file}},
        breaker{kBreakerFailures, kBreakerPause} {}

  struct Provider {
    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string jwks_uri;
  };
  Provider provider(store::Cache& cache, base::Instant now, Deadline deadline);
  std::vector<Key> keys(store::Cache& cache, const std::string& url, base::Instant now,
                        Deadline deadline);
  std::vector<Key> fetched_keys(store::Cache& cache, const std::string& url, base::Instant now,
                                Deadline deadline);
  base::Result<std::pair<std::string, std::string>, Refusal> tokens(const Provider& provider,
                                                                    const std::string& code,
                                                                    const Flow& flow,
                                                                    Deadline deadline);

  std::optional<Kept> kept(store::Cache& cache, const std::string& name);
  Kept fetch(store::Cache& cache, const std::string& name, const std::string& url,
             base::Instant now, Deadline deadline);
  net::HttpResponse send(const char* call, const net::HttpRequest& request, Deadline deadline);
  bool is_turn(store::Cache& cache, const std::string& name, base::Instant now);
  void log(const char* call, std::string_view outcome, std::string_view why = {}) const;
  [[noreturn]] void unavailable(const char* call, const std::string& why) const;

  Options options;
  net::HttpClient http;
  base::Breaker breaker;
  std::map<std::string, Kept> own{};            // for want of memcached
  std::map<std::string, std::int64_t> turns{};  // the same: the minute of the last turn
};

void Client::Impl::log(const char* call, std::string_view outcome, std::string_view why) const {
  if (!options.log) return;
  base::LogLine line{"oidc"};
  line.add("call", call).add("outcome", outcome);
  if (!why.empty()) line.add("why", why);
  options.log(line);
}

void Client::Impl::unavailable(const char* call, const std::string& why) const {
  log(call, "unavailable", why);
  throw Unavailable{std::string{call} + ": " + why};
}

net::HttpResponse Client::Impl::send(const char* call, const net::HttpRequest& request,
                                     Deadline deadline) {
  const auto start = steady_clock::now();
  if (breaker.is_open(start)) unavailable(call, "not asked, the provider did not answer lately");
  const auto slot = options.slots.try_take();
  if (!slot) unavailable(call, "too many wait for the provider");
  const auto left = std::min(kEach, std::chrono::duration_cast<milliseconds>(deadline - start));
  if (left < kLeast) unavailable(call, "no time is left");
  try {
    auto response = http.send(request, {std::min(kConnect, left), left, kMostBytes});
    if (response.status < 500) {
      breaker.succeeded();
      return response;
    }
    breaker.failed(steady_clock::now());
    unavailable(call, "status " + std::to_string(response.status));
  } catch (const net::NetError& e) {
    breaker.failed(steady_clock::now());
    unavailable(call, e.what());
  }
}

std::optional<Kept> Client::Impl::kept(store::Cache& cache, const std::string& name) {
  if (const auto line = cache.get("oidc:" + options.issuer + ' ' + name))
    if (auto found = read_kept(*line)) return found;
  const auto found = own.find(name);
  return found == own.end() ? std::nullopt : std::optional{found->second};
}

Kept Client::Impl::fetch(store::Cache& cache, const std::string& name, const std::string& url,
                         base::Instant now, Deadline deadline) {
  const auto response =
      send(name.c_str(), {"GET", url, {{"Accept", "application/json"}}, "", {}}, deadline);
  if (response.status != 200)
    unavailable(name.c_str(), "status " + std::to_string(response.status));
  Kept made{response.body, now + life_of(response.header("Cache-Control"))};
  try {
    base::Json::parse(made.text);
  } catch (const base::JsonError& e) {
    unavailable(name.c_str(), e.what());
  }
  cache.set("oidc:" + options.issuer + ' ' + name,
            std::to_string(base::to_unix_seconds(made.fresh_until)) + ' ' + made.text, kKept);
  own.insert_or_assign(name, made);
  log(name.c_str(), "fetched");
  return made;
}

// One in a minute over all workers; without memcached over this one.
bool Client::Impl::is_turn(store::Cache& cache, const std::string& name, base::Instant now) {
  if (const auto n = cache.increment("oidc:turn:" + options.issuer + ' ' + name, seconds{60}))
    return *n == 1;
  const auto minute = base::to_unix_seconds(now) / 60;
  return std::exchange(turns[name], minute) != minute;
}

Client::Impl::Provider Client::Impl::provider(store::Cache& cache, base::Instant now,
                                              Deadline deadline) {
  constexpr const char* kName = "discovery";
  auto document = kept(cache, kName);
  const bool is_old = !document || document->fresh_until <= now;
  // One refreshes, the others go on with what is old.
  if (!document || (is_old && is_turn(cache, kName, now))) {
    try {
      document =
          fetch(cache, kName, options.issuer + "/.well-known/openid-configuration", now, deadline);
    } catch (const Unavailable&) {
      if (!document) throw;
    }
  }
  try {
    const auto json = base::Json::parse(document->text);
    if (json.at("issuer").text() != options.issuer) unavailable(kName, "another issuer");
    Provider found{json.at("authorization_endpoint").text(), json.at("token_endpoint").text(),
                   json.at("jwks_uri").text()};
    net::Url::parse(found.authorization_endpoint);
    return found;
  } catch (const base::JsonError& e) {
    unavailable(kName, e.what());
  } catch (const net::NetError& e) {
    unavailable(kName, e.what());
  }
}

std::vector<Key> Client::Impl::fetched_keys(store::Cache& cache, const std::string& url,
                                            base::Instant now, Deadline deadline) {
  try {
    return read_keys(base::Json::parse(fetch(cache, "keys", url, now, deadline).text));
  } catch (const base::JsonError& e) {
    unavailable("keys", e.what());
  }
}

// Keys that are not fresh any more count no more.
std::vector<Key> Client::Impl::keys(store::Cache& cache, const std::string& url, base::Instant now,
                                    Deadline deadline) {
  const auto document = kept(cache, "keys");
  if (!document || document->fresh_until <= now) return fetched_keys(cache, url, now, deadline);
  try {
    return read_keys(base::Json::parse(document->text));
  } catch (const base::JsonError&) {
    return fetched_keys(cache, url, now, deadline);
  }
}

// The id token and the access token that it was made with. The code is good once: no second try.
base::Result<std::pair<std::string, std::string>, Refusal> Client::Impl::tokens(
    const Provider& provider, const std::string& code, const Flow& flow, Deadline deadline) {
  net::HttpRequest request;
  request.method = "POST";
  request.url = provider.token_endpoint;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"}};
  request.body = "grant_type=authorization_code&" + form_field("code", code) + '&' +
                 form_field("redirect_uri", options.redirect_uri) + '&' +
                 form_field("client_id", options.client_id) + '&' +
                 form_field("client_secret", options.client_secret.reveal()) + '&' +
                 form_field("code_verifier", verifier_of(flow));
  const auto response = send("token", request, deadline);
  try {
    const auto json = base::Json::parse(response.body);
    if (response.status == 200)
      return std::pair{json.at("id_token").text(), json.text_or("access_token", "")};
    const auto error = json.text_or("error", "");
    const bool grant = error == "invalid_grant";
    log("token", grant ? "refused" : "alarm", error);
    return Refusal{grant ? "grant" : "configuration"};
  } catch (const base::JsonError& e) {
    unavailable("token", e.what());
  }
}

Client::Client(Options options) : impl_{std::make_unique<Impl>(std::move(options))} {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

bool Client::is_off() const {
  return impl_->options.client_id.empty() || impl_->options.issuer.empty();
}

const std::string& Client::issuer() const {
  return impl_->options.issuer;
}

std::string Client::authorization_url(store::Cache& cache, const Flow& flow, base::Instant now,
                                      Deadline deadline) {
  if (is_off()) throw Unavailable{"no client id is set"};
  const auto endpoint = impl_->provider(cache, now, deadline).authorization_endpoint;
  const auto challenge = base::base64url(base::sha256(verifier_of(flow)));
  return endpoint + (endpoint.find('?') == std::string::npos ? '?' : '&') + "response_type=code&" +
         form_field("client_id", impl_->options.client_id) + '&' +
         form_field("redirect_uri", impl_->options.redirect_uri) +
         "&scope=openid%20email%20profile&" + form_field("state", flow.state) + '&' +
         form_field("nonce", nonce_of(flow)) + "&code_challenge=" + challenge +
         "&code_challenge_method=S256&prompt=select_account";
}

base::Result<Claims, Refusal> Client::exchange(store::Cache& cache, const std::string& code,
                                               const Flow& flow, base::Instant now,
                                               Deadline deadline) {
  if (is_off()) throw Unavailable{"no client id is set"};
  if (code.empty() || code.size() > kLongestCode) return Refusal{"grant"};
  const auto provider = impl_->provider(cache, now, deadline);
  const auto got = impl_->tokens(provider, code, flow, deadline);
  if (!got) return got.why();
  const auto& [id_token, access_token] = *got;
  const Expected expected{impl_->options.issuer, impl_->options.client_id, nonce_of(flow),
                          access_token};
  const auto check = [&, &token = id_token](const std::vector<Key>& keys) {
    return check_id_token(token, keys, expected, now);
  };
  auto claims = check(impl_->keys(cache, provider.jwks_uri, now, deadline));
  if (!claims && claims.why() == TokenRefusal::UnknownKey && impl_->is_turn(cache, "keys", now))
    claims = check(impl_->fetched_keys(cache, provider.jwks_uri, now, deadline));
  if (claims) return *claims;
  impl_->log("id_token", "refused", to_word(claims.why()));
  return Refusal{std::string{to_word(claims.why())}};
}

}  // namespace oidc
