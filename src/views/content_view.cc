#include "views/content_view.h"

#include "catalog/condition.h"
#include "views/trail.h"

namespace views {

const std::vector<ContentPage>& content_pages() {
  static const std::vector<ContentPage> kPages = {
      {"shipping", "Shipping", "Where we ship, what it costs and how long it takes."},
      {"returns", "Returns", "30 days to send hardware back, and who pays the way."},
      {"warranty", "Warranty", "One year on tested hardware: what it covers and what not."},
      {"conditions", "Condition grades",
       "What new, open box, refurbished, used and for parts mean here."},
      {"about", "About us", "Who sells the hardware in this shop, and since when."},
      {"privacy", "Privacy", "What we keep about you, what we never see, and your rights."},
      {"terms", "Terms of sale", "How an order comes about, prices, title and risk."}};
  return kPages;
}

std::string content_page(const render::Templates& templates, const Layout& layout,
                         const ContentPage& page) {
  render::Model body;
  // Each text asks for what it needs; the others would be refused as unasked for.
  if (page.slug == "about") body.set("SITE_NAME", layout.site_name);
  if (page.slug == "conditions") {
    using catalog::Condition;
    for (const auto grade : {Condition::New, Condition::OpenBox, Condition::Refurbished,
                             Condition::Used, Condition::ForParts})
      body.row("GRADES")
          .set("GRADE_WORD", catalog::word_of(grade))
          .set("GRADE_NAME", catalog::name_of(grade))
          .set("GRADE_MEANING", catalog::meaning_of(grade));
  }
  render::Model model;
  Head head;
  head.title = page.title;
  head.description = page.description;
  head.path = "/pages/" + page.slug;
  fill_layout(model, layout, head);
  fill_trail(model, {}, page.title);
  model.set("TITLE", page.title).html("BODY_HTML", templates.fragment("pages/" + page.slug, body));
  return templates.render("shop/content", model);
}

}  // namespace views
