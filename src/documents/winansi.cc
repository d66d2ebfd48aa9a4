#include "documents/winansi.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace documents {
namespace {

struct Known {
  std::uint32_t point;
  const char* bytes;
};

// Ascending. First Windows-1252's own places at 80 to 9F, then what merely looks alike.
constexpr std::array kKnown = {
    Known{0x0152, "\x8C"}, Known{0x0153, "\x9C"}, Known{0x0160, "\x8A"}, Known{0x0161, "\x9A"},
    Known{0x0178, "\x9F"}, Known{0x017D, "\x8E"}, Known{0x017E, "\x9E"}, Known{0x0192, "\x83"},
    Known{0x0218, "S"},    Known{0x0219, "s"},    Known{0x021A, "T"},    Known{0x021B, "t"},
    Known{0x02C6, "\x88"}, Known{0x02DC, "\x98"}, Known{0x03A9, "Ohm"},  Known{0x03BC, "\xB5"},
    Known{0x200B, ""},     Known{0x200C, ""},     Known{0x200D, ""},     Known{0x200E, ""},
    Known{0x200F, ""},     Known{0x2010, "-"},    Known{0x2011, "-"},    Known{0x2012, "\x96"},
    Known{0x2013, "\x96"}, Known{0x2014, "\x97"}, Known{0x2015, "\x97"}, Known{0x2018, "\x91"},
    Known{0x2019, "\x92"}, Known{0x201A, "\x82"}, Known{0x201C, "\x93"}, Known{0x201D, "\x94"},
    Known{0x201E, "\x84"}, Known{0x2020, "\x86"}, Known{0x2021, "\x87"}, Known{0x2022, "\x95"},
    Known{0x2026, "\x85"}, Known{0x202F, " "},    Known{0x2030, "\x89"}, Known{0x2032, "'"},
    Known{0x2033, "\""},   Known{0x2039, "\x8B"}, Known{0x203A, "\x9B"}, Known{0x2044, "/"},
    Known{0x2060, ""},     Known{0x20AC, "\x80"}, Known{0x2116, "No."},  Known{0x2122, "\x99"},
    Known{0x2126, "Ohm"},  Known{0x2190, "<-"},   Known{0x2192, "->"},   Known{0x2212, "-"},
    Known{0x2260, "<>"},   Known{0x2264, "<="},   Known{0x2265, ">="},   Known{0xFB01, "fi"},
    Known{0xFB02, "fl"},   Known{0xFEFF, ""}};

// U+0100 to U+017F without their marks.
constexpr std::string_view kExtended =
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOo"
    "RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(kExtended.size() == 128);

struct Taken {
  std::uint32_t point;
  std::size_t bytes;  // 0: no character begins here
};

// The character at the start of `text`.
Taken take(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return {0, 0};
  std::uint32_t point = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {0, 0};
    point = point << 6U | (byte(i) & 0x3FU);
  }
  return {point, length};
}

std::string written(std::uint32_t point) {
  if (point == '\t' || point == '\n' || point == '\r' || point == 0xA0) return " ";
  if (point == 0xAD) return "";  // a soft hyphen is seen only where a line breaks
  if ((point >= 0x20 && point < 0x7F) || (point > 0xA0 && point <= 0xFF))
    return {static_cast<char>(point)};
  const auto* const known = std::lower_bound(
      kKnown.begin(), kKnown.end(), point,
      [](const Known& entry, std::uint32_t wanted) { return entry.point < wanted; });
  if (known != kKnown.end() && known->point == point) return known->bytes;
  if (point >= 0x100 && point < 0x180) return {kExtended[point - 0x100]};
  // Marks that stand on the letter before.
  if (point >= 0x300 && point < 0x370) return "";
  return "?";
}

}  // namespace

std::string to_winansi(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  while (!utf8.empty()) {
    const auto [point, bytes] = take(utf8);
    out += bytes == 0 ? "?" : written(point);
    utf8.remove_prefix(std::max<std::size_t>(bytes, 1));
  }
  return out;
}

}  // namespace documents
