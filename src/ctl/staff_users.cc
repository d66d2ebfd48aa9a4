#include <functional>
#include <iostream>

#include "base/email.h"
#include "base/instant.h"
#include "ctl/staff.h"
#include "ctl/staff_users.h"
#include "identity/staff.h"

namespace ctl {
namespace {

int say_no(identity::StaffRefusal why) {
  switch (why) {
    case identity::StaffRefusal::NoSuchRole:
      return refused("no such role: owner, manager, sales, warehouse, accounting or reader");
    case identity::StaffRefusal::NoSuchUser:
      return refused("nobody of the staff has this mail address");
    case identity::StaffRefusal::NotHeld:
    case identity::StaffRefusal::Yourself:
      return refused("only somebody else who may do all of it may do this");
  }
  return 1;
}

// The link, printed instead of mailed.
int print_link(const Call& call, store::Tx& tx, const std::string& email, base::Instant now) {
  const auto proof = identity::ask_staff_link(tx, email, now);
  if (!proof) return refused("three links were asked for within an hour; wait");
  const auto link = identity::draw_link(tx, *proof, now);
  if (!link) return refused("the link could not be drawn");
  std::cout << call.config.site.url << "/admin/reset?t=" << link->token.reveal() << '\n';
  return 0;
}

// What is done with one of the staff, named by mail address.
using Work = std::function<base::Result<base::Done, identity::StaffRefusal>(
    store::Tx&, base::UserId, base::Instant)>;
int with_member(Call& call, const char* transaction, const char* said, const Work& work) {
  const auto mail = take_word(call, "whose mail address");
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  return db.transact(transaction, [&](store::Tx& tx) {
    const auto user = identity::find_by_mail(tx, identity::Audience::Staff, mail);
    if (!user) return say_no(identity::StaffRefusal::NoSuchUser);
    const auto done = work(tx, user->id, now);
    if (!done) return say_no(done.why());
    std::cout << said << '\n';
    return 0;
  });
}

}  // namespace

// gdsctl staff add MAIL NAME --role ROLE [--link]
int staff_add(Call& call) {
  const auto mail = take_word(call, "whose mail address");
  const auto name = take_word(call, "the name");
  const auto role = call.args.take_option("--role");
  const bool print = call.args.take_flag("--link");
  call.args.done();
  if (!role) throw base::UsageError{"--role is missing"};
  const auto email = base::parse_email(mail);
  if (!email) return refused("this is no mail address");
  auto db = database(call);
  const auto now = base::clock_now();
  return db.transact("staff_add", [&](store::Tx& tx) {
    const auto added = identity::add_staff(tx, *email, name, *role, std::nullopt, now);
    if (!added) return say_no(added.why());
    if (print) return print_link(call, tx, *email, now);
    identity::ask_link(tx, identity::Audience::Staff, identity::Wish::Reset, *email, now);
    std::cout << "a link to choose a password is on its way\n";
    return 0;
  });
}

// gdsctl staff role MAIL ROLE [--remove]
int staff_role(Call& call) {
  const auto mail = take_word(call, "whose mail address");
  const auto role = take_word(call, "which role");
  const bool remove = call.args.take_flag("--remove");
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  return db.transact("staff_role", [&](store::Tx& tx) {
    const auto user = identity::find_by_mail(tx, identity::Audience::Staff, mail);
    if (!user) return say_no(identity::StaffRefusal::NoSuchUser);
    const auto done = remove ? identity::take_role(tx, user->id, role, std::nullopt)
                             : identity::grant_role(tx, user->id, role, std::nullopt, now);
    return done ? 0 : say_no(done.why());
  });
}

// gdsctl staff end MAIL
int staff_end(Call& call) {
  return with_member(call, "staff_end", "gone: roles, keys, password, authenticator and sessions",
                     [](store::Tx& tx, base::UserId user, base::Instant now) {
                       return identity::end_staff(tx, user, actor(), std::nullopt, now);
                     });
}

// gdsctl staff anew MAIL
int staff_anew(Call& call) {
  return with_member(call, "staff_anew",
                     "password and authenticator are void; a link is on its way",
                     [](store::Tx& tx, base::UserId user, base::Instant now) {
                       return identity::begin_anew(tx, user, std::nullopt, now);
                     });
}

// gdsctl staff list
int staff_list(Call& call) {
  call.args.done();
  auto db = database(call);
  for (const auto& one :
       db.at_once("staff_list", [](store::Tx& tx) { return identity::staff(tx); }))
    std::cout << one.email << '\t' << one.name << '\t' << one.roles << '\t'
              << (one.ended_at       ? "ended " + base::to_iso8601(*one.ended_at)
                  : one.has_password ? ""
                                     : "no password yet ")
              << (one.ended_at || one.has_codes ? "" : "no authenticator yet") << '\n';
  return 0;
}

}  // namespace ctl
