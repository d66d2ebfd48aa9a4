#include "stripe_face.h"

#include <thread>

#include "signature.h"
#include "stripe_error.h"
#include "stripe_expand.h"
#include "stripe_routes.h"
#include "text.h"

namespace fakes {
namespace {

constexpr const char* kVersion = "2026-10-28.endive";
constexpr const char* kFormType = "application/x-www-form-urlencoded";
constexpr std::size_t kLongestKey = 255;

Reply error_reply(const StripeError& error) {
  return {.status = error.status(), .body = error.body().pretty()};
}

// The answer of a fault in place of the true one.
Reply faulty(const Fault& fault, Reply reply) {
  switch (fault.answer) {
    case Fault::Answer::Normal:
      break;
    case Fault::Answer::Hang:
      reply.delay = fault.hold;
      reply.wire = Reply::Wire::Closed;
      break;
    case Fault::Answer::Drop:
      reply.wire = Reply::Wire::Closed;
      break;
    case Fault::Answer::Cut:
      reply.wire = Reply::Wire::Cut;
      break;
    case Fault::Answer::Status: {
      const std::string type = fault.status == 429   ? "rate_limit_error"
                               : fault.status == 409 ? "invalid_request_error"
                                                     : "api_error";
      const std::string code = fault.status == 429   ? "rate_limit"
                               : fault.status == 409 ? "lock_timeout"
                                                     : "";
      reply = error_reply(
          {fault.status, type, code, "", "This request could not be completed. Please try again."});
      break;
    }
    case Fault::Answer::Html:
      reply = Reply::html(fault.status,
                          "<html><head><title>Bad gateway</title></head>"
                          "<body><h1>Bad gateway</h1></body></html>\n");
      break;
  }
  if (!fault.should_retry.empty()) {
    reply.headers.emplace_back("Stripe-Should-Retry", fault.should_retry);
  }
  return reply;
}

// "Bearer KEY", or HTTP Basic with the key as user name.
std::string key_of(const std::string& authorization) {
  if (authorization.starts_with("Bearer ")) return authorization.substr(7);
  if (!authorization.starts_with("Basic ")) return {};
  const auto pair = base64_decoded(authorization.substr(6)).value_or("");
  return pair.substr(0, pair.find(':'));
}

}  // namespace

struct StripeFace::Understood {
  const StripeRoute* route = nullptr;
  Call call;
  std::string fingerprint;
};

Reply StripeFace::answer(const Request& request, const std::string& path) {
  const auto fault = faults_.take(request.method, path);
  const auto request_id = "req_" + random_token(14);
  Reply reply;
  if (fault && fault->executes == Fault::Executes::No &&
      fault->remembered == Fault::Remembered::No) {
    std::this_thread::sleep_for(fault->before);
    reply = faulty(*fault, {});
  } else {
    try {
      auto call = understood(request, path);
      call.call.request_id = request_id;
      reply = run(call, fault);
    } catch (const StripeError& error) {
      reply = error_reply(error);
    }
  }
  reply.headers.emplace_back("Request-Id", request_id);
  reply.headers.emplace_back("Stripe-Version", kVersion);
  return reply;
}

void StripeFace::check_caller(const Request& request) const {
  const auto key = key_of(header(request.headers, "Authorization"));
  if (key.empty()) {
    throw StripeError(401, "authentication_error", "", "",
                      "You did not provide an API key in the Authorization header.");
  }
  if (key != secret_key_) {
    throw StripeError(401, "authentication_error", "", "", "Invalid API Key provided.");
  }
  const auto version = header(request.headers, "Stripe-Version");
  if (version != kVersion) {
    throw bad_param("", "",
                    "Invalid Stripe API version: '" + version + "'. This account takes " +
                        std::string{kVersion} + ".");
  }
}

StripeFace::Understood StripeFace::understood(const Request& request,
                                              const std::string& path) const {
  check_caller(request);
  Understood out;
  out.route = find_route(request.method, path, out.call.id);
  if (out.route == nullptr) {
    throw StripeError(404, "invalid_request_error", "", "",
                      "Unrecognized request URL (" + request.method + ": /v1" + path + ").");
  }
  if (request.method != "POST") {
    if (!request.body.empty()) throw bad_param("", "", "This call takes no body.");
    out.call.params = parse_form(request.query);
    return out;
  }
  if (!request.query.empty()) {
    throw bad_param("", "", "A POST takes its parameters in the body, not in the address.");
  }
  const auto type = header(request.headers, "Content-Type");
  const auto bare = trimmed(std::string_view{type}.substr(0, type.find(';')));
  if (lower(bare) != kFormType && !(request.body.empty() && type.empty())) {
    throw bad_param("", "",
                    "Invalid request (check that your POST content type is "
                    "application/x-www-form-urlencoded).");
  }
  out.call.params = parse_form(request.body);
  out.call.idempotency_key = header(request.headers, "Idempotency-Key");
  if (out.call.idempotency_key.size() > kLongestKey) {
    throw bad_param("", "", "Idempotency keys can be at most 255 characters long.");
  }
  out.fingerprint = sha256_hex(request.method + "\n" + path + "\n" + request.body);
  return out;
}

// The call under its idempotency key, if it has one.
Reply StripeFace::run(const Understood& call, const std::optional<Fault>& fault) {
  const auto& key = call.call.idempotency_key;
  if (!key.empty()) {
    const std::lock_guard lock{world_.mutex};
    switch (world_.keys.claim(key, call.fingerprint, world_.now())) {
      case IdempotencyKeys::Claim::Fresh:
        break;
      case IdempotencyKeys::Claim::Replay: {
        const auto& kept = world_.keys.answer(key);
        const Reply replay{
            .status = kept.status, .body = kept.body, .headers = {{"Idempotent-Replayed", "true"}}};
        return fault ? faulty(*fault, replay) : replay;
      }
      case IdempotencyKeys::Claim::Mismatch:
        throw StripeError(400, "idempotency_error", "", "",
                          "Keys for idempotent requests can only be used with the same parameters "
                          "they were first used with.");
      case IdempotencyKeys::Claim::Running:
        throw StripeError(409, "idempotency_error", "idempotency_key_in_use", "",
                          "There is currently another in-progress request using this key.");
    }
  }
  if (fault) std::this_thread::sleep_for(fault->before);

  const std::lock_guard lock{world_.mutex};
  Reply reply;
  auto saved = StripeError::Saved::Yes;
  if (!fault || fault->executes == Fault::Executes::Yes) {
    try {
      reply = execute(call);
    } catch (const StripeError& error) {
      reply = error_reply(error);
      saved = error.saved();
    }
  }
  Reply sent = fault ? faulty(*fault, reply) : reply;
  if (fault && fault->remembered == Fault::Remembered::Yes) reply = sent;
  if (!key.empty()) {
    if (saved == StripeError::Saved::Yes) {
      world_.keys.keep(key, {reply.status, reply.body});
    } else {
      world_.keys.release(key);
    }
  }
  return sent;
}

Reply StripeFace::execute(const Understood& call) {
  check_schema(call.route->schema, call.call.params);
  check_expand(call.call.params["expand"], call.route->answers);
  settle_clock(world_);
  return {.body = call.route->handler(world_, call.call).pretty()};
}

}  // namespace fakes
