#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/slots.h"

// Is a form sent by a person? Cloudflare Turnstile's widget puts a token in it, and the verifier
// says whose that was (contract sheet: turnstile). What a form does when the verifier is down is
// not decided here: see pages/captcha.h. Owns no table.
namespace captcha {

// The forms that ask, by the name that their widget sends along.
enum class Action {
  Login,
  Register,
  Forgot,
  Contact,
  Checkout,
  Lookup,
  Notify,
  Newsletter,
  Review,
  StaffLogin
};
std::string_view to_word(Action action);

enum class Verdict {
  Passed,
  Refused,  // no token, a forged, spent or old one, of another form or another site
  Down,     // nobody said: no answer, none that is understood, or our own settings are wrong
  Busy,     // too many wait for the verifier already; it was not asked
};

struct Options {
  std::string verify_url{};
  base::Secret secret{};                 // empty: off, nothing is asked for
  std::vector<std::string> hostnames{};  // where the widget may have stood, in lower case
  base::Slots slots{};                   // how many may wait at once over all workers
  std::function<void(const base::LogLine&)> log{};
  std::string ca_file{};  // the only authorities trusted; empty: the system's
  // How long one verification may take in all (sheet: connect 2 s, total 5 s).
  std::chrono::milliseconds total{5000};
};

// What is asked about one token.
struct Ask {
  std::string_view token;
  Action action;
  std::string_view address;  // of the visitor
};

// Not for two threads at once; made after fork(). After three verifications in a row without an
// answer it asks nothing for ten seconds and says Down at once, so that a verifier that hangs does
// not hold every worker.
class Client {
 public:
  explicit Client(Options options);
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  bool is_off() const;
  // The secret is one of Cloudflare's for tests: its answers name a site and a form of their own,
  // so neither is compared, and its one token may come again. No https site starts with it.
  bool is_for_tests() const;

  // Asks once, and a second time when the verifier says that it failed inside; both tries carry
  // one idempotency key. A token that cannot be one is refused without a call.
  Verdict verify(const Ask& ask, base::Instant now);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// One of Cloudflare's secrets for tests.
bool is_test_secret(const base::Secret& secret);

}  // namespace captcha
