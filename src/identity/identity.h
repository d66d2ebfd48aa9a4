#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "base/secret.h"
#include "identity/password.h"
#include "store/db.h"

// Who can sign in. This module owns users, credentials, sessions, known_devices, sign_in_locks,
// login_attempts, mail_proofs and oauth_*. A user is of one audience: shoppers and staff share
// tables and no row, which policies of the database hold (the shop's role sees no staff). A
// shopper's user is made only when a link that was sent to its mail address comes back, so no
// account waits for an address that nobody proved; or when Google vouches for it. It knows
// customers by id alone.
//
// Nothing here answers otherwise, or later, for an address that has an account than for one that
// has none (invariant A4): what differs is only what is mailed.
namespace identity {

using base::CustomerId;
using base::Instant;
using base::MailProofId;
using base::SessionId;
using base::UserId;

enum class Audience { Shopper, Staff };
std::string_view to_word(Audience audience);

struct User {
  UserId id;
  std::string email;
  std::string name;
  std::optional<CustomerId> customer;  // of shoppers
  static constexpr auto columns() {
    return base::Columns<&User::id, &User::email, &User::name, &User::customer>{};
  }
};
std::optional<User> find(store::Tx& tx, UserId user);
// By mailbox.
std::optional<User> find_by_mail(store::Tx& tx, Audience audience, const std::string& mail);
// Who signs in for this customer.
std::optional<User> of_customer(store::Tx& tx, CustomerId customer);
// The user's row, locked until the transaction ends: sign-ins of one user come one after another.
std::optional<User> lock_user(store::Tx& tx, UserId user);

// After customers::merge(), in its transaction.
void follow_merge(store::Tx& tx, CustomerId from, CustomerId into);

// Links by mail -------------------------------------------------------------------------------

// How many links one mailbox is sent in an hour; those beyond are not asked for, silently.
inline constexpr int kMostLinks = 3;

enum class Wish { Register, Reset };
// Somebody wants an account, or a new password, for this address. Looks at no account: the mail
// that leaves (mail.account_link) says what there is.
void ask_link(store::Tx& tx, Audience audience, Wish wish, const std::string& email, Instant now);
// The user wants another mail address: a link goes there, and word to the old one
// (mail.account_news).
void ask_new_email(store::Tx& tx, UserId user, const std::string& email, Instant now);

// What the mail with the link says, the link's token drawn anew: only the last one sent works. The
// address is the account's own where there is one, whatever was typed. Nothing when the link was
// used or has expired, or somebody who is no staff asks for the staff's.
enum class LinkKind { NewAccount, AccountThere, NewPassword, NoAccount, NewEmail };
struct LinkMail {
  LinkKind kind;
  std::string to;
  base::Secret token;
  Instant expires_at;
  Audience audience = Audience::Shopper;
};
std::optional<LinkMail> draw_link(store::Tx& tx, MailProofId proof, Instant now);

// What word about an account goes where, for mail.account_news.
struct EmailNews {
  std::string old_email;
  std::string new_email;
  bool done;  // changed, not only asked for
  static constexpr auto columns() {
    return base::Columns<&EmailNews::old_email, &EmailNews::new_email, &EmailNews::done>{};
  }
};
std::optional<EmailNews> email_news(store::Tx& tx, MailProofId proof);

// What came back by a link that is good at `now`.
enum class Purpose { Password, Email };
struct Proof {
  MailProofId id;
  Purpose purpose;
  std::string email;  // the address that is proven: the account's where there is one
  std::optional<UserId> user;
};
std::optional<Proof> find_proof(store::Tx& tx, const std::string& token, Instant now);
// The same, used up: of two that use it at once one gets nothing.
std::optional<Proof> use_proof(store::Tx& tx, const std::string& token, Instant now);

// Users and their passwords -------------------------------------------------------------------

// A shopper's account of a proven address; the hash is of parse_password(), nothing for who signs
// in by an identity of others alone (identity/linked.h). The address has none: look first, under
// use_proof()'s lock a rival's is found.
UserId create_shopper(store::Tx& tx, const std::string& email, const std::string& name,
                      CustomerId customer, const std::optional<std::string>& password_hash,
                      Instant now);
// Another password: every session but `keep` ends, locks of the user's mailbox go, and word is
// mailed (mail.account_news).
void set_password(store::Tx& tx, UserId user, const std::string& password_hash,
                  std::optional<SessionId> keep, Instant now);
enum class EmailRefusal { Taken };
// After use_proof() of purpose Email: the user signs in with it from now on, and both addresses are
// told.
base::Result<base::Done, EmailRefusal> change_email(store::Tx& tx, const Proof& proof, Instant now);

// What is old: sessions that ended, links of last week, locks of yesterday, tries of ninety days
// ago, devices of a year; at most `limit` of each. Answers how many went of the most numerous.
std::int64_t clean(store::Tx& tx, Instant now, std::int64_t limit);

}  // namespace identity
