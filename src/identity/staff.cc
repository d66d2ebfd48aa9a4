#include "identity/staff.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/email.h"
#include "identity/locks.h"

namespace identity {
namespace {

using store::Query;

const Query<std::string(UserId)> kPermissions{"identity.permissions", R"sql(
    SELECT DISTINCT p.permission
      FROM user_roles u JOIN role_permissions p ON p.role_id = u.role_id
     WHERE u.user_id = $1 ORDER BY p.permission)sql"};
const Query<Permission(UserId)> kInWords{"identity.permissions_in_words", R"sql(
    SELECT name, says FROM permissions
     WHERE name IN (SELECT p.permission
                      FROM user_roles u JOIN role_permissions p ON p.role_id = u.role_id
                     WHERE u.user_id = $1)
     ORDER BY name)sql"};

const Query<UserId(std::string, std::string, std::string, Instant)> kAdd{"identity.add_staff",
                                                                         R"sql(
    WITH known AS (
      UPDATE users SET ended_at = NULL, ended_by = NULL
       WHERE audience = 'staff' AND mail_key = $2
      RETURNING id),
    made AS (
      INSERT INTO users (audience, email, name, created_at)
      SELECT 'staff', $1, $3, $4 WHERE NOT EXISTS (SELECT FROM known)
      RETURNING id)
    SELECT id FROM known UNION ALL SELECT id FROM made)sql"};

const Query<bool(std::string)> kIsRole{"identity.is_role", R"sql(
    SELECT EXISTS (SELECT FROM roles WHERE name = $1))sql"};
const Query<bool(UserId)> kIsStaff{"identity.is_staff", R"sql(
    SELECT EXISTS (SELECT FROM users
                    WHERE id = $1 AND audience = 'staff' AND ended_at IS NULL))sql"};

// Who gives or takes must hold every permission of the role at that moment: it is part of the
// write.
const Query<bool(UserId, std::string, std::optional<UserId>, std::string, Instant)> kGrant{
    "identity.grant_role", R"sql(
    WITH role AS (
      SELECT r.id FROM roles r
       WHERE r.name = $2
         AND ($3::bigint IS NULL OR NOT EXISTS (
           SELECT permission FROM role_permissions WHERE role_id = r.id
           EXCEPT
           SELECT p.permission FROM user_roles u JOIN role_permissions p ON p.role_id = u.role_id
            WHERE u.user_id = $3))),
    given AS (
      INSERT INTO user_roles (user_id, role_id, granted_by, granted_at)
      SELECT $1, id, $4, $5 FROM role
      ON CONFLICT DO NOTHING)
    SELECT EXISTS (SELECT FROM role))sql"};
const Query<bool(UserId, std::string, std::optional<UserId>)> kTake{"identity.take_role", R"sql(
    WITH role AS (
      SELECT r.id FROM roles r
       WHERE r.name = $2
         AND ($3::bigint IS NULL OR NOT EXISTS (
           SELECT permission FROM role_permissions WHERE role_id = r.id
           EXCEPT
           SELECT p.permission FROM user_roles u JOIN role_permissions p ON p.role_id = u.role_id
            WHERE u.user_id = $3))),
    taken AS (
      DELETE FROM user_roles u USING role WHERE u.user_id = $1 AND u.role_id = role.id)
    SELECT EXISTS (SELECT FROM role))sql"};

// Half a session lasts from its beginning, a whole one while it is used.
const Query<StaffSession(std::string, Instant, Instant, Instant)> kFind{
    "identity.find_staff_session", R"sql(
    SELECT s.id, s.user_id, u.email, u.name, s.stage = 'full',
           EXISTS (SELECT FROM totp_secrets t WHERE t.user_id = u.id AND t.confirmed_at IS NOT NULL),
           s.last_seen_at, s.proved_at,
           ARRAY(SELECT DISTINCT p.permission
                   FROM user_roles g JOIN role_permissions p ON p.role_id = g.role_id
                  WHERE g.user_id = u.id ORDER BY p.permission)
      FROM sessions s
      JOIN users u ON u.id = s.user_id
     WHERE s.token_hash = $1 AND s.audience = 'staff' AND s.ends_at > $2 AND u.ended_at IS NULL
       AND CASE s.stage WHEN 'full' THEN s.last_seen_at > $3 ELSE s.created_at > $4 END)sql"};

const Query<void(SessionId, std::string, Instant)> kWhole{"identity.make_whole", R"sql(
    UPDATE sessions SET stage = 'full', token_hash = $2, last_seen_at = $3, active_at = $3,
                        proved_at = $3
     WHERE id = $1 AND audience = 'staff' AND stage = 'half')sql"};
const Query<void(SessionId, Instant)> kProve{"identity.prove_session", R"sql(
    UPDATE sessions SET proved_at = greatest(proved_at, $2)
     WHERE id = $1 AND audience = 'staff' AND stage = 'full')sql"};

const Query<StaffMember(std::optional<UserId>)> kStaff{"identity.staff", R"sql(
    SELECT u.id, u.email, u.name,
           coalesce((SELECT string_agg(r.name, ', ' ORDER BY r.name)
                       FROM user_roles g JOIN roles r ON r.id = g.role_id
                      WHERE g.user_id = u.id), ''),
           EXISTS (SELECT FROM credentials c WHERE c.user_id = u.id),
           EXISTS (SELECT FROM totp_secrets t WHERE t.user_id = u.id AND t.confirmed_at IS NOT NULL),
           (SELECT max(a.at) FROM login_attempts a
             WHERE a.user_id = u.id AND a.audience = 'staff' AND a.outcome = 'in'),
           (SELECT count(*) FROM api_keys k
             WHERE k.user_id = u.id AND k.audience = 'staff' AND k.ended_at IS NULL),
           u.ended_at
      FROM users u
     WHERE u.audience = 'staff' AND ($1::bigint IS NULL OR u.id = $1)
     ORDER BY u.ended_at IS NOT NULL, u.email)sql"};

const Query<Role(std::optional<UserId>, UserId)> kRoles{"identity.roles", R"sql(
    SELECT r.name, r.says,
           EXISTS (SELECT FROM user_roles g WHERE g.user_id = $1 AND g.role_id = r.id),
           NOT EXISTS (
             SELECT permission FROM role_permissions WHERE role_id = r.id
             EXCEPT
             SELECT p.permission FROM user_roles u JOIN role_permissions p ON p.role_id = u.role_id
              WHERE u.user_id = $2)
      FROM roles r ORDER BY r.id)sql"};

// What the one may do, the other may do as well.
const Query<bool(UserId, UserId)> kHoldsAll{"identity.holds_all_of", R"sql(
    SELECT NOT EXISTS (
      SELECT p.permission FROM user_roles u JOIN role_permissions p ON p.role_id = u.role_id
       WHERE u.user_id = $1
      EXCEPT
      SELECT p.permission FROM user_roles u JOIN role_permissions p ON p.role_id = u.role_id
       WHERE u.user_id = $2))sql"};

const Query<void(UserId, std::string, Instant)> kEndUser{"identity.end_staff", R"sql(
    UPDATE users SET ended_at = $3, ended_by = $2
     WHERE id = $1 AND audience = 'staff' AND ended_at IS NULL)sql"};
const Query<void(UserId)> kDropRoles{"identity.drop_roles", R"sql(
    DELETE FROM user_roles WHERE user_id = $1)sql"};
const Query<void(UserId)> kDropPassword{"identity.drop_password", R"sql(
    DELETE FROM credentials WHERE user_id = $1 AND audience = 'staff')sql"};
const Query<void(UserId, std::string, Instant)> kEndKeys{"identity.end_keys_of", R"sql(
    UPDATE api_keys SET ended_at = $3, ended_by = $2
     WHERE user_id = $1 AND ended_at IS NULL)sql"};

constexpr std::chrono::minutes kHalfLasts{10};

base::Result<base::Done, StaffRefusal> allowed(store::Tx& tx, UserId user,
                                               const std::string& role) {
  if (!tx.one(kIsRole, role)) return StaffRefusal::NoSuchRole;
  if (!tx.one(kIsStaff, user)) return StaffRefusal::NoSuchUser;
  return base::Done{};
}

// Of two who change each other, or of whom one changes what the other may, the second sees what the
// first has done.
void lock_both(store::Tx& tx, UserId user, std::optional<UserId> granter) {
  if (granter && *granter < user) lock_user(tx, *granter);
  lock_user(tx, user);
  if (granter && user < *granter) lock_user(tx, *granter);
}

// May this one be ended, or begin anew, by that one? Their rows are locked.
base::Result<base::Done, StaffRefusal> may_void(store::Tx& tx, UserId user,
                                                std::optional<UserId> granter) {
  lock_both(tx, user, granter);
  if (!tx.one(kIsStaff, user)) return StaffRefusal::NoSuchUser;
  if (granter == user) return StaffRefusal::Yourself;
  if (granter && (!tx.one(kIsStaff, *granter) || !tx.one(kHoldsAll, user, *granter)))
    return StaffRefusal::NotHeld;
  return base::Done{};
}

void drop_proofs(store::Tx& tx, UserId user) {
  tx.exec(kDropPassword, user);
  drop_codes(tx, user);
  end_sessions(tx, user, std::nullopt);
}

}  // namespace

std::vector<std::string> permissions(store::Tx& tx, UserId user) {
  return tx.all(kPermissions, user);
}

std::vector<Permission> permissions_in_words(store::Tx& tx, UserId user) {
  return tx.all(kInWords, user);
}

base::Result<UserId, StaffRefusal> add_staff(store::Tx& tx, const std::string& email,
                                             const std::string& name, const std::string& role,
                                             std::optional<UserId> granter, Instant now) {
  if (!tx.one(kIsRole, role)) return StaffRefusal::NoSuchRole;
  const auto user = tx.one(kAdd, email, base::mail_key(email), name, now);
  const auto granted = grant_role(tx, user, role, granter, now);
  if (!granted) return granted.why();
  return user;
}

base::Result<base::Done, StaffRefusal> grant_role(store::Tx& tx, UserId user,
                                                  const std::string& role,
                                                  std::optional<UserId> granter, Instant now) {
  lock_both(tx, user, granter);
  const auto fine = allowed(tx, user, role);
  if (!fine) return fine.why();
  const auto by = granter ? "user " + std::to_string(granter->raw()) : std::string{"the operator"};
  if (!tx.one(kGrant, user, role, granter, by, now)) return StaffRefusal::NotHeld;
  return base::Done{};
}

base::Result<base::Done, StaffRefusal> take_role(store::Tx& tx, UserId user,
                                                 const std::string& role,
                                                 std::optional<UserId> granter) {
  lock_both(tx, user, granter);
  const auto fine = allowed(tx, user, role);
  if (!fine) return fine.why();
  if (granter == user) return StaffRefusal::Yourself;
  if (!tx.one(kTake, user, role, granter)) return StaffRefusal::NotHeld;
  end_sessions(tx, user, std::nullopt);
  return base::Done{};
}

base::Result<base::Done, StaffRefusal> end_staff(store::Tx& tx, UserId user, const std::string& by,
                                                 std::optional<UserId> granter, Instant now) {
  const auto fine = may_void(tx, user, granter);
  if (!fine) return fine.why();
  tx.exec(kDropRoles, user);
  tx.exec(kEndKeys, user, by, now);
  drop_proofs(tx, user);
  tx.exec(kEndUser, user, by, now);
  return base::Done{};
}

base::Result<base::Done, StaffRefusal> begin_anew(store::Tx& tx, UserId user,
                                                  std::optional<UserId> granter, Instant now) {
  const auto fine = may_void(tx, user, granter);
  if (!fine) return fine.why();
  drop_proofs(tx, user);
  ask_link(tx, Audience::Staff, Wish::Reset, find(tx, user)->email, now);
  return base::Done{};
}

std::vector<Role> roles(store::Tx& tx, std::optional<UserId> user, UserId asker) {
  return tx.all(kRoles, user, asker);
}

std::vector<StaffMember> staff(store::Tx& tx) {
  return tx.all(kStaff, std::nullopt);
}

std::optional<StaffMember> staff_member(store::Tx& tx, UserId user) {
  return tx.one_or_none(kStaff, std::optional{user});
}

bool StaffSession::may(std::string_view permission) const {
  return std::binary_search(permissions.begin(), permissions.end(), permission);
}

std::optional<StaffSession> find_staff_session(store::Tx& tx, const std::string& token,
                                               Instant now) {
  if (token.empty()) return std::nullopt;
  return tx.one_or_none(kFind, base::sha256_hex(token), now, now - limits_of(Audience::Staff).idle,
                        now - kHalfLasts);
}

base::Secret make_whole(store::Tx& tx, SessionId session, Instant now) {
  base::Secret token{base::random_token()};
  BASE_CHECK(tx.exec(kWhole, session, base::sha256_hex(token.reveal()), now) == 1);
  return token;
}

void prove_session(store::Tx& tx, SessionId session, Instant now) {
  BASE_CHECK(tx.exec(kProve, session, now) == 1);
}

}  // namespace identity
