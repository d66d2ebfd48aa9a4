#include "documents/canvas.h"

#include "base/error.h"
#include "documents/winansi.h"

namespace documents {
namespace {

// libhpdf tells of errors only here; what is thrown arrives at whoever called it.
[[noreturn]] void fail(HPDF_STATUS error, HPDF_STATUS detail, void*) {
  throw base::BugError{"libhpdf: error " + std::to_string(error) + ", " + std::to_string(detail)};
}

// libhpdf wants calendar parts; the zone is said to be UTC.
HPDF_Date parts_of(base::Instant at) {
  const auto text = base::to_iso8601(at);
  const auto number = [&](std::size_t from, std::size_t length) {
    return std::stoi(text.substr(from, length));
  };
  return {number(0, 4),
          number(5, 2),
          number(8, 2),
          number(11, 2),
          number(14, 2),
          number(17, 2),
          'Z',
          0,
          0};
}

}  // namespace

Canvas::Canvas(const std::string& title, const std::string& author, base::Instant made_at)
    : document_{HPDF_New(fail, nullptr)},
      plain_{HPDF_GetFont(document_.get(), "Helvetica", "WinAnsiEncoding")},
      bold_{HPDF_GetFont(document_.get(), "Helvetica-Bold", "WinAnsiEncoding")} {
  auto* const doc = document_.get();
  HPDF_SetCompressionMode(doc, HPDF_COMP_TEXT);
  HPDF_SetInfoAttr(doc, HPDF_INFO_TITLE, to_winansi(title).c_str());
  HPDF_SetInfoAttr(doc, HPDF_INFO_AUTHOR, to_winansi(author).c_str());
  HPDF_SetInfoDateAttr(doc, HPDF_INFO_CREATION_DATE, parts_of(made_at));
}

void Canvas::add_page() {
  page_ = HPDF_AddPage(document_.get());
  HPDF_Page_SetWidth(page_, kPageWidth);
  HPDF_Page_SetHeight(page_, kPageHeight);
  pages_.push_back(page_);
}

float Canvas::latin_width(const std::string& latin, const Ink& ink) const {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): libhpdf's bytes are unsigned
  const auto* const bytes = reinterpret_cast<const HPDF_BYTE*>(latin.data());
  const auto units =
      HPDF_Font_TextWidth(font(ink.face), bytes, static_cast<HPDF_UINT>(latin.size())).width;
  return static_cast<float>(units) * ink.size / 1000;
}

float Canvas::width(const std::string& text, const Ink& ink) const {
  return latin_width(to_winansi(text), ink);
}

std::vector<std::string> Canvas::wrapped(const std::string& text, const Ink& ink,
                                         float width) const {
  std::vector<std::string> lines;
  std::string line;
  const auto fits = [&](const std::string& longer) { return this->width(longer, ink) <= width; };
  // Where to cut a word that is wider than a line: never within a UTF-8 character.
  const auto take_some = [&](std::string& word) {
    std::size_t end = 0;
    while (end < word.size()) {
      auto next = end + 1;
      while (next < word.size() && (static_cast<unsigned char>(word[next]) & 0xC0U) == 0x80) ++next;
      if (end > 0 && !fits(word.substr(0, next))) break;
      end = next;
    }
    lines.push_back(word.substr(0, end));
    word.erase(0, end);
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto blank = std::min(text.find(' ', at), text.size());
    auto word = text.substr(at, blank - at);
    at = blank + 1;
    if (word.empty()) continue;
    const auto longer = line.empty() ? word : line + ' ' + word;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (!line.empty()) lines.push_back(std::exchange(line, {}));
    while (!fits(word)) take_some(word);
    line = word;
  }
  if (!line.empty() || lines.empty()) lines.push_back(line);
  return lines;
}

void Canvas::text(float x, float y, const std::string& text, const Ink& ink, Align align) {
  const auto latin = to_winansi(text);
  const float begin = align == Align::Right ? x - latin_width(latin, ink) : x;
  HPDF_Page_BeginText(page_);
  HPDF_Page_SetFontAndSize(page_, font(ink.face), ink.size);
  HPDF_Page_SetRGBFill(page_, ink.colour.red, ink.colour.green, ink.colour.blue);
  HPDF_Page_TextOut(page_, begin, kPageHeight - y, latin.c_str());
  HPDF_Page_EndText(page_);
}

void Canvas::rule(float x, float y, float width, const Colour& colour) {
  box(x, y, width, 0.75F, colour);
}

void Canvas::box(float x, float y, float width, float height, const Colour& colour) {
  HPDF_Page_SetRGBFill(page_, colour.red, colour.green, colour.blue);
  HPDF_Page_Rectangle(page_, x, kPageHeight - y - height, width, height);
  HPDF_Page_Fill(page_);
}

std::string Canvas::bytes() {
  HPDF_SaveToStream(document_.get());
  std::string out(HPDF_GetStreamSize(document_.get()), '\0');
  auto size = static_cast<HPDF_UINT32>(out.size());
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): libhpdf's bytes are unsigned
  HPDF_ReadFromStream(document_.get(), reinterpret_cast<HPDF_BYTE*>(out.data()), &size);
  BASE_CHECK(size == out.size());
  return out;
}

}  // namespace documents
