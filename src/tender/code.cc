#include "tender/code.h"

#include "base/crypto.h"

namespace tender {
namespace {

constexpr std::size_t kLetters = 20;
// Without I, L, O and U: what is misread, and what makes words.
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static_assert(kAlphabet.size() == 32);

// What a typed letter means; 0 when nothing.
char meant(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') return '0';
  if (c == 'I' || c == 'L') return '1';
  return kAlphabet.find(c) == std::string_view::npos ? '\0' : c;
}

}  // namespace

Code Code::draw() {
  std::string letters;
  for (const char byte : base::random_bytes(kLetters))
    letters += kAlphabet[static_cast<unsigned char>(byte) % kAlphabet.size()];
  return Code{std::move(letters)};
}

std::optional<Code> Code::parse(std::string_view typed) {
  std::string letters;
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    const char letter = meant(c);
    if (letter == '\0' || letters.size() == kLetters) return std::nullopt;
    letters += letter;
  }
  if (letters.size() != kLetters) return std::nullopt;
  return Code{std::move(letters)};
}

base::Secret Code::text() const {
  std::string text;
  for (std::size_t i = 0; i < kLetters; ++i) {
    if (i > 0 && i % 4 == 0) text += '-';
    text += letters_[i];
  }
  return base::Secret{std::move(text)};
}

std::string Code::hash() const {
  return base::sha256_hex(letters_);
}

}  // namespace tender
