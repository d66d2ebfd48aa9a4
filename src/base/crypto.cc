#include "base/crypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <array>
#include <climits>

#include "base/error.h"

namespace base {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kStandard =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrl =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string encoded(std::string_view bytes, std::string_view letters) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  unsigned bits = 0;
  unsigned held = 0;
  for (const char c : bytes) {
    bits = (bits << 8U | static_cast<unsigned char>(c)) & 0xFFFFU;
    held += 8;
    for (; held >= 6; held -= 6) out += letters[bits >> (held - 6) & 63U];
  }
  if (held > 0) out += letters[bits << (6 - held) & 63U];
  return out;
}

}  // namespace

std::string random_bytes(std::size_t count) {
  BASE_CHECK(count <= INT_MAX);
  std::string out(count, '\0');
  if (RAND_priv_bytes(reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(count)) != 1) {
    throw Error{"the random source failed"};
  }
  return out;
}

std::string random_token(std::size_t bytes) {
  return base64url(random_bytes(bytes));
}

std::string random_uuid() {
  auto raw = random_bytes(16);
  raw[6] = static_cast<char>((static_cast<unsigned char>(raw[6]) & 0x0FU) | 0x40U);
  raw[8] = static_cast<char>((static_cast<unsigned char>(raw[8]) & 0x3FU) | 0x80U);
  auto text = hex(raw);
  for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, 1, '-');
  return text;
}

std::string sha256(std::string_view message) {
  std::string out(SHA256_DIGEST_LENGTH, '\0');
  unsigned length = 0;
  if (EVP_Digest(message.data(), message.size(), reinterpret_cast<unsigned char*>(out.data()),
                 &length, EVP_sha256(), nullptr) != 1) {
    throw Error{"SHA-256 failed"};
  }
  return out;
}

std::string sha256_hex(std::string_view message) {
  return hex(sha256(message));
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
  BASE_CHECK(key.size() <= INT_MAX);
  std::string out(SHA256_DIGEST_LENGTH, '\0');
  unsigned length = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(message),
           message.size(), reinterpret_cast<unsigned char*>(out.data()), &length) == nullptr) {
    throw Error{"HMAC-SHA-256 failed"};
  }
  return out;
}

std::string hmac_sha256_hex(std::string_view key, std::string_view message) {
  return hex(hmac_sha256(key, message));
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hex(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    out += kHexDigits[static_cast<unsigned char>(c) >> 4U];
    out += kHexDigits[static_cast<unsigned char>(c) & 15U];
  }
  return out;
}

std::string base64(std::string_view bytes) {
  auto out = encoded(bytes, kStandard);
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::string base64url(std::string_view bytes) {
  return encoded(bytes, kUrl);
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  unsigned held = 0;
  for (const char c : text) {
    const auto at = kUrl.find(c);
    if (at == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U | static_cast<unsigned>(at)) & 0xFFFFU;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 0xFFU);
  }
  if (held >= 6 || (bits & ((1U << held) - 1)) != 0) return std::nullopt;
  return out;
}

}  // namespace base
