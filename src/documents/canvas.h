#pragma once
#include <hpdf.h>

#include <memory>
#include <string>
#include <vector>

#include "base/instant.h"

// Pages to draw on, over libhpdf. Private to documents.
namespace documents {

// US letter, in points of 1/72 inch, counted from the top left corner.
inline constexpr float kPageWidth = 612;
inline constexpr float kPageHeight = 792;

enum class Face { Plain, Bold };
enum class Align { Left, Right };
struct Colour {
  float red;
  float green;
  float blue;
};
inline constexpr Colour kBlack{0.10F, 0.12F, 0.15F};
inline constexpr Colour kGrey{0.38F, 0.42F, 0.47F};
inline constexpr Colour kBrand{0.05F, 0.40F, 0.47F};
inline constexpr Colour kPale{0.93F, 0.95F, 0.96F};
struct Ink {
  Face face;
  float size;
  Colour colour = kBlack;
};

class Canvas {
 public:
  // The title and the time stand in the file's own notes; nothing else in it tells when it was
  // made.
  Canvas(const std::string& title, const std::string& author, base::Instant made_at);

  // A new last page, which is drawn on from now.
  void add_page();
  std::size_t pages() const { return pages_.size(); }
  // Draws on a page that is there, counted from 0.
  void turn_to(std::size_t page) { page_ = pages_.at(page); }

  // Texts are UTF-8.
  float width(const std::string& text, const Ink& ink) const;
  // Lines that are no wider than `width`, parted at blanks, or anywhere where a word alone is too
  // wide. One empty line for no text.
  std::vector<std::string> wrapped(const std::string& text, const Ink& ink, float width) const;
  // `y` is the line the letters stand on; `x` its beginning or, aligned right, its end.
  void text(float x, float y, const std::string& text, const Ink& ink, Align align = Align::Left);
  void rule(float x, float y, float width, const Colour& colour);
  void box(float x, float y, float width, float height, const Colour& colour);

  std::string bytes();

 private:
  struct Free {
    void operator()(HPDF_Doc document) const { HPDF_Free(document); }
  };
  HPDF_Font font(Face face) const { return face == Face::Bold ? bold_ : plain_; }
  float latin_width(const std::string& latin, const Ink& ink) const;

  std::unique_ptr<_HPDF_Doc_Rec, Free> document_;
  HPDF_Font plain_;
  HPDF_Font bold_;
  std::vector<HPDF_Page> pages_;
  HPDF_Page page_ = nullptr;
};

}  // namespace documents
