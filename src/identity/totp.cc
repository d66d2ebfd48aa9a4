#include "identity/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/crypto.h"
#include "base/error.h"
#include "base/text.h"

namespace identity {
namespace {

constexpr std::int64_t kStepSeconds = 30;
constexpr std::uint32_t kMillion = 1'000'000;
constexpr std::size_t kDigits = 6;

}  // namespace

std::string totp_code(std::string_view seed, std::int64_t step) {
  std::array<unsigned char, 8> counter{};
  auto rest = static_cast<std::uint64_t>(step);
  for (auto byte = counter.rbegin(); byte != counter.rend(); ++byte) {
    *byte = static_cast<unsigned char>(rest & 0xFFU);
    rest >>= 8U;
  }
  std::array<unsigned char, 20> hash{};
  unsigned length = 0;
  if (HMAC(EVP_sha1(), seed.data(), static_cast<int>(seed.size()), counter.data(), counter.size(),
           hash.data(), &length) == nullptr)
    throw base::Error{"HMAC-SHA-1 failed"};
  const std::size_t at = hash[19] & 15U;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8U | hash.at(at + i);
  auto digits = std::to_string((number & 0x7FFFFFFFU) % kMillion);
  return std::string(kDigits - digits.size(), '0') + digits;
}

std::int64_t totp_step(base::Instant at) {
  return base::to_unix_seconds(at) / kStepSeconds;
}

std::optional<std::int64_t> totp_step_of(std::string_view seed, std::string_view typed,
                                         base::Instant now) {
  std::string digits;
  for (const char c : typed)
    if (c != ' ') digits += c;
  if (digits.size() != kDigits || digits.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  std::optional<std::int64_t> found;
  const auto present = totp_step(now);
  for (auto step = present - 1; step <= present + 1; ++step)
    if (base::equal_in_constant_time(totp_code(seed, step), digits)) found = step;
  return found;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  unsigned bits = 0;
  unsigned held = 0;
  for (const char c : bytes) {
    bits = (bits << 8U | static_cast<unsigned char>(c)) & 0xFFFFU;
    held += 8;
    for (; held >= 5; held -= 5) out += kLetters[bits >> (held - 5) & 31U];
  }
  if (held > 0) out += kLetters[bits << (5 - held) & 31U];
  return out;
}

std::string totp_uri(std::string_view issuer, std::string_view account, std::string_view seed) {
  const auto name = base::percent_encoded(issuer);
  return "otpauth://totp/" + name + ':' + base::percent_encoded(account) +
         "?secret=" + base32(seed) + "&issuer=" + name + "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace identity
