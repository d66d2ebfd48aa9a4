#include "base/seal.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>
#include <memory>

#include "base/crypto.h"
#include "base/error.h"

namespace base {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* c) const { EVP_CIPHER_CTX_free(c); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

unsigned char* bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
int size(std::string_view text) {
  return static_cast<int>(text.size());
}

std::optional<std::string> from_hex(std::string_view hex) {
  std::string out;
  int half = -1;
  for (const char c : hex) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return std::nullopt;
    if (half < 0) {
      half = digit;
    } else {
      out += static_cast<char>(half * 16 + digit);
      half = -1;
    }
  }
  return half < 0 ? std::optional{out} : std::nullopt;
}

void must(int answer) {
  if (answer != 1) throw Error{"AES-256-GCM failed"};
}

}  // namespace

SealKeys::SealKeys(const std::vector<Secret>& hex) {
  for (const auto& text : hex) {
    auto raw = from_hex(text.reveal());
    if (!raw || raw->size() != kKeyBytes) throw Error{"identity.seal_keys: a key is 64 hex digits"};
    keys_.push_back({sha256_hex(*raw).substr(0, 8), *std::move(raw)});
  }
}

const SealKeys::Key* SealKeys::find(std::string_view key_id) const {
  const auto found =
      std::find_if(keys_.begin(), keys_.end(), [&](const Key& key) { return key.id == key_id; });
  return found == keys_.end() ? nullptr : &*found;
}

std::string SealKeys::newest_id() const {
  BASE_CHECK(!keys_.empty());
  return keys_.front().id;
}

SealKeys::Sealed SealKeys::seal(std::string_view plain, std::string_view about) const {
  BASE_CHECK(!keys_.empty());
  const auto& key = keys_.front();
  const auto nonce = random_bytes(kNonceBytes);
  std::string text(plain.size(), '\0');
  std::string tag(kTagBytes, '\0');
  const Cipher c{EVP_CIPHER_CTX_new()};
  int n = 0;
  must(EVP_EncryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, bytes(std::string_view{key.raw}),
                          bytes(std::string_view{nonce})));
  must(EVP_EncryptUpdate(c.get(), nullptr, &n, bytes(about), size(about)));
  must(EVP_EncryptUpdate(c.get(), bytes(text), &n, bytes(plain), size(plain)));
  must(EVP_EncryptFinal_ex(c.get(), bytes(text) + n, &n));
  must(EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, tag.data()));
  return {nonce + text + tag, key.id};
}

std::optional<Secret> SealKeys::open(const Sealed& sealed, std::string_view about) const {
  const auto* key = find(sealed.key_id);
  if (key == nullptr || sealed.bytes.size() < kNonceBytes + kTagBytes) return std::nullopt;
  const std::string_view all{sealed.bytes};
  const auto nonce = all.substr(0, kNonceBytes);
  const auto text = all.substr(kNonceBytes, all.size() - kNonceBytes - kTagBytes);
  std::string tag{all.substr(all.size() - kTagBytes)};
  std::string plain(text.size(), '\0');
  const Cipher c{EVP_CIPHER_CTX_new()};
  int n = 0;
  must(EVP_DecryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, bytes(std::string_view{key->raw}),
                          bytes(nonce)));
  must(EVP_DecryptUpdate(c.get(), nullptr, &n, bytes(about), size(about)));
  must(EVP_DecryptUpdate(c.get(), bytes(plain), &n, bytes(text), size(text)));
  must(EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()));
  const bool whole = EVP_DecryptFinal_ex(c.get(), bytes(plain) + n, &n) == 1;
  ERR_clear_error();
  if (!whole) return std::nullopt;
  return Secret{std::move(plain)};
}

}  // namespace base
