#pragma once
#include "identity/identity.h"

// What one may try, by failures in a row. Private to identity.
namespace identity {

// The keys that failures are counted by: a mailbox; a mailbox in a browser that its owner knows.
std::string mailbox_key(const std::string& mail_key);
std::string device_key(const std::string& mail_key, const std::string& device_hash);

std::string code_key(UserId user);

// How long the fifth failure in a row makes wait, and the longest that doubling makes of it.
struct Waits {
  int first_seconds = 60;
  int longest_seconds = 3600;
};

// Counts a try before it is looked at, so that of many at once no more than the limit are. False:
// it must wait, and was not counted.
bool count_try(store::Tx& tx, Audience audience, const std::string& key, const Waits& waits,
               Instant now);
// A try that was right: the count begins anew.
void forget_tries(store::Tx& tx, Audience audience, const std::string& key);

}  // namespace identity
