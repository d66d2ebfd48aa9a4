#pragma once
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "form.h"
#include "google_keys.h"
#include "http.h"
#include "json.h"

namespace fakes {

// Google's OpenID provider below /google: discovery, the page on which one chooses an account, the
// token endpoint and the keys. PKCE by S256 is demanded, codes work once and for five minutes, and
// nothing is taken that the provider does not know. Safe from several threads at once.
class GoogleFace {
 public:
  // `base` is the issuer.
  GoogleFace(std::string base, std::string client_secret)
      : base_{std::move(base)}, client_secret_{std::move(client_secret)} {
    keys_.emplace_back("key-1");
  }

  // path is what follows /google.
  Reply answer(const Request& request, const std::string& path);

  // How the next token differs from a right one, as only a forger or a broken provider would.
  struct Bent {
    Json claims{};   // members that replace the right ones
    Json without{};  // members that are left out
    Json header{};
    std::string append{};  // text that stands at the end of the claims
    std::string sign = "right";
  };
  void bend_next(Bent bent);
  // New tokens are signed by a new key, and the old one is told no more.
  void rotate();
  enum class State { Up, Down };
  void set_state(State state);
  void clear();

 private:
  struct Grant {
    std::string redirect_uri;
    std::string challenge;
    std::int64_t expires_at;
    Json claims;
  };
  Reply discovery();
  Reply choose(const Request& request);
  Reply chosen(const Request& request);
  Reply token(const Request& request);
  std::string id_token(const Grant& grant, const std::string& access_token);

  std::string base_;
  std::string client_secret_;
  std::mutex mutex_;
  std::vector<SigningKey> keys_;
  int drawn_ = 1;
  std::map<std::string, Grant> grants_;  // by code
  std::vector<Bent> bent_;
  State state_ = State::Up;
};

}  // namespace fakes
