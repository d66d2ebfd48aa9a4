#include "oidc/keys.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>

#include "base/crypto.h"
#include "base/error.h"

namespace oidc {
namespace {

constexpr int kLeastBits = 2048;
constexpr int kMostBits = 8192;

template <auto free>
struct Free {
  template <class T>
  void operator()(T* made) const {
    free(made);
  }
};
template <class T, auto free>
using Owned = std::unique_ptr<T, Free<free>>;
using Number = Owned<BIGNUM, BN_free>;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Number number(std::string_view text) {
  return Number{BN_bin2bn(bytes(text), static_cast<int>(text.size()), nullptr)};
}

Owned<EVP_PKEY, EVP_PKEY_free> public_key(const Key& key) {
  const auto n = number(key.modulus);
  const auto e = number(key.exponent);
  const Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder{OSSL_PARAM_BLD_new()};
  const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context{
      EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr)};
  EVP_PKEY* made = nullptr;
  if (n && e && builder && context &&
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1 &&
      EVP_PKEY_fromdata_init(context.get()) == 1) {
    const Owned<OSSL_PARAM, OSSL_PARAM_free> params{OSSL_PARAM_BLD_to_param(builder.get())};
    if (params) EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, params.get());
  }
  return Owned<EVP_PKEY, EVP_PKEY_free>{made};
}

bool fits(const Key& key) {
  const auto n = number(key.modulus);
  return n && BN_num_bits(n.get()) >= kLeastBits && BN_num_bits(n.get()) <= kMostBits &&
         !key.exponent.empty() && key.exponent.size() <= 4;
}

}  // namespace

std::vector<Key> read_keys(const base::Json& document) {
  std::vector<Key> keys;
  for (const auto& item : document.at("keys").items()) {
    if (item.text_or("kty", "") != "RSA" || item.text_or("use", "sig") != "sig" ||
        item.text_or("alg", "RS256") != "RS256")
      continue;
    const auto n = base::from_base64url(item.text_or("n", ""));
    const auto e = base::from_base64url(item.text_or("e", ""));
    if (!n || !e) continue;
    Key key{item.text_or("kid", ""), *n, *e};
    if (!key.id.empty() && fits(key)) keys.push_back(std::move(key));
  }
  return keys;
}

bool has_signed(const Key& key, std::string_view message, std::string_view signature) {
  const auto own = public_key(key);
  const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context{EVP_MD_CTX_new()};
  if (!own || !context) return false;
  EVP_PKEY_CTX* padding = nullptr;
  return EVP_DigestVerifyInit(context.get(), &padding, EVP_sha256(), nullptr, own.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(message),
                          message.size()) == 1;
}

}  // namespace oidc
