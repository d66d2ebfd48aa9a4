#pragma once
#include "identity/second_step.h"

// Staff: who works here and may do what, and the second step of their signing in. A right password
// begins half a session, which opens nothing but that step; a code of the authenticator, or a
// recovery code, makes it whole, under another token.
namespace identity {

// Roles and permissions ------------------------------------------------------------------------

// Sorted; none for who is no staff.
std::vector<std::string> permissions(store::Tx& tx, UserId user);
struct Permission {
  std::string name;
  std::string says;
  static constexpr auto columns() { return std::make_tuple(&Permission::name, &Permission::says); }
};
// With what each says, for people.
std::vector<Permission> permissions_in_words(store::Tx& tx, UserId user);

enum class StaffRefusal {
  NoSuchRole,
  NoSuchUser,
  NotHeld,  // who grants lacks a permission of the role (invariant A3)
};
// Somebody new, or known, of the staff with this role. `granter` is who gives it; nothing: the
// operator of the machine, who may give all. A new one has no password: ask_link() follows.
base::Result<UserId, StaffRefusal> add_staff(store::Tx& tx, const std::string& email,
                                             const std::string& name, const std::string& role,
                                             std::optional<UserId> granter, Instant now);
base::Result<base::Done, StaffRefusal> grant_role(store::Tx& tx, UserId user,
                                                  const std::string& role,
                                                  std::optional<UserId> granter, Instant now);
// Takes a role away; the user's sessions end.
base::Result<base::Done, StaffRefusal> take_role(store::Tx& tx, UserId user,
                                                 const std::string& role,
                                                 std::optional<UserId> granter);

// A link by which one of the staff chooses a password, for who hands it over instead of a mail.
std::optional<MailProofId> ask_staff_link(store::Tx& tx, const std::string& email, Instant now);

struct StaffMember {
  std::string email;
  std::string name;
  std::string roles;  // "owner, sales"
  bool has_password;
  bool has_codes;
  static constexpr auto columns() {
    return std::make_tuple(&StaffMember::email, &StaffMember::name, &StaffMember::roles,
                           &StaffMember::has_password, &StaffMember::has_codes);
  }
};
std::vector<StaffMember> staff(store::Tx& tx);

// Sessions -------------------------------------------------------------------------------------

struct StaffSession {
  SessionId id;
  UserId user;
  std::string email;
  std::string name;
  bool whole;      // false: a password and no code yet
  bool has_codes;  // an authenticator is set up
  Instant last_seen_at;
  static constexpr auto columns() {
    return std::make_tuple(&StaffSession::id, &StaffSession::user, &StaffSession::email,
                           &StaffSession::name, &StaffSession::whole, &StaffSession::has_codes,
                           &StaffSession::last_seen_at);
  }
};
// As find_session(); half a session lasts ten minutes.
std::optional<StaffSession> find_staff_session(store::Tx& tx, const std::string& token,
                                               Instant now);
// After a right code: the session is whole under the token that is answered.
base::Secret make_whole(store::Tx& tx, SessionId session, Instant now);

}  // namespace identity
