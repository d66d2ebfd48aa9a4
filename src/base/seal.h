#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"

namespace base {

// Secrets that must be read again are kept sealed (AES-256-GCM): whoever has the table alone has
// nothing. Keys are 64 hex digits; the first seals, all open, so that a key is replaced by putting
// another in front and sealing anew.
class SealKeys {
 public:
  SealKeys() = default;
  // Throws Error for what is no key.
  explicit SealKeys(const std::vector<Secret>& hex);

  bool empty() const { return keys_.empty(); }
  // Of the key that seals: the beginning of its digest.
  std::string newest_id() const;
  bool has(std::string_view key_id) const { return find(key_id) != nullptr; }

  struct Sealed {
    std::string bytes;  // nonce, text, tag
    std::string key_id;
  };
  // `about` is bound to it ("totp 7"): sealed text of one row does not open as another's.
  Sealed seal(std::string_view plain, std::string_view about) const;
  // Nothing when it was changed, is about something else, or its key is not here.
  std::optional<Secret> open(const Sealed& sealed, std::string_view about) const;

 private:
  struct Key {
    std::string id;
    std::string raw;
  };
  const Key* find(std::string_view key_id) const;
  std::vector<Key> keys_;
};

}  // namespace base
