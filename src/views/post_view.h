#pragma once
#include <optional>
#include <string>
#include <vector>

#include "catalog/pages.h"
#include "content/content.h"
#include "render/markdown.h"
#include "render/templates.h"
#include "views/layout.h"

// What the shop writes: /blog, /guides, /docs and their texts, and the feeds of the blog.
namespace views {

// A text as its page shows it: its Markdown, with the cards of the products named in it. A part
// whose product is not for sale is left out.
struct PostView {
  content::Post post;
  render::Markdown text;
  std::vector<std::optional<catalog::ProductCard>> cards;  // by part; nothing where it is HTML
  std::vector<content::Post> others;                       // of its kind, at most three
  bool is_preview = false;  // for who has the link: no search engine keeps it
};
std::string post_page(const render::Templates& templates, const Layout& layout,
                      const PostView& view);

// A list of all texts of a kind, newest first.
std::string posts_page(const render::Templates& templates, const Layout& layout, content::Kind kind,
                       const std::vector<content::Post>& posts);

// The newest twenty texts in full, as RSS 2.0 (/blog/feed.xml) and Atom (/blog/atom.xml). Their ids
// never change, whatever becomes of their addresses.
std::string rss_feed(const Layout& layout, const std::vector<content::Post>& posts);
std::string atom_feed(const Layout& layout, const std::vector<content::Post>& posts);

}  // namespace views
