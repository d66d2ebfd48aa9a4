#include "google_keys.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>

#include <array>
#include <stdexcept>
#include <vector>

namespace fakes {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string text_of(const std::vector<unsigned char>& bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes.data()), size};
}

}  // namespace

std::string base64url(std::string_view bytes) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  unsigned held = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    held = (held << 8U | static_cast<unsigned char>(c)) & 0xFFFFU;
    for (bits += 8; bits >= 6; bits -= 6) out += kLetters[held >> (bits - 6) & 63U];
  }
  if (bits > 0) out += kLetters[held << (6 - bits) & 63U];
  return out;
}

std::string sha256_raw(std::string_view message) {
  std::vector<unsigned char> digest(SHA256_DIGEST_LENGTH);
  SHA256(bytes_of(message), message.size(), digest.data());
  return text_of(digest, digest.size());
}

std::string hs256(std::string_view key, std::string_view message) {
  std::vector<unsigned char> digest(SHA256_DIGEST_LENGTH);
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(message), message.size(),
       digest.data(), &size);
  return text_of(digest, size);
}

struct SigningKey::Impl {
  EVP_PKEY* key;
  std::string number(const char* name) const {
    BIGNUM* found = nullptr;
    EVP_PKEY_get_bn_param(key, name, &found);
    std::vector<unsigned char> bytes(static_cast<std::size_t>(BN_num_bytes(found)));
    BN_bn2bin(found, bytes.data());
    BN_free(found);
    return text_of(bytes, bytes.size());
  }
};

SigningKey::SigningKey(std::string id)
    : id_{std::move(id)}, impl_{std::make_unique<Impl>(Impl{EVP_RSA_gen(2048U)})} {
  if (impl_->key == nullptr) throw std::runtime_error{"no key could be made"};
}
SigningKey::~SigningKey() {
  if (impl_) EVP_PKEY_free(impl_->key);
}
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(impl_, other.impl_);
  return *this;
}

std::string SigningKey::rs256(std::string_view message) const {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  std::vector<unsigned char> signature(512);
  auto size = signature.size();
  EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, impl_->key);
  EVP_DigestSign(context, signature.data(), &size, bytes_of(message), message.size());
  EVP_MD_CTX_free(context);
  return text_of(signature, size);
}

Json SigningKey::jwk() const {
  return Json::object({{"kty", "RSA"},
                       {"alg", "RS256"},
                       {"use", "sig"},
                       {"kid", id_},
                       {"n", base64url(impl_->number(OSSL_PKEY_PARAM_RSA_N))},
                       {"e", base64url(impl_->number(OSSL_PKEY_PARAM_RSA_E))}});
}

std::string SigningKey::public_pem() const {
  BIO* memory = BIO_new(BIO_s_mem());
  PEM_write_bio_PUBKEY(memory, impl_->key);
  char* start = nullptr;
  const auto size = BIO_get_mem_data(memory, &start);
  std::string out{start, static_cast<std::size_t>(size)};
  BIO_free(memory);
  return out;
}

}  // namespace fakes
