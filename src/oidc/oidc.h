#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "base/error.h"
#include "base/instant.h"
#include "base/log.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/slots.h"
#include "oidc/id_token.h"
#include "store/cache.h"

// Signing in at an OpenID provider, Google (contract sheet: google-oidc): authorization code with
// PKCE, state and nonce. What the provider says of itself and its keys is shared by all workers in
// memcached. Whom a proven identity belongs to is not decided here (identity/linked.h). Keeps no
// token and no code; owns no table.
namespace oidc {

struct Options {
  std::string issuer{};
  std::string client_id{};  // empty: off
  base::Secret client_secret{};
  std::string redirect_uri{};  // as registered, byte for byte
  base::Slots slots{};         // how many may wait for the provider at once over all workers
  std::function<void(const base::LogLine&)> log{};
  std::string ca_file{};  // the only authorities trusted; empty: the system's
};

// A sign-in under way. `state` travels with the browser and back, `secret` stays in its cookie;
// nonce and verifier are derived of both, so that nothing of it must be kept but hashes.
struct Flow {
  std::string state;
  base::Secret secret;
};
std::string nonce_of(const Flow& flow);
std::string verifier_of(const Flow& flow);

// The provider is off, not there, or says nothing that is understood. The message is for the log.
class Unavailable : public base::Error {
 public:
  using base::Error::Error;
};

// Why nobody is signed in, in a word for the log and the audit.
struct Refusal {
  std::string reason;
};

// Not for two threads at once; made after fork().
class Client {
 public:
  explicit Client(Options options);
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  using Deadline = std::chrono::steady_clock::time_point;

  bool is_off() const;
  const std::string& issuer() const;

  // Where the browser goes. Throws Unavailable.
  std::string authorization_url(store::Cache& cache, const Flow& flow, base::Instant now,
                                Deadline deadline);
  // Who came back with this code. A key that nobody knows is asked for anew, at most once a minute
  // over all workers. Throws Unavailable. Not within a transaction.
  base::Result<Claims, Refusal> exchange(store::Cache& cache, const std::string& code,
                                         const Flow& flow, base::Instant now, Deadline deadline);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace oidc
