#pragma once
#include "base/columns.h"
#include "identity/sessions.h"

// Signing in with a password. After five failures in a row a mailbox waits a minute, then twice as
// long each time, up to an hour; a browser in which its owner has signed in before waits for
// failures of its own alone, so that strangers lock nobody out (contract sheet: logins, 6). Every
// try is kept.
namespace identity {

struct Attempt {
  Audience audience;
  std::string email;
  base::Secret password;
  std::string device;  // the value of the device's cookie, or ""
  Client client;
  std::string captcha{};  // by what a person was told from a program: see login_attempts
};

// Whose password it is. Nothing for a wrong password, an unknown address and a mailbox that waits:
// each costs one hash and the same statements. In transactions of its own; not within one.
std::optional<User> check_password(store::Db& db, const Attempt& attempt, const HashSlots& slots,
                                   Instant now);

// The same for who is signed in and must show it again; a failure counts like any other.
bool check_again(store::Db& db, UserId user, const Attempt& attempt, const HashSlots& slots,
                 Instant now);

// This browser is the user's from now on; `device` is its cookie's value. When it is not the first
// one, word is mailed.
void know_device(store::Tx& tx, Audience audience, UserId user, const std::string& device,
                 Instant now);

struct PastAttempt {
  std::string address;
  std::string agent;
  std::string outcome;  // in, wrong, locked
  Instant at;
  static constexpr auto columns() {
    return base::Columns<&PastAttempt::address, &PastAttempt::agent, &PastAttempt::outcome,
                         &PastAttempt::at>{};
  }
};
// The newest first.
std::vector<PastAttempt> attempts(store::Tx& tx, UserId user, std::int64_t limit);

}  // namespace identity
