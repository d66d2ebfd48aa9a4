#pragma once
#include <span>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "base/secret.h"

namespace stripe {

enum class SignatureFlaw {
  NoTimestamp,   // no `t`, or one that is no number
  NoSignature,   // no `v1`
  Mismatch,      // no `v1` fits any secret
  TooOld,        // signed more than 300 s ago: a replay
  BodyTooLarge,  // over 1 MiB; nothing was hashed
};

// Is `body`, the raw bytes as they came, signed by Stripe? `header` is Stripe-Signature, `secrets`
// every endpoint secret that may count now (two while one is being rotated). Compares in constant
// time. A time stamp in the future passes: clocks differ, and it is signed.
base::Result<base::Done, SignatureFlaw> verify(std::string_view header, std::string_view body,
                                               std::span<const base::Secret> secrets,
                                               base::Instant now);

// The header for a body signed at `at`; for tests and stand-ins.
std::string signature_header(std::string_view body, const base::Secret& secret, base::Instant at);

}  // namespace stripe
