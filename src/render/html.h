#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace render {

struct Markdown;

// Text that is HTML already and goes into a page as it is. Only render/ makes it.
class Html {
 public:
  Html() = default;
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

 private:
  friend class Templates;
  friend Html escaped(std::string_view text);
  friend Html paragraphs(std::string_view text);
  friend Markdown markdown(std::string_view text);
  explicit Html(std::string text) : text_{std::move(text)} {}
  std::string text_;
};

// Plain text as HTML.
Html escaped(std::string_view text);
// The text behind it again, of what escaped() and our templates write.
std::string unescaped(std::string_view html);
// Plain text with blank lines between paragraphs, as <p> elements.
Html paragraphs(std::string_view text);

}  // namespace render
