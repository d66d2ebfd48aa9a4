#include "pages/admin/staff.h"

#include "base/text.h"
#include "identity/staff.h"
#include "pages/admin/session.h"
#include "pages/seen_from.h"
#include "views/staff_view.h"
#include "web/errors.h"
#include "web/form.h"

namespace pages::admin {
namespace {

using base::UserId;
using identity::StaffRefusal;
using Changed = base::Result<base::Done, StaffRefusal>;

std::string_view sentence(StaffRefusal why) {
  switch (why) {
    case StaffRefusal::NoSuchRole:
      return "There is no such role.";
    case StaffRefusal::NoSuchUser:
      throw web::NotFound{};
    case StaffRefusal::NotHeld:
      return "This person, or the role, may do what you may not. Somebody else has to do this.";
    case StaffRefusal::Yourself:
      return "Nobody does this to themself. Somebody else has to.";
  }
  throw base::BugError{"staff refused without a sentence"};
}

std::optional<views::Notice> notice_of(std::string_view done) {
  if (done == "invited") return {{"Invited", "A mail with a link is on its way."}};
  if (done == "role") return {{"Done", "The roles are changed."}};
  if (done == "anew")
    return {{"Done", "Password and authenticator are void; a mail with a link is on its way."}};
  if (done == "end") return {{"Done", "This person works here no more."}};
  return std::nullopt;
}

web::Response form_page(Ctx& ctx, base::Fields typed, const base::FieldErrors& errors) {
  views::StaffForm form{desk_of(ctx, "/admin/staff"), {}, std::move(typed), errors};
  form.roles = ctx.db.at_once("roles", [&](store::Tx& tx) {
    return identity::roles(tx, std::nullopt, session_of(ctx).user);
  });
  std::erase_if(form.roles, [](const auto& role) { return !role.held; });
  return web::Response::html(views::staff_form(ctx.templates, ctx.layout, form),
                             errors.empty() ? 200 : 422);
}

web::Response member_page(Ctx& ctx, UserId user, const base::FieldErrors& errors) {
  auto view = ctx.db.snapshot("staff_member", [&](store::Tx& tx) {
    auto member = identity::staff_member(tx, user);
    if (!member) throw web::NotFound{};
    return views::StaffMemberView{.desk = desk_of(ctx, "/admin/staff"),
                                  .member = *std::move(member),
                                  .roles = identity::roles(tx, user, session_of(ctx).user),
                                  .attempts = attempts_of(tx, user)};
  });
  view.is_you = user == session_of(ctx).user;
  view.errors = errors;
  if (errors.empty()) view.notice = notice_of(ctx.req.query_fields().value("done"));
  return web::Response::html(views::staff_member_page(ctx.templates, ctx.layout, view),
                             errors.empty() ? 200 : 422);
}

// Back to the page of the one that was changed, or that page with the reason.
web::Response changed(Ctx& ctx, UserId user, const Changed& done, const std::string& what) {
  if (!done) return member_page(ctx, user, {{"", std::string{sentence(done.why())}}});
  return web::Response::see_other("/admin/staff/" + std::to_string(user.raw()) + "?done=" + what);
}

}  // namespace

web::Response staff(Ctx& ctx) {
  views::StaffView view;
  view.desk = desk_of(ctx, "/admin/staff");
  view.manages = session_of(ctx).may("staff.manage");
  view.notice = notice_of(ctx.req.query_fields().value("done"));
  view.members = ctx.db.at_once("staff", [](store::Tx& tx) { return identity::staff(tx); });
  return web::Response::html(views::staff_page(ctx.templates, ctx.layout, view));
}

web::Response staff_new(Ctx& ctx) {
  return form_page(ctx, {}, {});
}

web::Response staff_invite(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto name = form.text("name", {1, 100});
  const auto email = form.email("email");
  const auto role = form.text("role", {1, 40});
  if (!form.ok()) return form_page(ctx, form.kept(), form.errors());
  const auto added =
      act(ctx, "staff_invite", [&](store::Tx& tx) -> base::Result<UserId, StaffRefusal> {
        auto user = identity::add_staff(tx, email, name, role, session_of(ctx).user, ctx.now);
        if (user)
          identity::ask_link(tx, identity::Audience::Staff, identity::Wish::Reset, email, ctx.now);
        return user;
      });
  if (!added) {
    form.refuse("role", sentence(added.why()));
    return form_page(ctx, form.kept(), form.errors());
  }
  return web::Response::see_other("/admin/staff?done=invited");
}

web::Response staff_member(Ctx& ctx) {
  const auto id = base::parse_integer<std::int64_t>(ctx.req.param("id"));
  if (!id) throw web::NotFound{};
  return member_page(ctx, UserId{*id}, {});
}

web::Response staff_role(Ctx& ctx) {
  enum class Do { Give, Take };
  web::Form form{ctx.req};
  const auto user = form.id<UserId>("id");
  const auto role = form.text("role", {1, 40});
  const auto what = form.choice<Do>("do", {{"give", Do::Give}, {"take", Do::Take}});
  if (!form.ok()) throw web::NotFound{};  // no page sends this
  const auto self = session_of(ctx).user;
  const auto done = act(ctx, "staff_role", [&](store::Tx& tx) {
    return what == Do::Give ? identity::grant_role(tx, user, role, self, ctx.now)
                            : identity::take_role(tx, user, role, self);
  });
  return changed(ctx, user, done, "role");
}

web::Response staff_anew(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto user = form.id<UserId>("id");
  const auto done = act(ctx, "staff_anew", [&](store::Tx& tx) {
    return identity::begin_anew(tx, user, session_of(ctx).user, ctx.now);
  });
  return changed(ctx, user, done, "anew");
}

web::Response staff_end(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto user = form.id<UserId>("id");
  const auto done = act(ctx, "staff_end", [&](store::Tx& tx) {
    return identity::end_staff(tx, user, actor_of(ctx).name, session_of(ctx).user, ctx.now);
  });
  return changed(ctx, user, done, "end");
}

}  // namespace pages::admin
