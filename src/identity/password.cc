#include "identity/password.h"

#include <argon2.h>
#include <uninorm.h>

#include <array>
#include <cstdlib>
#include <memory>

#include "base/crypto.h"
#include "base/error.h"
#include "base/text.h"
#include "base/utf8.h"
#include "identity/common_passwords.h"

namespace identity {
namespace {

// OWASP's first choice. Memory times HashSlots::kSlots is what sign-ins may take of a machine.
constexpr std::uint32_t kMemoryKib = 19456;
constexpr std::uint32_t kPasses = 2;
constexpr std::uint32_t kLanes = 1;
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashBytes = 32;
constexpr std::string_view kSettings = "$argon2id$v=19$m=19456,t=2,p=1$";

// Fits no password anybody knows: made of random bytes, once. What nobody's sign-in is tried on.
constexpr const char* kNobodys =
    "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

// Two ways to type an accented letter are one password.
std::string normalised(std::string_view text) {
  std::size_t length = 0;
  const std::unique_ptr<std::uint8_t, decltype(&std::free)> made{
      u8_normalize(UNINORM_NFC, reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                   nullptr, &length),
      std::free};
  if (!made) return std::string{text};
  return {reinterpret_cast<const char*>(made.get()), length};
}

std::size_t counted(std::string_view text) {
  std::string once;
  for (const char c : text)
    if (c != ' ' || !once.ends_with(' ')) once += c;
  return base::character_count(once);
}

bool holds_ignoring_case(std::string_view text, std::string_view part) {
  return part.size() >= 4 &&
         base::lower_ascii(text).find(base::lower_ascii(part)) != std::string::npos;
}

}  // namespace

base::Result<base::Secret, PasswordRefusal> parse_password(const NewPassword& password) {
  if (!base::is_clean_utf8(password.typed) ||
      base::text_flaw(password.typed, base::Lines::One) == base::TextFlaw::Control)
    return PasswordRefusal::Unreadable;
  auto text = normalised(password.typed);
  if (counted(text) < kLeastPassword) return PasswordRefusal::TooShort;
  if (base::character_count(text) > kMostPassword) return PasswordRefusal::TooLong;
  if (is_common_password(text)) return PasswordRefusal::Common;
  const auto local = password.email.substr(0, password.email.find('@'));
  const bool like_mail = base::equal_ignoring_case(text, password.email) ||
                         (holds_ignoring_case(text, local) && text.size() < local.size() + 4);
  const bool like_shop =
      holds_ignoring_case(text, password.site_name) && text.size() < password.site_name.size() + 5;
  if (like_mail || like_shop) return PasswordRefusal::LikeYou;
  return base::Secret{std::move(text)};
}

base::Secret typed_password(std::string_view typed) {
  if (!base::is_clean_utf8(typed) || base::character_count(typed) > kMostPassword)
    return base::Secret{};
  return base::Secret{normalised(typed)};
}

bool is_tried_first(const base::Secret& password) {
  return is_common_password(password.reveal());
}

std::string hash_password(const base::Secret& password, const HashSlots& slots) {
  const auto salt = base::random_bytes(kSaltBytes);
  std::array<char, 160> encoded{};
  const auto slot = slots.take();
  const int answer = argon2id_hash_encoded(kPasses, kMemoryKib, kLanes, password.reveal().data(),
                                           password.reveal().size(), salt.data(), salt.size(),
                                           kHashBytes, encoded.data(), encoded.size());
  if (answer != ARGON2_OK)
    throw base::Error{std::string{"Argon2: "} + argon2_error_message(answer)};
  return encoded.data();
}

bool fits(const base::Secret& password, const std::string& hash, const HashSlots& slots) {
  const auto slot = slots.take();
  const auto* encoded = hash.empty() ? kNobodys : hash.c_str();
  const int answer = argon2id_verify(encoded, password.reveal().data(), password.reveal().size());
  if (answer == ARGON2_OK) return !hash.empty() && !password.empty();
  if (answer == ARGON2_VERIFY_MISMATCH) return false;
  throw base::Error{std::string{"Argon2: "} + argon2_error_message(answer)};
}

bool is_outdated(const std::string& hash) {
  return !hash.starts_with(kSettings);
}

}  // namespace identity
