#pragma once
#include "base/columns.h"
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
  static constexpr auto columns() { return base::Columns<&Permission::name, &Permission::says>{}; }
};
// With what each says, for people.
std::vector<Permission> permissions_in_words(store::Tx& tx, UserId user);

enum class StaffRefusal {
  NoSuchRole,
  NoSuchUser,
  NotHeld,   // who grants lacks a permission of the role, or of the other one (invariant A3)
  Yourself,  // nobody takes their own roles or ends themself, so somebody always remains
};
// Somebody new, known, or ended of the staff with this role. `granter` is who gives it; nothing:
// the operator of the machine, who may give all. A new one has no password: ask_link() follows.
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

// Whoever left: roles, keys of the API, password, authenticator and sessions are gone, and links do
// not work. The row stays, for what names it. `by` is for people. Not of who may more than the
// granter.
base::Result<base::Done, StaffRefusal> end_staff(store::Tx& tx, UserId user, const std::string& by,
                                                 std::optional<UserId> granter, Instant now);
// Password, authenticator, recovery codes and sessions are void, and a link is mailed to begin
// anew: for who lost them. Not of who may more than the granter.
base::Result<base::Done, StaffRefusal> begin_anew(store::Tx& tx, UserId user,
                                                  std::optional<UserId> granter, Instant now);

// A role, as it is offered.
struct Role {
  std::string name;
  std::string says;
  bool given;  // the other one has it
  bool held;   // who asks has all of its permissions
  static constexpr auto columns() {
    return base::Columns<&Role::name, &Role::says, &Role::given, &Role::held>{};
  }
};
// All of them; `user` may be nobody yet.
std::vector<Role> roles(store::Tx& tx, std::optional<UserId> user, UserId asker);

// A link by which one of the staff chooses a password, for who hands it over instead of a mail.
std::optional<MailProofId> ask_staff_link(store::Tx& tx, const std::string& email, Instant now);

struct StaffMember {
  UserId id;
  std::string email;
  std::string name;
  std::string roles;  // "owner, sales"
  bool has_password;
  bool has_codes;
  std::optional<Instant> last_in;  // when the password was right last
  std::int64_t keys;               // of the API, made by this one and not ended
  std::optional<Instant> ended_at;
  static constexpr auto columns() {
    return base::Columns<&StaffMember::id, &StaffMember::email, &StaffMember::name,
                         &StaffMember::roles, &StaffMember::has_password, &StaffMember::has_codes,
                         &StaffMember::last_in, &StaffMember::keys, &StaffMember::ended_at>{};
  }
};
// Who works here first, then who did.
std::vector<StaffMember> staff(store::Tx& tx);
std::optional<StaffMember> staff_member(store::Tx& tx, UserId user);

// Sessions -------------------------------------------------------------------------------------

struct StaffSession {
  SessionId id;
  UserId user;
  std::string email;
  std::string name;
  bool whole;      // false: a password and no code yet
  bool has_codes;  // an authenticator is set up
  Instant last_seen_at;
  std::optional<Instant> proved_at;      // when a code was shown last
  std::vector<std::string> permissions;  // sorted; as they are now
  bool may(std::string_view permission) const;
  static constexpr auto columns() {
    return base::Columns<&StaffSession::id, &StaffSession::user, &StaffSession::email,
                         &StaffSession::name, &StaffSession::whole, &StaffSession::has_codes,
                         &StaffSession::last_seen_at, &StaffSession::proved_at,
                         &StaffSession::permissions>{};
  }
};
// As find_session(); half a session lasts ten minutes.
std::optional<StaffSession> find_staff_session(store::Tx& tx, const std::string& token,
                                               Instant now);
// After a right code: the session is whole under the token that is answered.
base::Secret make_whole(store::Tx& tx, SessionId session, Instant now);
// After a right code in a session that is whole already.
void prove_session(store::Tx& tx, SessionId session, Instant now);

}  // namespace identity
