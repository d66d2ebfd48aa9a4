#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "render/html.h"

// Markdown in GitHub's dialect (tables, strikethrough, bare links) as HTML. Raw HTML and links that
// run script are left out, whoever wrote the text.
namespace render {

struct Heading {
  std::string id;  // unique on its page
  std::string text;
};

// A piece of a text: HTML, or the slug of a product that is to be shown in this place, which a line
// "::product cisco-ws-c3850-24t-l" of its own asks for.
struct MarkdownPart {
  Html html;
  std::string product;
};

struct Markdown {
  std::vector<MarkdownPart> parts;
  std::vector<Heading> headings;  // of the second level, for a table of contents
};
Markdown markdown(std::string_view text);

// The same in one piece, without products: for feeds.
std::string plain_markdown(std::string_view text);

}  // namespace render
