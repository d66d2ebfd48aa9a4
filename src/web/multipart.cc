#include "web/multipart.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace web {
namespace {

constexpr std::string_view kType = "multipart/form-data";
constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kMostBoundary = 70;  // RFC 2046, 5.1.1

bool is_boundary(std::string_view text) {
  constexpr std::string_view kOfBoundaries =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'()+_,-./:=? ";
  return !text.empty() && text.size() <= kMostBoundary && text.back() != ' ' &&
         text.find_first_not_of(kOfBoundaries) == std::string_view::npos;
}

// What `text` begins with is taken off; false, and nothing changed, where it does not.
bool take(std::string_view& text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return false;
  text.remove_prefix(beginning.size());
  return true;
}

bool take_ignoring_case(std::string_view& text, std::string_view beginning) {
  if (!base::equal_ignoring_case(text.substr(0, beginning.size()), beginning)) return false;
  text.remove_prefix(beginning.size());
  return true;
}

// The one parameter that there may be, quoted, or a word of letters that want no quotes.
std::optional<std::string_view> boundary_of(std::string_view content_type) {
  if (!take_ignoring_case(content_type, kType)) return std::nullopt;
  content_type = base::trimmed(content_type);
  if (!take(content_type, ";")) return std::nullopt;
  content_type = base::trimmed(content_type);
  if (!take_ignoring_case(content_type, "boundary=")) return std::nullopt;
  if (content_type.size() >= 2 && content_type.front() == '"' && content_type.back() == '"')
    content_type = content_type.substr(1, content_type.size() - 2);
  else if (content_type.find_first_of("(),/:=? ") != std::string_view::npos)
    return std::nullopt;
  if (!is_boundary(content_type)) return std::nullopt;
  return content_type;
}

// `; name="..."`: between the quotes everything stands for itself, as browsers write it (they turn
// a quote and line ends into %22, %0D and %0A).
std::optional<std::string_view> take_parameter(std::string_view& rest, std::string_view name) {
  auto text = rest;
  if (!take(text, ";")) return std::nullopt;
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  if (!take_ignoring_case(text, name) || !take(text, "=\"")) return std::nullopt;
  const auto end = text.find('"');
  if (end == std::string_view::npos) return std::nullopt;
  rest = text.substr(end + 1);
  return text.substr(0, end);
}

bool is_plain(std::string_view text, std::size_t most) {
  return text.size() <= most && base::text_flaw(text, base::Lines::One) == base::TextFlaw::None;
}

struct Head {
  std::string_view name;
  std::optional<std::string_view> file;
  bool has_type = false;
  bool is_text = true;
};

// The value of Content-Disposition, by which a part is told from another.
bool read_disposition(std::string_view value, Head& head) {
  if (!take_ignoring_case(value, "form-data")) return false;
  const auto name = take_parameter(value, "name");
  if (!name || name->empty() || !is_plain(*name, kMostPartName)) return false;
  head.name = *name;
  head.file = take_parameter(value, "filename");
  return value.empty() && (!head.file || is_plain(*head.file, kMostFileName));
}

// The value of Content-Type, which says nothing that is believed; a part of parts is none of ours.
bool read_type(std::string_view value, Head& head) {
  head.has_type = true;
  head.is_text = base::equal_ignoring_case(value.substr(0, value.find(';')), "text/plain");
  return !value.empty() && is_plain(value, kMostFileName) &&
         !base::equal_ignoring_case(value.substr(0, 10), "multipart/");
}

std::optional<Head> read_head(std::string_view text) {
  Head head;
  while (!text.empty()) {
    const auto end = std::min(text.find(kLineEnd), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + kLineEnd.size(), text.size()));
    const bool fits = take_ignoring_case(line, "Content-Disposition:")
                          ? head.name.empty() && read_disposition(base::trimmed(line), head)
                          : take_ignoring_case(line, "Content-Type:") && !head.has_type &&
                                read_type(base::trimmed(line), head);
    if (!fits) return std::nullopt;
  }
  if (head.name.empty() || (!head.file && !head.is_text)) return std::nullopt;
  return head;
}

bool is_known(const Multipart& read, std::string_view name) {
  return read.fields.find(name) != nullptr ||
         std::ranges::any_of(read.files, [&](const auto& file) { return file.field == name; });
}

std::string without_folders(std::string_view path) {
  return std::string{path.substr(path.find_last_of("/\\") + 1)};
}

std::optional<MultipartFlaw> keep(Multipart& read, const Head& head, std::string_view bytes) {
  if (is_known(read, head.name)) return MultipartFlaw::Twice;
  if (!head.file) {
    if (bytes.size() > kMostPartText) return MultipartFlaw::TooMany;
    read.fields.add(std::string{head.name}, std::string{bytes});
    return std::nullopt;
  }
  auto name = without_folders(*head.file);
  // No name and no bytes is a browser's way to say that no file was chosen.
  if (name.empty() && !(bytes.empty() && head.file->empty())) return MultipartFlaw::Head;
  read.files.push_back({std::string{head.name}, std::move(name), std::string{bytes}});
  return std::nullopt;
}

// Takes the part that `rest` begins with, up to and with the delimiter after it.
std::optional<MultipartFlaw> take_part(std::string_view& rest, std::string_view delimiter,
                                       Multipart& read) {
  const auto head_end = rest.substr(0, kMostPartHead + 4).find("\r\n\r\n");
  if (head_end == std::string_view::npos)
    return rest.size() > kMostPartHead ? MultipartFlaw::TooMany : MultipartFlaw::Frame;
  const auto head = read_head(rest.substr(0, head_end));
  if (!head) return MultipartFlaw::Head;
  rest.remove_prefix(head_end + 4);
  const auto end = rest.find(delimiter);
  if (end == std::string_view::npos) return MultipartFlaw::Frame;
  const auto bytes = rest.substr(0, end);
  rest.remove_prefix(end + delimiter.size());
  return keep(read, *head, bytes);
}

}  // namespace

base::Result<Multipart, MultipartFlaw> parse_multipart(std::string_view content_type,
                                                       std::string_view body) {
  const auto boundary = boundary_of(content_type);
  if (!boundary) return MultipartFlaw::NoBoundary;
  const auto delimiter = "\r\n--" + std::string{*boundary};
  if (!take(body, std::string_view{delimiter}.substr(kLineEnd.size()))) return MultipartFlaw::Frame;
  Multipart read;
  std::size_t parts = 0;
  while (!take(body, "--")) {
    if (!take(body, kLineEnd)) return MultipartFlaw::Frame;
    if (++parts > kMostParts) return MultipartFlaw::TooMany;
    if (const auto flaw = take_part(body, delimiter, read)) return *flaw;
  }
  if (!body.empty() && body != kLineEnd) return MultipartFlaw::Frame;
  std::erase_if(read.files, [](const auto& file) { return file.name.empty(); });
  return read;
}

}  // namespace web
