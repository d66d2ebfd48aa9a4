#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"
#include "base/slots.h"

// Passwords and what is kept of them: Argon2id in PHC form, which names its own settings (contract
// sheet: logins, 2). A hash takes about 30 ms and 19 MiB, so none is made within a transaction, and
// HashSlots bounds how many run at a time.
namespace identity {

// How many hashes run at once over all workers of an instance. With an empty folder (tests) nothing
// is bounded.
class HashSlots {
 public:
  explicit HashSlots(std::string dir = {}) : slots_{std::move(dir), "hash-slot", kSlots} {}
  static constexpr int kSlots = 4;
  base::Slots::Held take() const { return slots_.take(); }

 private:
  base::Slots slots_;
};

// Characters; several blanks in a row count as one towards the least.
inline constexpr std::size_t kLeastPassword = 12;
inline constexpr std::size_t kMostPassword = 128;

enum class PasswordRefusal {
  TooShort,
  TooLong,
  Unreadable,  // bad UTF-8 or control characters
  Common,      // on the list of what is tried first
  LikeYou,     // the mail address, or the name of the shop
};
// What a new password must be, normalised (NFC) and else as typed: no rules of composition, nothing
// trimmed, nothing cut. `about` are the texts that it must not be.
struct NewPassword {
  std::string_view typed;
  std::string_view email;
  std::string_view site_name;
};
base::Result<base::Secret, PasswordRefusal> parse_password(const NewPassword& password);

// A password as typed at sign-in, in the same form; what can be none is "" and fits nobody.
base::Secret typed_password(std::string_view typed);
// Would today be refused as Common: whoever signs in with it must choose another one first.
bool is_tried_first(const base::Secret& password);

std::string hash_password(const base::Secret& password, const HashSlots& slots);
// Takes as long whether it fits or not, and as long with a hash of "" (nobody's): one is made.
bool fits(const base::Secret& password, const std::string& hash, const HashSlots& slots);
// Made by other settings than today's: to be made anew when its password is there.
bool is_outdated(const std::string& hash);

}  // namespace identity
