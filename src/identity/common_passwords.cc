#include "identity/common_passwords.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "identity/leaked_passwords.h"

namespace identity {
namespace {

// From the lists of leaked passwords that are published each year, without what is too short here
// and without digits at their ends, which is_common_password() takes off.
constexpr std::array<std::string_view, 96> kWords{
    "aa",        "abc",           "abcd",      "abcdef",    "abcdefg",   "abcdefgh",  "access",
    "admin",     "administrator", "alexander", "amanda",    "andrea",    "andrew",    "anthony",
    "asdf",      "asdfasdf",      "asdfgh",    "asdfghjk",  "asdfghjkl", "asdfjkl",   "ashley",
    "baseball",  "basketball",    "batman",    "benjamin",  "butterfly", "changeme",  "charlie",
    "charlotte", "chocolate",     "christian", "cisco",     "computer",  "corvette",  "default",
    "dragon",    "elizabeth",     "facebook",  "flower",    "football",  "forever",   "freedom",
    "gateway",   "guest",         "hello",     "iloveyou",  "internet",  "jennifer",  "jessica",
    "jonathan",  "jordan",        "joshua",    "killer",    "letmein",   "liverpool", "login",
    "lovely",    "master",        "maverick",  "mercedes",  "michael",   "michelle",  "midnight",
    "monkey",    "mustang",       "nicholas",  "nothing",   "passw",     "password",  "passwort",
    "pokemon",   "princess",      "qazwsx",    "qazwsxedc", "qwer",      "qwert",     "qwerty",
    "qwertyui",  "qwertyuiop",    "samantha",  "secret",    "shadow",    "server",    "starwars",
    "summer",    "sunshine",      "superman",  "test",      "trustno",   "victoria",  "welcome",
    "whatever",  "william",       "winter",    "zaq",       "zxcvbnm"};

bool is_tail(char c) {
  return (c >= '0' && c <= '9') || c == '!' || c == '.' || c == '*' || c == '?' || c == '#' ||
         c == '_' || c == '-' || c == '@' || c == '$';
}

// "abababab", "11111111", "abcabcabc": a piece of at most four characters again and again.
bool repeats(std::string_view text) {
  for (std::size_t piece = 1; piece <= 4; ++piece) {
    bool same = true;
    for (std::size_t i = piece; i < text.size() && same; ++i) same = text[i] == text[i - piece];
    if (same) return true;
  }
  return false;
}

// "12345678", "87654321", "abcdefgh": each character the next one's neighbour.
bool counts(std::string_view text) {
  const auto steps = [&](int by) {
    for (std::size_t i = 1; i < text.size(); ++i) {
      const bool wraps = text[i - 1] == '9' && text[i] == '0';
      if (text[i] - text[i - 1] != by && !(by == 1 && wraps)) return false;
    }
    return true;
  };
  return steps(1) || steps(-1);
}

// As "p@ssw0rd" is read.
std::string plain(std::string_view text) {
  auto out = base::lower_ascii(text);
  for (auto& c : out) {
    if (c == '@') c = 'a';
    if (c == '0') c = 'o';
    if (c == '$') c = 's';
    if (c == '1') c = 'l';
    if (c == '3') c = 'e';
  }
  return out;
}

bool is_word(std::string_view word) {
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// "passwordqwerty": a common word, and one behind it.
bool are_words(std::string_view text) {
  for (std::size_t cut = 0; cut < text.size(); ++cut)
    if ((cut == 0 || is_word(text.substr(0, cut))) && is_word(text.substr(cut))) return true;
  return false;
}

}  // namespace

bool is_common_password(std::string_view password) {
  if (repeats(password) || counts(password)) return true;
  if (is_leaked_password(base::lower_ascii(password))) return true;
  auto stem = password;
  while (!stem.empty() && is_tail(stem.back())) stem.remove_suffix(1);
  while (!stem.empty() && is_tail(stem.front())) stem.remove_prefix(1);
  if (stem.empty()) return password.size() < 16;
  return are_words(base::lower_ascii(stem)) || are_words(plain(stem)) || are_words(plain(password));
}

}  // namespace identity
