#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "json.h"

namespace fakes {

// Without padding (RFC 4648 §5).
std::string base64url(std::string_view bytes);
std::string sha256_raw(std::string_view message);

// A provider's key for signatures: made on the spot, RSA of 2048 bits.
class SigningKey {
 public:
  explicit SigningKey(std::string id);
  ~SigningKey();
  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;

  const std::string& id() const { return id_; }
  std::string rs256(std::string_view message) const;
  Json jwk() const;
  // The public key as PEM: what a forger takes for a secret of HS256.
  std::string public_pem() const;

 private:
  struct Impl;
  std::string id_;
  std::unique_ptr<Impl> impl_;
};

std::string hs256(std::string_view key, std::string_view message);

}  // namespace fakes
