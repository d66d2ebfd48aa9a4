#pragma once
#include <optional>
#include <string>
#include <vector>

#include "identity/staff.h"
#include "views/admin_view.h"

// The panel of who works here.
namespace views {

// GET /admin/staff.
struct StaffView {
  Desk desk;
  bool manages = false;  // may invite, and open each
  std::optional<Notice> notice{};
  std::vector<identity::StaffMember> members{};
};
std::string staff_page(const render::Templates& templates, const Layout& layout,
                       const StaffView& view);

// GET /admin/staff/new. Posts name, email, role and csrf to /admin/staff.
struct StaffForm {
  Desk desk;
  std::vector<identity::Role> roles{};  // that who asks may give
  base::Fields typed{};
  base::FieldErrors errors{};
};
std::string staff_form(const render::Templates& templates, const Layout& layout,
                       const StaffForm& form);

// GET /admin/staff/:id. Posts id and csrf to /admin/staff/anew and /admin/staff/end, with them role
// and do ("give", "take") to /admin/staff/role.
struct StaffMemberView {
  Desk desk;
  identity::StaffMember member;
  bool is_you = false;
  std::vector<identity::Role> roles{};
  std::vector<AccountAttempt> attempts{};
  std::optional<Notice> notice{};
  base::FieldErrors errors{};
};
std::string staff_member_page(const render::Templates& templates, const Layout& layout,
                              const StaffMemberView& view);

}  // namespace views
