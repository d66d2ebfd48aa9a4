#include "views/post_view.h"

#include "base/json_writer.h"
#include "views/product_row.h"
#include "views/trail.h"

namespace views {
namespace {

std::string title_of(content::Kind kind) {
  switch (kind) {
    case content::Kind::Post:
      return "Blog";
    case content::Kind::Guide:
      return "Guides";
    case content::Kind::Doc:
      return "Documentation";
  }
  return {};
}

std::string lead_of(content::Kind kind) {
  switch (kind) {
    case content::Kind::Post:
      return "Notes from the workbench: testing, buying and running used enterprise hardware.";
    case content::Kind::Guide:
      return "What to know before you buy used switches, servers, optics and power.";
    case content::Kind::Doc:
      return "How things work in this shop.";
  }
  return {};
}

std::string article_json(const Layout& layout, const content::Post& post,
                         const std::vector<catalog::Link>& above) {
  const auto url = layout.site_url + post.path();
  base::JsonWriter json;
  json.begin_object().field("@context", "https://schema.org").key("@graph").begin_array();
  json.begin_object();
  json.field("@type", post.kind == content::Kind::Post ? "BlogPosting" : "TechArticle");
  json.field("@id", url + "#article").field("headline", post.title);
  json.field("description", post.summary).field("mainEntityOfPage", url);
  json.field("datePublished", base::to_iso8601(post.published_at));
  json.field("dateModified", base::to_iso8601(post.edited_at));
  json.key("author").begin_object().field("@type", "Organization").field("name", post.author);
  json.field("url", layout.site_url + "/").end_object();
  json.key("publisher").begin_object().field("@id", layout.site_url + "/#store").end_object();
  json.end_object();
  write_trail(json, layout.site_url, above, post.title);
  return json.end_array().end_object().take();
}

void fill_posts(render::Model& model, const std::vector<content::Post>& posts) {
  model.rows("POSTS");
  for (const auto& post : posts)
    model.row("POSTS")
        .set("POST_PATH", post.path())
        .set("POST_TITLE", post.title)
        .set("POST_SUMMARY", post.summary)
        .set("POST_DAY", day_text(post.published_at));
}

}  // namespace

std::string post_page(const render::Templates& templates, const Layout& layout,
                      const PostView& view) {
  const auto& post = view.post;
  render::Model model;
  Head head;
  head.title = post.title;
  head.description = post.summary;
  if (!view.is_preview) head.path = post.path();
  head.kind = "article";
  fill_layout(model, layout, head);
  const std::vector<catalog::Link> above{{title_of(post.kind), content::list_path(post.kind)}};
  fill_trail(model, above, post.title);
  model.set("TITLE", post.title)
      .set("SUMMARY", post.summary)
      .set("AUTHOR", post.author)
      .set("DAY", day_text(post.published_at))
      .set("DAY_ISO", base::to_iso8601(post.published_at))
      .show_if("EDITED", day_text(post.edited_at) != day_text(post.published_at))
      .set("EDITED_DAY", day_text(post.edited_at))
      .json("JSON_LD", article_json(layout, post, above));
  model.show_if("HAS_CONTENTS", view.text.headings.size() > 2).rows("CONTENTS");
  for (const auto& heading : view.text.headings)
    model.row("CONTENTS").set("HEADING_ID", heading.id).set("HEADING", heading.text);
  model.rows("PARTS");
  for (std::size_t i = 0; i < view.text.parts.size(); ++i) {
    const auto& part = view.text.parts[i];
    const bool shown = part.product.empty() || view.cards.at(i).has_value();
    if (!shown) continue;
    auto& row = model.row("PARTS");
    row.show_if("IS_TEXT", part.product.empty()).show_if("IS_PRODUCT", !part.product.empty());
    row.html("PART_HTML", part.html).rows("PRODUCT");
    if (!part.product.empty()) fill_product_row(row.row("PRODUCT"), *view.cards.at(i));
  }
  model.show_if("HAS_OTHERS", !view.others.empty());
  fill_posts(model, view.others);
  return templates.render("shop/post", model);
}

std::string posts_page(const render::Templates& templates, const Layout& layout, content::Kind kind,
                       const std::vector<content::Post>& posts) {
  render::Model model;
  Head head;
  head.title = title_of(kind);
  head.description = lead_of(kind);
  if (!posts.empty()) head.path = content::list_path(kind);
  fill_layout(model, layout, head);
  fill_trail(model, {}, title_of(kind));
  model.set("TITLE", title_of(kind))
      .set("LEAD", lead_of(kind))
      .show_if("NONE_YET", posts.empty())
      .show_if("IS_BLOG", kind == content::Kind::Post);
  fill_posts(model, posts);
  return templates.render("shop/posts", model);
}

}  // namespace views
