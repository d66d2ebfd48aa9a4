#pragma once
#include "base/columns.h"
#include "identity/sessions.h"

// Signing in by an identity that another provider vouches for (Google). What was proven there is
// the subject, under its issuer: it alone names a user, and its mail address never does. An
// identity and an account become one only after proof of both (contract sheet: google-oidc, 7).
namespace identity {

struct OutsideIdentity {
  std::string issuer;
  std::string subject;
  std::string email;  // what the provider says now; kept to be shown
};

// The user of an identity.
std::optional<User> find_linked(store::Tx& tx, const OutsideIdentity& who);
// What this user signs in with besides a password.
struct Link {
  std::string email;
  Instant linked_at;
  static constexpr auto columns() { return base::Columns<&Link::email, &Link::linked_at>{}; }
};
std::optional<Link> linked(store::Tx& tx, UserId user, const std::string& issuer);
bool has_password(store::Tx& tx, UserId user);

// From now on this identity signs the user in; word is mailed. False, and nothing: it is another
// user's, or this user has another one of the issuer. The caller saw proof of both.
bool link(store::Tx& tx, UserId user, const OutsideIdentity& who, Instant now);
enum class UnlinkRefusal { NotLinked, LastWay };
// No more; word is mailed. Who has no password keeps it.
base::Result<base::Done, UnlinkRefusal> unlink(store::Tx& tx, UserId user,
                                               const std::string& issuer, Instant now);

// After a new password by a mailed link: whoever had the mailbox before has no way in left.
void forget_links(store::Tx& tx, UserId user);

// A browser is sent away with `state`, and comes back with it and its cookie. `user` is who links,
// nobody: who signs in.
struct Flow {
  std::string next;
  std::optional<UserId> user;
};
void begin_flow(store::Tx& tx, const std::string& state, const std::string& browser,
                const Flow& flow, Instant now);
// Used up by asking; nothing for a state that is unknown, used or too old, or another browser's.
std::optional<Flow> take_flow(store::Tx& tx, const std::string& state, const std::string& browser,
                              Instant now);

// A proven identity with the mail address of an account waits for proof of that account, a quarter
// of an hour. The token stays with the browser.
struct Join {
  UserId user;
  std::string email;  // of the account
  std::string next;
  static constexpr auto columns() {
    return base::Columns<&Join::user, &Join::email, &Join::next>{};
  }
};
base::Secret begin_join(store::Tx& tx, UserId user, const OutsideIdentity& who,
                        const std::string& next, Instant now);
std::optional<Join> find_join(store::Tx& tx, const std::string& token, Instant now);
// The account was proven: linked as by link(), and the token is used up.
bool finish_join(store::Tx& tx, const std::string& token, Instant now);

// Somebody came, or did not, by an identity: kept like a try with a password. `reason` is a word.
void record_outside_attempt(store::Tx& tx, std::optional<UserId> user, const Client& client,
                            const std::string& reason, Instant now);

}  // namespace identity
