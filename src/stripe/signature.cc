#include "stripe/signature.h"

#include <optional>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "base/text.h"

namespace stripe {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1024} * 1024;
constexpr std::int64_t kTolerance = 300;

struct Parts {
  std::string_view time;
  std::vector<std::string_view> signatures;
};

// Items part at commas, each at its first "="; blanks count; the last `t` wins.
Parts parse(std::string_view header) {
  Parts parts;
  while (!header.empty()) {
    const auto end = std::min(header.find(','), header.size());
    const auto item = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    const auto equals = item.find('=');
    if (equals == std::string_view::npos) continue;
    const auto key = item.substr(0, equals);
    if (key == "t") parts.time = item.substr(equals + 1);
    if (key == "v1") parts.signatures.push_back(item.substr(equals + 1));
  }
  return parts;
}

std::string expected(std::string_view time, std::string_view body, const base::Secret& secret) {
  return base::hmac_sha256_hex(secret.reveal(), std::string{time} + "." + std::string{body});
}

}  // namespace

base::Result<base::Done, SignatureFlaw> verify(std::string_view header, std::string_view body,
                                               std::span<const base::Secret> secrets,
                                               base::Instant now) {
  if (body.size() > kMostBytes) return SignatureFlaw::BodyTooLarge;
  const auto parts = parse(header);
  const auto time = base::parse_integer<std::int64_t>(parts.time);
  if (!time) return SignatureFlaw::NoTimestamp;
  if (parts.signatures.empty()) return SignatureFlaw::NoSignature;
  bool fits = false;
  for (const auto& secret : secrets) {
    // An unset secret would let anybody sign with the empty key.
    if (secret.empty()) continue;
    const auto wanted = expected(parts.time, body, secret);
    for (const auto signature : parts.signatures) {
      fits = base::equal_in_constant_time(wanted, signature) || fits;
    }
  }
  if (!fits) return SignatureFlaw::Mismatch;
  if (base::to_unix_seconds(now) - *time > kTolerance) return SignatureFlaw::TooOld;
  return base::Done{};
}

std::string signature_header(std::string_view body, const base::Secret& secret, base::Instant at) {
  const auto time = std::to_string(base::to_unix_seconds(at));
  return "t=" + time + ",v1=" + expected(time, body, secret);
}

}  // namespace stripe
