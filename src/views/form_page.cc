#include "views/form_page.h"

#include "views/form_errors.h"

namespace views {

void fill_notice(render::Model& model, const std::optional<Notice>& notice) {
  model.show_if("NOTICE", notice.has_value())
      .set("NOTICE_TITLE", notice ? notice->title : std::string{})
      .set("NOTICE_TEXT", notice ? notice->text : std::string{});
}

std::string form_page(const render::Templates& templates, const Layout& layout,
                      const FormPage& form) {
  render::Model model;
  Head head;
  head.title = form.title;
  fill_layout(model, layout, head);
  fill_notice(model, form.notice);
  base::Fields labels;
  add_labels(labels, form.fields);
  fill_form_errors(model, form.errors, labels);
  fill_captcha(model, form.captcha);
  model.set("TITLE", form.title)
      .set("LEAD", form.lead)
      .show_if("FORM", !form.action.empty())
      .set("ACTION", form.action)
      .set("BUTTON", form.button)
      .rows("FIELDS")
      .rows("HIDDEN")
      .rows("LINKS");
  for (const auto& field : form.fields)
    fill_field(model.row("FIELDS"), field, form.typed, form.errors);
  for (const auto& field : form.hidden)
    model.row("HIDDEN").set("HIDDEN_NAME", field.name).set("HIDDEN_VALUE", field.value);
  for (const auto& link : form.links)
    model.row("LINKS").set("LINK_PATH", link.path).set("LINK_TEXT", link.text);
  return templates.render("shop/form_page", model);
}

}  // namespace views
