#include "mail.h"

#include <optional>

#include "text.h"

namespace fakes {
namespace {

using HeaderLines = std::vector<std::pair<std::string, std::string>>;

struct Entity {
  HeaderLines headers;
  std::string_view body;
};

std::string value_of(const HeaderLines& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (lower(key) == lower(name)) return value;
  }
  return {};
}

// Splits at the first empty line and unfolds the header lines.
Entity split_entity(std::string_view raw) {
  Entity out;
  while (!raw.empty()) {
    const auto end = raw.find("\r\n");
    const auto line = raw.substr(0, end);
    raw.remove_prefix(end == std::string_view::npos ? raw.size() : end + 2);
    if (line.empty()) break;
    if ((line.front() == ' ' || line.front() == '\t') && !out.headers.empty()) {
      out.headers.back().second += line;
      continue;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    out.headers.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
  }
  out.body = raw;
  return out;
}

std::optional<char> hex_byte(std::string_view two) {
  const auto decoded = form_decoded("%" + std::string{two});
  if (two.size() != 2 || !decoded) return std::nullopt;
  return decoded->front();
}

// In a header "_" is a blank; in a body "=" at the end of a line joins it with the next.
std::string quoted_printable(std::string_view text, bool in_header) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (in_header && text[i] == '_') {
      out += ' ';
    } else if (text[i] != '=') {
      out += text[i];
    } else if (text.substr(i + 1, 2) == "\r\n") {
      i += 2;
    } else if (const auto byte = hex_byte(text.substr(i + 1, 2))) {
      out += *byte;
      i += 2;
    } else {
      out += '=';
    }
  }
  return out;
}

// One encoded word at the front, with its length; nothing when there is none.
std::optional<std::pair<std::string, std::size_t>> encoded_word(std::string_view text) {
  if (!text.starts_with("=?")) return std::nullopt;
  const auto charset_end = text.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= text.size() ||
      text[charset_end + 2] != '?') {
    return std::nullopt;
  }
  const auto end = text.find("?=", charset_end + 3);
  if (end == std::string_view::npos) return std::nullopt;
  const auto content = text.substr(charset_end + 3, end - charset_end - 3);
  const bool base64 = text[charset_end + 1] == 'b' || text[charset_end + 1] == 'B';
  const auto decoded = base64 ? base64_decoded(content)
                              : std::optional<std::string>{quoted_printable(content, true)};
  if (!decoded) return std::nullopt;
  return std::pair{*decoded, end + 2};
}

std::string parameter(const std::string& header, const std::string& name) {
  const auto at = lower(header).find(name + "=");
  if (at == std::string::npos) return {};
  auto rest = header.substr(at + name.size() + 1);
  if (rest.starts_with('"')) return rest.substr(1, rest.find('"', 1) - 1);
  return std::string{trimmed(rest.substr(0, rest.find(';')))};
}

std::string decoded_body(const Entity& entity) {
  const auto encoding = lower(value_of(entity.headers, "Content-Transfer-Encoding"));
  if (encoding == "base64") return base64_decoded(entity.body).value_or(std::string{entity.body});
  if (encoding == "quoted-printable") return quoted_printable(entity.body, false);
  return std::string{entity.body};
}

constexpr int kDeepest = 8;

void collect(const Entity& entity, Mail& mail, int depth) {
  const auto type = value_of(entity.headers, "Content-Type");
  const auto kind = lower(trimmed(type.substr(0, type.find(';'))));
  if (kind.starts_with("multipart/") && depth < kDeepest) {
    const auto mark = "--" + parameter(type, "boundary");
    auto rest = entity.body;
    for (auto at = rest.find(mark); at != std::string_view::npos; at = rest.find(mark)) {
      rest.remove_prefix(at + mark.size());
      if (rest.starts_with("--")) return;
      rest.remove_prefix(std::min(rest.size(), rest.find("\r\n") + 2));
      const auto end = rest.find("\r\n" + mark);
      collect(split_entity(rest.substr(0, end)), mail, depth + 1);
      if (end == std::string_view::npos) return;
      rest.remove_prefix(end + 2);
    }
    return;
  }
  if (kind == "text/html") {
    if (mail.html.empty()) mail.html = decoded_body(entity);
  } else if ((kind.empty() || kind == "text/plain") && mail.text.empty()) {
    mail.text = decoded_body(entity);
  }
}

}  // namespace

std::string Mail::header(std::string_view name) const {
  return value_of(headers, name);
}

std::string decoded_words(std::string_view text) {
  std::string out;
  std::string blanks;
  bool after_word = false;
  while (!text.empty()) {
    if (const auto word = encoded_word(text)) {
      if (!after_word) out += blanks;
      blanks.clear();
      out += word->first;
      text.remove_prefix(word->second);
      after_word = true;
    } else if (text.front() == ' ' || text.front() == '\t') {
      blanks += text.front();
      text.remove_prefix(1);
    } else {
      out += blanks;
      blanks.clear();
      out += text.front();
      text.remove_prefix(1);
      after_word = false;
    }
  }
  return out + blanks;
}

Mail read_mail(std::string_view raw) {
  const auto entity = split_entity(raw);
  Mail out;
  for (const auto& [name, value] : entity.headers) {
    out.headers.emplace_back(name, decoded_words(value));
  }
  collect(entity, out, 0);
  return out;
}

}  // namespace fakes
