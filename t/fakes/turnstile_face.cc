#include "turnstile_face.h"

#include <array>
#include <ctime>
#include <thread>

#include "form.h"
#include "stripe_error.h"
#include "text.h"

namespace fakes {
namespace {

constexpr std::int64_t kTokenLives = 300;
constexpr std::size_t kLongestToken = 2048;
constexpr const char* kDummy =
    "XX"
    "XX.DUMMY.TOKEN.XX"
    "XX";

// What stands in for the widget: it needs no frame, and nobody has to press anything.
constexpr std::string_view kScript = R"js("use strict";
for (const place of document.querySelectorAll(".cf-turnstile")) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "cf-turnstile-response";
  field.value = "%s." + (place.dataset.action || "") + "." + location.hostname;
  const said = document.createElement("p");
  said.className = "hint";
  said.textContent = "A stand-in for Turnstile has seen that you are a person.";
  place.append(field, said);
}
)js";

std::string utc(std::int64_t at) {
  const std::time_t time = at;
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 40> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S.000Z", &parts)};
}

Json refusal(const char* code) {
  Json codes = Json::array();
  codes.push(code);
  return Json::object({{"success", false}, {"error-codes", std::move(codes)}});
}

Json approval(std::int64_t at, const std::string& hostname, const std::string& action) {
  return Json::object({{"success", true},
                       {"challenge_ts", utc(at)},
                       {"hostname", hostname},
                       {"error-codes", Json::array()},
                       {"action", action},
                       {"cdata", ""},
                       {"metadata", Json::object({{"ephemeral_id", "x:stand-in"}})}});
}

// Cloudflare's own secrets for tests; null for any other.
Json of_test_secret(const std::string& secret, const std::string& token) {
  if (secret.size() < 6 || secret.substr(1, 5) != "x0000") return {};
  if (token != kDummy) return refusal("invalid-input-response");
  if (secret[0] == '1') return approval(std::time(nullptr), "localhost", "test");
  if (secret[0] == '2') return refusal("invalid-input-response");
  if (secret[0] == '3') return refusal("timeout-or-duplicate");
  return {};
}

}  // namespace

Reply TurnstileFace::answer(const Request& request, const std::string& path) {
  if (path == "/api.js" && request.method == "GET") return script();
  if (path == "/siteverify" && request.method == "POST") return verify(request);
  return {.status = 404, .type = "text/plain", .body = "no such address\n"};
}

Reply TurnstileFace::script() {
  const std::lock_guard lock{mutex_};
  const auto drawn = random_token(24);
  tokens_[drawn] = {std::time(nullptr)};
  std::string text{kScript};
  text.replace(text.find("%s"), 2, drawn);
  return {.type = "text/javascript; charset=utf-8",
          .body = text,
          .headers = {{"Cache-Control", "no-store"}}};
}

std::string TurnstileFace::new_token(const std::string& action, const std::string& hostname,
                                     std::int64_t age) {
  const std::lock_guard lock{mutex_};
  const auto drawn = random_token(24);
  tokens_[drawn] = {std::time(nullptr) - age};
  return drawn + '.' + action + '.' + hostname;
}

void TurnstileFace::say_next(Said said) {
  const std::lock_guard lock{mutex_};
  next_.push_back(std::move(said));
}

void TurnstileFace::clear() {
  const std::lock_guard lock{mutex_};
  tokens_.clear();
  next_.clear();
}

Reply TurnstileFace::verify(const Request& request) {
  Said said;
  {
    const std::lock_guard lock{mutex_};
    if (!next_.empty()) {
      said = next_.front();
      next_.pop_front();
    }
  }
  Reply reply{.status = said.status, .delay = said.delay};
  if (!said.body.empty()) {
    reply.body = said.body == "empty" ? "" : said.body;
    if (said.body.starts_with('<')) reply.type = "text/html";
    return reply;
  }
  const std::lock_guard lock{mutex_};
  reply.body = verdict(request).compact();
  return reply;
}

Json TurnstileFace::verdict(const Request& request) {
  const auto type = lower(header(request.headers, "Content-Type"));
  if (type.substr(0, type.find(';')) != "application/x-www-form-urlencoded" ||
      !request.query.empty())
    return refusal("bad-request");
  try {
    const auto form = parse_form(request.body);
    for (const auto& [name, value] : form.children())
      if (!value.is_leaf() || (name != "secret" && name != "response" && name != "remoteip" &&
                               name != "idempotency_key"))
        return refusal("bad-request");
    const auto secret = form["secret"].text();
    const auto token = form["response"].text();
    if (secret.empty()) return refusal("missing-input-secret");
    if (token.empty()) return refusal("missing-input-response");
    if (auto said = of_test_secret(secret, token); !said.is_null()) return said;
    if (secret != secret_) return refusal("invalid-input-secret");
    return verdict_of(token, form["idempotency_key"].text());
  } catch (const StripeError&) {
    return refusal("bad-request");
  }
}

// "DRAWN.action.host.name"
Json TurnstileFace::verdict_of(const std::string& text, const std::string& key) {
  const auto first = text.find('.');
  const auto second = first == std::string::npos ? first : text.find('.', first + 1);
  if (text.size() > kLongestToken || second == std::string::npos)
    return refusal("invalid-input-response");
  const auto found = tokens_.find(text.substr(0, first));
  if (found == tokens_.end()) return refusal("invalid-input-response");
  auto& token = found->second;
  // A retry of the same verification gets the same answer.
  if (!token.answer.empty())
    return !key.empty() && key == token.used_by ? *Json::parse(token.answer)
                                                : refusal("timeout-or-duplicate");
  if (std::time(nullptr) - token.drawn_at > kTokenLives) return refusal("timeout-or-duplicate");
  const auto said =
      approval(token.drawn_at, text.substr(second + 1), text.substr(first + 1, second - first - 1));
  token.used_by = key;
  token.answer = said.compact();
  return said;
}

}  // namespace fakes
