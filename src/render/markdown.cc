#include "render/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <set>

#include "base/error.h"
#include "base/text.h"

namespace render {
namespace {

constexpr std::string_view kProduct = "::product ";

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeText {
  void operator()(char* text) const { std::free(text); }  // NOLINT(*-no-malloc): cmark's own
};
struct FreeWalk {
  void operator()(cmark_iter* walk) const { cmark_iter_free(walk); }
};
using Parser = std::unique_ptr<cmark_parser, FreeParser>;
using Node = std::unique_ptr<cmark_node, FreeNode>;
using Walk = std::unique_ptr<cmark_iter, FreeWalk>;

// Tags are left out anyway; what is written as text of a tag stays text.
constexpr int kOptions = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8;

Parser make_parser() {
  static const bool registered = (cmark_gfm_core_extensions_ensure_registered(), true);
  BASE_CHECK(registered);
  Parser parser{cmark_parser_new(kOptions)};
  for (const auto* name : {"table", "strikethrough", "autolink", "tagfilter"}) {
    auto* extension = cmark_find_syntax_extension(name);
    BASE_CHECK(extension != nullptr);
    cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  return parser;
}

std::string text_in(cmark_node* node) {
  std::string text;
  const Walk walk{cmark_iter_new(node)};
  for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk.get())) {
    auto* here = cmark_iter_get_node(walk.get());
    const auto type = cmark_node_get_type(here);
    if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE))
      text += cmark_node_get_literal(here);
  }
  return text;
}

// Letters and digits, in lower case, with hyphens between; a number behind what was there already.
std::string id_of(const std::string& text, std::set<std::string>& taken) {
  std::string id;
  for (const char c : base::lower_ascii(text)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept)
      id += c;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  if (id.empty()) id = "part";
  auto unique = id;
  for (int n = 2; !taken.insert(unique).second; ++n) unique = id + '-' + std::to_string(n);
  return unique;
}

class Reader {
 public:
  std::string html_of(std::string_view text) {
    const auto parser = make_parser();
    cmark_parser_feed(parser.get(), text.data(), text.size());
    const Node document{cmark_parser_finish(parser.get())};
    name_headings(document.get());
    const std::unique_ptr<char, FreeText> html{cmark_render_html(
        document.get(), kOptions, cmark_parser_get_syntax_extensions(parser.get()))};
    return html.get();
  }
  std::vector<Heading> take_headings() { return std::move(headings_); }

 private:
  // Puts a block that says <h2 id="…"> in the place of each heading.
  void name_headings(cmark_node* document) {
    for (auto* node = cmark_node_first_child(document); node != nullptr;) {
      auto* next = cmark_node_next(node);
      if (cmark_node_get_type(node) == CMARK_NODE_HEADING) name(node);
      node = next;
    }
  }
  void name(cmark_node* heading) {
    // The page's own heading is the first level.
    const auto level = std::to_string(std::max(2, cmark_node_get_heading_level(heading)));
    const auto text = text_in(heading);
    const auto id = id_of(text, taken_);
    auto* block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_on_enter(block, ("<h" + level + " id=\"" + id + "\">").c_str());
    cmark_node_set_on_exit(block, ("</h" + level + ">").c_str());
    while (auto* child = cmark_node_first_child(heading)) cmark_node_append_child(block, child);
    cmark_node_replace(heading, block);
    replaced_.emplace_back(heading);
    if (level == "2") headings_.push_back({id, text});
  }

  std::set<std::string> taken_{"main", "q"};  // ids of the page around it
  std::vector<Heading> headings_;
  std::vector<Node> replaced_;  // their children's texts stand in them until all is written
};

}  // namespace

Markdown markdown(std::string_view text) {
  Markdown made;
  Reader reader;
  std::string chunk;
  const auto flush = [&] {
    if (!base::trimmed(chunk).empty()) made.parts.push_back({Html{reader.html_of(chunk)}, {}});
    chunk.clear();
  };
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with(kProduct)) {
      flush();
      made.parts.push_back({{}, std::string{base::trimmed(line.substr(kProduct.size()))}});
    } else {
      chunk.append(line) += '\n';
    }
  }
  flush();
  made.headings = reader.take_headings();
  return made;
}

std::string plain_markdown(std::string_view text) {
  std::string html;
  for (const auto& part : markdown(text).parts) html += part.html.text();
  return html;
}

}  // namespace render
