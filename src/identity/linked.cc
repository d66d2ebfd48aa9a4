#include "identity/linked.h"

#include "base/columns.h"
#include "base/crypto.h"
#include "identity/agent.h"
#include "identity/news.h"

namespace identity {
namespace {

using std::chrono::minutes;
using store::Query;

constexpr minutes kFlowLasts{10};
constexpr minutes kJoinLasts{15};

const Query<User(std::string, std::string)> kFind{"identity.find_linked", R"sql(
    SELECT u.id, u.email, u.name, u.customer_id
      FROM oauth_identities i
      JOIN users u ON u.id = i.user_id
     WHERE i.issuer = $1 AND i.subject_hash = $2)sql"};
const Query<Link(UserId, std::string)> kLinked{"identity.linked", R"sql(
    SELECT email, linked_at FROM oauth_identities WHERE user_id = $1 AND issuer = $2)sql"};
const Query<bool(UserId)> kHasPassword{"identity.has_password", R"sql(
    SELECT EXISTS (SELECT FROM credentials WHERE user_id = $1))sql"};

const Query<void(UserId, std::string, std::string, std::string, Instant)> kLink{"identity.link",
                                                                                R"sql(
    INSERT INTO oauth_identities (user_id, issuer, subject_hash, email, linked_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT DO NOTHING)sql"};
const Query<void(UserId, std::string)> kUnlink{"identity.unlink", R"sql(
    DELETE FROM oauth_identities i
     WHERE i.user_id = $1 AND i.issuer = $2
       AND EXISTS (SELECT FROM credentials c WHERE c.user_id = $1))sql"};

const Query<void(UserId)> kForget{"identity.forget_links", R"sql(
    DELETE FROM oauth_identities WHERE user_id = $1)sql"};

const Query<void(std::string, std::string, std::string, std::optional<UserId>, Instant)> kBegin{
    "identity.begin_flow", R"sql(
    INSERT INTO oauth_flows (state_hash, browser_hash, next, user_id, expires_at)
    VALUES ($1, $2, $3, $4, $5))sql"};
struct TakenFlow {
  std::string browser_hash;
  std::string next;
  std::optional<UserId> user;
  Instant expires_at;
  static constexpr auto columns() {
    return base::Columns<&TakenFlow::browser_hash, &TakenFlow::next, &TakenFlow::user,
                         &TakenFlow::expires_at>{};
  }
};
const Query<TakenFlow(std::string)> kTake{"identity.take_flow", R"sql(
    DELETE FROM oauth_flows WHERE state_hash = $1
    RETURNING browser_hash, next, user_id, expires_at)sql"};

const Query<void(std::string, UserId, std::string, std::string, std::string, std::string, Instant)>
    kBeginJoin{"identity.begin_join", R"sql(
    INSERT INTO oauth_joins (token_hash, user_id, issuer, subject_hash, email, next, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7))sql"};
const Query<Join(std::string, Instant)> kFindJoin{"identity.find_join", R"sql(
    SELECT j.user_id, u.email, j.next
      FROM oauth_joins j
      JOIN users u ON u.id = j.user_id
     WHERE j.token_hash = $1 AND j.expires_at > $2)sql"};
struct TakenJoin {
  UserId user;
  std::string issuer;
  std::string subject_hash;
  std::string email;
  static constexpr auto columns() {
    return base::Columns<&TakenJoin::user, &TakenJoin::issuer, &TakenJoin::subject_hash,
                         &TakenJoin::email>{};
  }
};
const Query<TakenJoin(std::string, Instant)> kTakeJoin{"identity.take_join", R"sql(
    DELETE FROM oauth_joins WHERE token_hash = $1 AND expires_at > $2
    RETURNING user_id, issuer, subject_hash, email)sql"};

const Query<void(std::optional<UserId>, std::string, std::string, std::string, std::string,
                 Instant)>
    kRecord{"identity.record_outside_attempt", R"sql(
    INSERT INTO login_attempts (audience, user_id, address, agent, outcome, at, method, reason)
    VALUES ('shopper', $1, $2, $3, $4, $6, 'google', $5))sql"};

// A digest is enough to know it again, and says nothing to who has the table alone.
std::string subject_hash(const OutsideIdentity& who) {
  return base::sha256_hex(who.issuer + ' ' + who.subject);
}

bool keep_link(store::Tx& tx, const TakenJoin& who, Instant now) {
  if (tx.exec(kLink, who.user, who.issuer, who.subject_hash, who.email, now) == 0) return false;
  tell(tx, "google_joined", who.user, now);
  return true;
}

}  // namespace

std::optional<User> find_linked(store::Tx& tx, const OutsideIdentity& who) {
  return tx.one_or_none(kFind, who.issuer, subject_hash(who));
}

std::optional<Link> linked(store::Tx& tx, UserId user, const std::string& issuer) {
  return tx.one_or_none(kLinked, user, issuer);
}

bool has_password(store::Tx& tx, UserId user) {
  return tx.one(kHasPassword, user);
}

bool link(store::Tx& tx, UserId user, const OutsideIdentity& who, Instant now) {
  return keep_link(tx, {user, who.issuer, subject_hash(who), who.email}, now);
}

base::Result<base::Done, UnlinkRefusal> unlink(store::Tx& tx, UserId user,
                                               const std::string& issuer, Instant now) {
  if (tx.exec(kUnlink, user, issuer) == 0)
    return linked(tx, user, issuer) ? UnlinkRefusal::LastWay : UnlinkRefusal::NotLinked;
  tell(tx, "google_left", user, now);
  return base::Done{};
}

void forget_links(store::Tx& tx, UserId user) {
  tx.exec(kForget, user);
}

void begin_flow(store::Tx& tx, const std::string& state, const std::string& browser,
                const Flow& flow, Instant now) {
  tx.exec(kBegin, base::sha256_hex(state), base::sha256_hex(browser), flow.next, flow.user,
          now + kFlowLasts);
}

std::optional<Flow> take_flow(store::Tx& tx, const std::string& state, const std::string& browser,
                              Instant now) {
  const auto taken = tx.one_or_none(kTake, base::sha256_hex(state));
  if (!taken || taken->expires_at <= now ||
      !base::equal_in_constant_time(taken->browser_hash, base::sha256_hex(browser)))
    return std::nullopt;
  return Flow{taken->next, taken->user};
}

base::Secret begin_join(store::Tx& tx, UserId user, const OutsideIdentity& who,
                        const std::string& next, Instant now) {
  base::Secret token{base::random_token()};
  tx.exec(kBeginJoin, base::sha256_hex(token.reveal()), user, who.issuer, subject_hash(who),
          who.email, next, now + kJoinLasts);
  return token;
}

std::optional<Join> find_join(store::Tx& tx, const std::string& token, Instant now) {
  return tx.one_or_none(kFindJoin, base::sha256_hex(token), now);
}

bool finish_join(store::Tx& tx, const std::string& token, Instant now) {
  const auto taken = tx.one_or_none(kTakeJoin, base::sha256_hex(token), now);
  return taken && keep_link(tx, *taken, now);
}

void record_outside_attempt(store::Tx& tx, std::optional<UserId> user, const Client& client,
                            const std::string& reason, Instant now) {
  tx.exec(kRecord, user, client.address, plain_agent(client.agent),
          std::string{reason.empty() ? "in" : "wrong"}, reason, now);
}

}  // namespace identity
