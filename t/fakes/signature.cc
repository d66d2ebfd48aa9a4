#include "signature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <array>
#include <stdexcept>

#include "text.h"

namespace fakes {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hex_of(const unsigned char* digest, std::size_t size) {
  return hex({reinterpret_cast<const char*>(digest), size});
}

}  // namespace

std::string hmac_sha256_hex(std::string_view key, std::string_view message) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(message),
           message.size(), digest.data(), &size) == nullptr) {
    throw std::runtime_error("HMAC failed");
  }
  return hex_of(digest.data(), size);
}

std::string sha256_hex(std::string_view message) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(bytes_of(message), message.size(), digest.data());
  return hex_of(digest.data(), digest.size());
}

std::string stripe_signature(std::string_view body, std::int64_t timestamp,
                             const std::vector<std::string>& secrets) {
  const std::string sent_at = std::to_string(timestamp);
  std::string signed_text = sent_at + ".";
  signed_text += body;
  std::string out = "t=" + sent_at;
  for (const auto& secret : secrets) out += ",v1=" + hmac_sha256_hex(secret, signed_text);
  return out;
}

}  // namespace fakes
