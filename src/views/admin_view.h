#pragma once
#include <optional>
#include <string>
#include <vector>

#include "identity/staff.h"
#include "views/account_view.h"

// The pages of the staff's door.
namespace views {

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
  std::string name;
  std::string email;
  std::string token;
  std::vector<identity::Permission> may{};
  int recovery_codes = 0;
  bool code_was_wrong = false;
  std::vector<AccountDevice> devices{};
  std::vector<AccountAttempt> attempts{};
};
std::string admin_home(const render::Templates& templates, const Layout& layout,
                       const AdminHomeView& view);

}  // namespace views
