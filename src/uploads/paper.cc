#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>

#include "uploads/uploads.h"

namespace uploads {
namespace {

constexpr std::string_view kBlanks{" \t\r\n\f\0", 6};
// Viewers look for the end within the last KB, and for the beginning of a stream right after its
// dictionary, which no writer makes longer than this.
constexpr std::size_t kTail = 1024;
constexpr std::size_t kMostDictionary = 4096;

// What acts when a paper is opened or clicked, or brings something else along. Shorter names (JS,
// AA) are left out on purpose: they stand in pictures by chance, and do nothing without one of
// these.
constexpr std::array<std::string_view, 12> kActs{
    "JavaScript", "Launch",     "EmbeddedFile", "EmbeddedFiles", "RichMedia", "SubmitForm",
    "XFA",        "ImportData", "Rendition",    "GoToE",         "GoToR",     "Encrypt"};
constexpr std::string_view kObjectStream = "ObjStm";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool ends_a_name(char c) {
  return kBlanks.find(c) != std::string_view::npos ||
         std::string_view{"()<>[]{}/%"}.find(c) != std::string_view::npos;
}

// The name after a slash, where any letter may be written as #4a.
std::string name_at(std::string_view bytes, std::size_t at) {
  constexpr std::size_t kLongest = 24;
  std::string name;
  while (at < bytes.size() && name.size() < kLongest && !ends_a_name(bytes[at])) {
    const int high = at + 2 < bytes.size() ? hex_digit(bytes[at + 1]) : -1;
    const int low = at + 2 < bytes.size() ? hex_digit(bytes[at + 2]) : -1;
    const bool escaped = bytes[at] == '#' && high >= 0 && low >= 0;
    name += escaped ? static_cast<char>(high * 16 + low) : bytes[at];
    at += escaped ? 3 : 1;
  }
  return name;
}

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* it) const { libdeflate_free_decompressor(it); }
};

// Unpacks object streams, all of them together within one measure.
class Unpacker {
 public:
  // The stream that begins after the name at `at`, good until the next one is asked for; nothing
  // when it cannot be read.
  std::optional<std::string_view> stream_after(std::string_view bytes, std::size_t at) {
    const auto word = bytes.substr(at, kMostDictionary).find("stream");
    if (word == std::string_view::npos) return std::nullopt;
    auto packed = bytes.substr(at + word + 6);
    if (packed.starts_with('\r')) packed.remove_prefix(1);
    if (packed.starts_with('\n')) packed.remove_prefix(1);
    return unpacked(packed);
  }

 private:
  // So much an empty stream counts as well, or thousands of them would be free.
  static constexpr std::size_t kLeastCounted = 1024;

  std::optional<std::string_view> unpacked(std::string_view packed) {
    for (;;) {
      std::size_t used = 0;
      std::size_t got = 0;
      const auto said =
          libdeflate_zlib_decompress_ex(it_.get(), packed.data(), packed.size(), room_.data(),
                                        std::min(room_.size(), left_), &used, &got);
      if (said == LIBDEFLATE_SUCCESS) {
        left_ -= std::min(left_, std::max(got, kLeastCounted));
        return std::string_view{room_}.substr(0, got);
      }
      if (said != LIBDEFLATE_INSUFFICIENT_SPACE || room_.size() >= left_) return std::nullopt;
      room_.resize(room_.size() * 4);
    }
  }

  std::unique_ptr<libdeflate_decompressor, FreeDecompressor> it_{libdeflate_alloc_decompressor()};
  std::string room_ = std::string(std::size_t{64} * 1024, '\0');
  std::size_t left_ = kMostUnpacked;
};

enum class Depth { File, ObjectStream };

std::optional<PaperFlaw> flaw_of_names(std::string_view bytes, Depth depth, Unpacker& unpacker) {
  for (auto at = bytes.find('/'); at != std::string_view::npos; at = bytes.find('/', at + 1)) {
    const auto name = name_at(bytes, at + 1);
    if (std::ranges::find(kActs, name) != kActs.end())
      return name == "Encrypt" ? PaperFlaw::Closed : PaperFlaw::Active;
    // One object stream in another is no PDF.
    if (name != kObjectStream || depth == Depth::ObjectStream) continue;
    const auto stream = unpacker.stream_after(bytes, at);
    if (!stream) return PaperFlaw::Closed;
    if (const auto flaw = flaw_of_names(*stream, Depth::ObjectStream, unpacker)) return flaw;
  }
  return std::nullopt;
}

bool has_end(std::string_view bytes) {
  const auto tail = bytes.substr(bytes.size() > kTail ? bytes.size() - kTail : 0);
  const auto end = tail.rfind("%%EOF");
  return end != std::string_view::npos && tail.rfind("startxref", end) != std::string_view::npos &&
         tail.find_first_not_of(kBlanks, end + 5) == std::string_view::npos;
}

bool has_beginning(std::string_view bytes) {
  return bytes.size() >= 8 && (bytes.starts_with("%PDF-1.") || bytes.starts_with("%PDF-2.")) &&
         bytes[7] >= '0' && bytes[7] <= '9';
}

}  // namespace

base::Result<base::Done, PaperFlaw> look_at_paper(std::string_view bytes) {
  if (bytes.empty()) return PaperFlaw::Empty;
  if (bytes.size() > kMostPaper) return PaperFlaw::TooLarge;
  if (!has_beginning(bytes)) return PaperFlaw::OtherKind;
  if (!has_end(bytes)) return PaperFlaw::Cut;
  Unpacker unpacker;
  if (const auto flaw = flaw_of_names(bytes, Depth::File, unpacker)) return *flaw;
  return base::Done{};
}

}  // namespace uploads
