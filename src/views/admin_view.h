#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "identity/staff.h"
#include "views/account_view.h"
#include "views/fields.h"

// The pages of the staff's door.
namespace views {

// What stands on top of each panel: the way to the others and out, by the token of its forms.
struct Desk {
  std::string token;
  std::vector<PageLink> panels;  // those that this person may open
  std::string here;              // the path of this one
};
void fill_desk(render::Model& model, const Layout& layout, const std::string& title,
               const Desk& desk);
// Fills shop/form_errors and the notice of a panel.
void fill_said(render::Model& model, const std::optional<Notice>& notice,
               const base::FieldErrors& errors, const base::Fields& labels = {});
// Fills what fill_said() does and the rows FIELDS; `labels` names what the form has besides.
void fill_panel_form(render::Model& model, std::span<const TextField> fields,
                     const base::Fields& typed, const base::FieldErrors& errors,
                     base::Fields labels, const std::optional<Notice>& notice = std::nullopt);

// A QR code as the path of an SVG picture: one unit square a module, `size` modules wide with its
// margin. Never drawn by anybody else: what it holds may be a secret.
struct QrCode {
  int size = 0;
  std::string path;
};
QrCode qr_code(const std::string& text);

// The code of an authenticator, or the setting up of one. Posts the fields code and csrf to
// `action`.
struct SecondStepView {
  struct Enrol {
    std::string seed;  // base32
    std::string uri;
  };
  std::string token;
  std::optional<Enrol> enrol{};  // nothing: the authenticator is set up
  std::string error{};
  std::string title = "Staff: the code";
  std::string action = "/admin/second";
  std::string button = "Sign in";
};
std::string second_step(const render::Templates& templates, const Layout& layout,
                        const SecondStepView& view);

// The recovery codes, shown once; `back` leads on.
std::string recovery_page(const render::Templates& templates, const Layout& layout,
                          const std::vector<std::string>& codes, const std::string& back);

// GET /admin. Posts csrf to /admin/sign-out, with code to /admin/recovery, with id to
// /admin/sessions/end.
struct AdminHomeView {
  Desk desk;
  std::string name;
  std::string email;
  std::vector<identity::Permission> may{};
  int recovery_codes = 0;
  bool code_was_wrong = false;
  std::vector<AccountDevice> devices{};
  std::vector<AccountAttempt> attempts{};
};
std::string admin_home(const render::Templates& templates, const Layout& layout,
                       const AdminHomeView& view);

}  // namespace views
