#include "views/admin_view.h"

#include <qrencode.h>

#include <memory>

#include "base/error.h"
#include "views/form_errors.h"

namespace views {
namespace {

constexpr int kMargin = 4;  // modules of light around the code, as readers want it

void fill_head(render::Model& model, const Layout& layout, const std::string& title) {
  Head head;
  head.title = title;
  fill_layout(model, layout, head);
}

}  // namespace

void fill_desk(render::Model& model, const Layout& layout, const std::string& title,
               const Desk& desk) {
  fill_head(model, layout, title);
  model.set("CSRF", desk.token).rows("PANELS");
  for (const auto& panel : desk.panels)
    model.row("PANELS")
        .set("PANEL_PATH", panel.path)
        .set("PANEL_NAME", panel.text)
        .show_if("PANEL_HERE", panel.path == desk.here);
}

void fill_said(render::Model& model, const std::optional<Notice>& notice,
               const base::FieldErrors& errors, const base::Fields& labels) {
  fill_form_errors(model, errors, labels);
  model.show_if("NOTICE", notice.has_value())
      .set("NOTICE_TITLE", notice ? notice->title : std::string{})
      .set("NOTICE_TEXT", notice ? notice->text : std::string{});
}

void fill_panel_form(render::Model& model, std::span<const TextField> fields,
                     const base::Fields& typed, const base::FieldErrors& errors,
                     base::Fields labels, const std::optional<Notice>& notice) {
  add_labels(labels, fields);
  fill_said(model, notice, errors, labels);
  model.rows("FIELDS");
  for (const auto& field : fields) fill_field(model.row("FIELDS"), field, typed, errors);
}

QrCode qr_code(const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{
      QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free};
  if (!code) throw base::Error{"no QR code can hold this text"};
  QrCode out{code->width + 2 * kMargin, {}};
  for (int y = 0; y < code->width; ++y)
    for (int x = 0; x < code->width; ++x)
      if ((code->data[y * code->width + x] & 1U) != 0)
        out.path +=
            'M' + std::to_string(x + kMargin) + ' ' + std::to_string(y + kMargin) + "h1v1h-1z";
  return out;
}

std::string second_step(const render::Templates& templates, const Layout& layout,
                        const SecondStepView& view) {
  render::Model model;
  fill_head(model, layout, view.title);
  const auto qr = view.enrol ? qr_code(view.enrol->uri) : QrCode{};
  model.set("CSRF", view.token)
      .set("ACTION", view.action)
      .set("BUTTON", view.button)
      .set("CODE_ERROR", view.error)
      .show_if("ENROL", view.enrol.has_value())
      .show_if("ASK", !view.enrol.has_value())
      .set("SEED", view.enrol ? view.enrol->seed : std::string{})
      .set("QR_SIZE", qr.size)
      .set("QR_PATH", qr.path);
  return templates.render("admin/second", model);
}

std::string recovery_page(const render::Templates& templates, const Layout& layout,
                          const std::vector<std::string>& codes, const std::string& back) {
  render::Model model;
  fill_head(model, layout, "Recovery codes");
  model.set("BACK", back).rows("CODES");
  for (const auto& code : codes) model.row("CODES").set("CODE", code);
  return templates.render("admin/recovery", model);
}

std::string admin_home(const render::Templates& templates, const Layout& layout,
                       const AdminHomeView& view) {
  render::Model model;
  fill_desk(model, layout, "Staff", view.desk);
  model.set("NAME", view.name)
      .set("EMAIL", view.email)
      .set("RECOVERY_LEFT", view.recovery_codes)
      .show_if("CODE_WRONG", view.code_was_wrong)
      .show_if("MAY_NOTHING", view.may.empty())
      .rows("MAY");
  for (const auto& permission : view.may)
    model.row("MAY").set("MAY_NAME", permission.name).set("MAY_SAYS", permission.says);
  fill_devices(model, view.devices, view.attempts);
  return templates.render("admin/home", model);
}

}  // namespace views
