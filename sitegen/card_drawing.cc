#include "sitegen/card_drawing.h"

#include <gd.h>

#include <array>
#include <memory>
#include <sstream>
#include <vector>

#include "base/error.h"
#include "views/card.h"

namespace sitegen {
namespace {

// Comes with libgd's own dependencies; src/ops/deps names it.
constexpr const char* kBold = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf";
constexpr const char* kPlain = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
constexpr int kLeft = 110;
constexpr int kRoom = views::kLinkCardWidth - 2 * kLeft;
constexpr int kTitleTop = 120;
constexpr int kTitleBottom = 400;
constexpr std::array kSizes{54.0, 44.0, 36.0};  // points; the largest that has room
constexpr double kLineHeight = 1.75;            // pixels a point
constexpr double kNameSize = 28.0;
constexpr int kPacking = 6;  // of PNG: 9 takes three times as long for a hundredth of the bytes

struct FreeImage {
  void operator()(gdImage* image) const { gdImageDestroy(image); }
};
using Picture = std::unique_ptr<gdImage, FreeImage>;

// gd takes a text and a path that it does not change.
char* for_gd(const std::string& text) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): see above
  return const_cast<char*>(text.c_str());
}

// gd's letters are behind a lock of gd's own, which it makes when the first text is drawn: two
// threads at once would make two.
void make_ready() {
  static const bool ready = gdFontCacheSetup() == 0;
  BASE_CHECK(ready);
}

// Puts a text with its baseline at y; without a picture it only measures. Answers the width.
int put_text(gdImage* picture, const char* font, double size, int x, int y, int colour,
             const std::string& text) {
  std::array<int, 8> corners{};
  if (const char* wrong = gdImageStringFT(picture, corners.data(), colour, for_gd(font), size, 0, x,
                                          y, for_gd(text)))
    throw base::Error{std::string{"cannot draw with "} + font + ": " + wrong};
  return corners[2] - corners[0];
}

int width_of(const std::string& text, double size) {
  return put_text(nullptr, kBold, size, 0, 0, 0, text);
}

// Lines of whole words; a word without room has a line that is cut.
std::vector<std::string> lines_of(const std::string& title, double size) {
  std::vector<std::string> lines;
  std::istringstream words{title};
  for (std::string word; words >> word;) {
    const auto longer = lines.empty() ? word : lines.back() + ' ' + word;
    if (!lines.empty() && width_of(longer, size) <= kRoom)
      lines.back() = longer;
    else
      lines.push_back(word);
  }
  return lines;
}

std::size_t lines_with_room(double size) {
  return static_cast<std::size_t>((kTitleBottom - kTitleTop) / (size * kLineHeight));
}

void draw_title(gdImage* picture, int colour, const std::string& title) {
  for (const auto size : kSizes) {
    auto lines = lines_of(title, size);
    const auto room = lines_with_room(size);
    if (lines.size() > room && size != kSizes.back()) continue;
    if (lines.size() > room) {
      lines.resize(room);
      lines.back() += " …";
    }
    double y = kTitleTop + size;
    for (const auto& line : lines) {
      put_text(picture, kBold, size, kLeft, static_cast<int>(y), colour, line);
      y += size * kLineHeight;
    }
    return;
  }
}

// A front of a rack unit: ears, screws, two rows of sockets, one light.
void draw_front(gdImage* picture, int edge, int hole, int light) {
  constexpr int kTop = 440;
  constexpr int kEnd = kTop + 110;
  gdImageFilledRectangle(picture, 60, kTop, 1140, kEnd, edge);
  gdImageFilledRectangle(picture, 64, kTop + 4, 1136, kEnd - 4, hole);
  for (const int x : {76, 1112})
    for (const int y : {kTop + 26, kTop + 76})
      gdImageFilledRectangle(picture, x, y, x + 12, y + 8, edge);
  constexpr int kSocket = 30;
  for (int i = 0; i < 24; ++i) {
    const int column = i % 12;
    const int x = 640 + column * 36 + column / 6 * 14;
    const int y = kTop + 22 + i / 12 * 38;
    gdImageFilledRectangle(picture, x, y, x + kSocket, y + 26, edge);
    gdImageFilledRectangle(picture, x + 4, y + 4, x + kSocket - 4, y + 22, hole);
  }
  gdImageFilledRectangle(picture, 600, kTop + 50, 612, kTop + 62, light);
}

}  // namespace

std::string draw_card(const std::string& site_name, const std::string& title) {
  make_ready();
  // Few colours: a palette is a quarter of the bytes to pack.
  const Picture picture{gdImageCreate(views::kLinkCardWidth, views::kLinkCardHeight)};
  BASE_CHECK(picture != nullptr);
  auto* image = picture.get();
  gdImageColorAllocate(image, 0x1b, 0x21, 0x23);  // the first one is the ground
  const int edge = gdImageColorAllocate(image, 0x4a, 0x57, 0x5a);
  const int hole = gdImageColorAllocate(image, 0x23, 0x2b, 0x2d);
  const int light = gdImageColorAllocate(image, 0x3d, 0xd6, 0x8c);
  const int white = gdImageColorAllocate(image, 0xf4, 0xf6, 0xf5);
  const int pale = gdImageColorAllocate(image, 0xb8, 0xc4, 0xc2);
  draw_front(image, edge, hole, light);
  draw_title(image, white, title);
  put_text(image, kPlain, kNameSize, 108, 508, pale, site_name);
  int size = 0;
  void* const packed = gdImagePngPtrEx(image, &size, kPacking);
  BASE_CHECK(packed != nullptr);
  std::string bytes(static_cast<const char*>(packed), static_cast<std::size_t>(size));
  gdFree(packed);
  return bytes;
}

}  // namespace sitegen
