#pragma once
#include <stdexcept>
#include <string>

#include "json.h"

namespace fakes {

// An answer of the Stripe face that is not 2xx. Saved says whether an idempotency key remembers it:
// what failed validation is forgotten, so the key may be used again with mended parameters.
class StripeError : public std::runtime_error {
 public:
  enum class Saved { No, Yes };

  StripeError(int status, std::string type, std::string code, std::string param,
              const std::string& message, Saved saved = Saved::No)
      : std::runtime_error(message),
        status_(status),
        type_(std::move(type)),
        code_(std::move(code)),
        param_(std::move(param)),
        saved_(saved) {}

  int status() const { return status_; }
  const std::string& code() const { return code_; }
  const std::string& param() const { return param_; }
  Saved saved() const { return saved_; }

  // {"error":{...}} as the service sends it; empty fields are left out.
  Json body() const {
    Json error = Json::object();
    if (!code_.empty()) {
      error.set("code", code_);
      error.set("doc_url", "https://stripe.com/docs/error-codes/" + dashed(code_));
    }
    error.set("message", what());
    if (!param_.empty()) error.set("param", param_);
    error.set("type", type_);
    return Json::object({{"error", error}});
  }

 private:
  static std::string dashed(std::string code) {
    for (char& c : code) {
      if (c == '_') c = '-';
    }
    return code;
  }

  int status_;
  std::string type_;
  std::string code_;
  std::string param_;
  Saved saved_;
};

// A parameter the service would not take: 400, nothing remembered under the idempotency key.
inline StripeError bad_param(std::string param, std::string code, const std::string& message) {
  return {400, "invalid_request_error", std::move(code), std::move(param), message};
}

// A well-formed call that the state of its objects forbids: 400, remembered.
inline StripeError forbidden_now(std::string param, std::string code, const std::string& message) {
  return {400,     "invalid_request_error", std::move(code), std::move(param),
          message, StripeError::Saved::Yes};
}

// The object named in the path does not exist: 404.
inline StripeError no_such_object(const std::string& noun, const std::string& id) {
  return {404,
          "invalid_request_error",
          "resource_missing",
          "id",
          "No such " + noun + ": '" + id + "'",
          StripeError::Saved::Yes};
}

// An object named by a parameter does not exist: 400.
inline StripeError no_such_param(std::string param, const std::string& noun,
                                 const std::string& id) {
  return bad_param(std::move(param), "resource_missing", "No such " + noun + ": '" + id + "'");
}

}  // namespace fakes
