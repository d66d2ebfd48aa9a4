#pragma once
#include <chrono>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "http.h"
#include "json.h"

namespace fakes {

// Turnstile below /turnstile/v0: the widget's script and the verifier. The script puts a token in
// each form that asks, as the widget does once it believes that a person is there. Cloudflare's
// secrets for tests mean here what they mean there. Safe from several threads at once.
class TurnstileFace {
 public:
  explicit TurnstileFace(std::string secret) : secret_{std::move(secret)} {}

  // path is what follows /turnstile/v0.
  Reply answer(const Request& request, const std::string& path);

  // As the widget of that form on that host got it, `age` seconds ago.
  std::string new_token(const std::string& action, const std::string& hostname, std::int64_t age);

  struct Said {
    int status = 200;
    std::string body{};  // "" tells the truth, later
    std::chrono::milliseconds delay{0};
  };
  // What the next call of the verifier gets.
  void say_next(Said said);
  void clear();

 private:
  struct Token {
    std::int64_t drawn_at;
    std::string used_by{};  // the idempotency key of the call that it was used up by
    std::string answer{};
  };
  Reply script();
  Reply verify(const Request& request);
  Json verdict(const Request& request);
  Json verdict_of(const std::string& text, const std::string& key);

  std::string secret_;
  std::mutex mutex_;
  std::map<std::string, Token> tokens_;  // by what the script got
  std::deque<Said> next_;
};

}  // namespace fakes
