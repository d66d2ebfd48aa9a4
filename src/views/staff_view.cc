#include "views/staff_view.h"

#include <array>

#include "views/fields.h"

namespace views {
namespace {

constexpr std::array kStaffFields{
    TextField{"name", "Name", "text", "off", "", 100, true},
    TextField{"email", "E-mail", "email", "off", "The invitation goes there.", 254, true}};

std::string lacks(const identity::StaffMember& member) {
  if (member.ended_at) return "left " + base::to_date_text(*member.ended_at);
  if (!member.has_password) return "invited";
  return member.has_codes ? "" : "no authenticator yet";
}

void fill_member(render::Model& model, const identity::StaffMember& member) {
  model.set("MEMBER_NAME", member.name)
      .set("MEMBER_EMAIL", member.email)
      .set("MEMBER_LACKS", lacks(member))
      .set("MEMBER_SEEN", member.last_in ? "Signed in last " + minute_text(*member.last_in)
                                         : std::string{"Not signed in for ninety days"});
}

std::string keys_text(std::int64_t keys) {
  if (keys == 0) return "no key of the API";
  return std::to_string(keys) + (keys == 1 ? " key of the API" : " keys of the API");
}

// What a button would do; "" where there is none to press.
std::string what_to_do(const identity::Role& role, bool is_you) {
  if (!role.held) return {};
  if (!role.given) return "give";
  return is_you ? "" : "take";
}

}  // namespace

std::string staff_page(const render::Templates& templates, const Layout& layout,
                       const StaffView& view) {
  render::Model model;
  fill_desk(model, layout, "Who works here", view.desk);
  fill_said(model, view.notice, {});
  model.show_if("MANAGES", view.manages).rows("MEMBERS");
  for (const auto& member : view.members) {
    auto& row = model.row("MEMBERS");
    fill_member(row, member);
    row.set("MEMBER_ROLES", member.roles)
        .set("MEMBER_PATH",
             view.manages ? "/admin/staff/" + std::to_string(member.id.raw()) : std::string{})
        .show_if("MEMBER_PLAIN", !view.manages);
  }
  return templates.render("admin/staff", model);
}

std::string staff_form(const render::Templates& templates, const Layout& layout,
                       const StaffForm& form) {
  render::Model model;
  fill_desk(model, layout, "Invite somebody", form.desk);
  fill_panel_form(model, kStaffFields, form.typed, form.errors, {{"role", "Role"}});
  model.set("ROLE_ERROR", form.errors.value("role")).rows("ROLES");
  for (const auto& role : form.roles)
    model.row("ROLES")
        .set("ROLE_NAME", role.name)
        .set("ROLE_SAYS", role.says)
        .show_if("ROLE_CHOSEN", form.typed.value("role") == role.name);
  return templates.render("admin/staff_new", model);
}

std::string staff_member_page(const render::Templates& templates, const Layout& layout,
                              const StaffMemberView& view) {
  render::Model model;
  fill_desk(model, layout, view.member.name, view.desk);
  fill_said(model, view.notice, view.errors);
  fill_member(model, view.member);
  fill_attempts(model, view.attempts);
  model.set("MEMBER_ID", view.member.id.raw())
      .set("MEMBER_KEYS", keys_text(view.member.keys))
      .show_if("WORKS_HERE", !view.member.ended_at)
      .show_if("IS_YOU", view.is_you)
      .show_if("IS_OTHER", !view.is_you)
      .show_if("NO_ATTEMPTS", view.attempts.empty())
      .rows("ROLES");
  for (const auto& role : view.roles)
    model.row("ROLES")
        .set("ROLE_NAME", role.name)
        .set("ROLE_SAYS", role.says)
        .set("ROLE_DO", what_to_do(role, view.is_you))
        .show_if("ROLE_GIVEN", role.given)
        .show_if("ROLE_OPEN", !role.given);
  return templates.render("admin/staff_member", model);
}

}  // namespace views
