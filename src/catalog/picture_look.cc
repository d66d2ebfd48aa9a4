#include <optional>

#include "catalog/sent_picture.h"
#include "catalog/small_picture.h"

namespace catalog {
namespace {

// Where the picture ends; nothing when it does not, or not as its marks say.
using End = std::optional<std::size_t>;

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

// A signature, then chunks: length, name, content, checksum. IEND is the last one.
End png_end(std::string_view bytes) {
  constexpr std::size_t kAround = 12;
  for (std::size_t at = 8; at + kAround <= bytes.size();) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) length = length << 8U | byte_at(bytes, at + i);
    if (length > bytes.size() - at - kAround) return std::nullopt;
    const bool last = bytes.substr(at + 4, 4) == "IEND";
    at += kAround + length;
    if (last) return at;
  }
  return std::nullopt;
}

// Behind the head of a scan, the next mark that is none of its own: 00 says that the byte before
// was no mark, D0 to D7 only divide it.
std::size_t scan_end(std::string_view bytes, std::size_t at) {
  for (; at + 1 < bytes.size(); ++at) {
    const auto next = byte_at(bytes, at + 1);
    const bool within = next == 0 || next == 0xff || (next >= 0xd0 && next <= 0xd7);
    if (byte_at(bytes, at) == 0xff && !within) return at;
  }
  return bytes.size();
}

// Segments, each with its length; those of a scan are followed by what it holds. D9 is the end.
End jpeg_end(std::string_view bytes) {
  for (std::size_t at = 2; at + 2 <= bytes.size();) {
    if (byte_at(bytes, at) != 0xff) return std::nullopt;
    const auto mark = byte_at(bytes, at + 1);
    if (mark == 0xff) {  // a fill byte
      ++at;
      continue;
    }
    if (mark == 0xd9) return at + 2;
    if (at + 4 > bytes.size()) return std::nullopt;
    const std::size_t length = byte_at(bytes, at + 2) << 8U | byte_at(bytes, at + 3);
    if (length < 2 || length > bytes.size() - at - 2) return std::nullopt;
    at += 2 + length;
    if (mark == 0xda) at = scan_end(bytes, at);
  }
  return std::nullopt;
}

}  // namespace

base::Result<PictureHeader, SendRefusal> look_at_picture(std::string_view bytes) {
  if (bytes.empty()) return SendRefusal::Empty;
  if (bytes.size() > kMostSentPicture) return SendRefusal::TooLarge;
  const auto header = picture_header(bytes);
  if (!header) return SendRefusal::OtherKind;
  if (std::int64_t{header->width} * header->height > kMostPoints) return SendRefusal::TooMany;
  const bool is_png = std::string_view{header->extension} == "png";
  const auto end = is_png ? png_end(bytes) : jpeg_end(bytes);
  if (!end) return SendRefusal::Cut;
  if (*end < bytes.size()) return SendRefusal::Behind;
  return *header;
}

}  // namespace catalog
