#include "views/picture_panel.h"

#include <array>

#include "views/fields.h"

namespace views {
namespace {

constexpr std::array kFields{
    TextField{"sku", "SKU", "text", "off",
              "The photo is its product's, in whatever condition it is sold.", 100, true}};
constexpr FileField kPhoto{"photo", "The photo", "image/png,image/jpeg",
                           "PNG or JPEG, at most 10 MB. It is drawn anew: what the camera wrote "
                           "beside it, the place among it, does not come along. Turn it upright "
                           "before, if it lies on its side."};

const Choice& view_choice() {
  static const Choice kChoice{
      "view", "Seen from", "", {{"front", "The front"}, {"rear", "The rear"}}};
  return kChoice;
}

const char* state_text(std::string_view state) {
  if (state == "waiting") return "Waits to be drawn";
  if (state == "kept") return "Shown";
  return "No whole photo: not kept";
}

}  // namespace

std::string pictures_page(const render::Templates& templates, const Layout& layout,
                          const PicturesView& view) {
  render::Model model;
  fill_desk(model, layout, "Photos of goods", view.desk);
  fill_panel_form(model, kFields, view.typed, view.errors,
                  {{kPhoto.name, kPhoto.label}, {view_choice().name, view_choice().label}},
                  view.notice);
  model.rows("SENT").show_if("NONE", view.sent.empty());
  fill_choice(model.row("CHOICE"), view_choice(), view.typed, view.errors);
  fill_file(model.row("FILE"), kPhoto, view.errors);
  for (const auto& one : view.sent)
    model.row("SENT")
        .set("SENT_TITLE", one.title)
        .set("SENT_PATH", one.path)
        .set("SENT_VIEW", one.view)
        .set("SENT_STATE", state_text(one.state))
        .show_if("SENT_GOOD", one.state == "kept")
        .set("SENT_BY", one.sent_by)
        .set("SENT_ON", minute_text(one.sent_at));
  return templates.render("admin/pictures", model);
}

}  // namespace views
