#include "identity/sessions.h"

#include "base/crypto.h"
#include "identity/agent.h"
#include "identity/second_step.h"

namespace identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using store::Query;

const Query<SessionId(UserId, std::string, std::string, std::string, std::string, Instant, Instant,
                      std::string)>
    kBegin{"identity.begin_session", R"sql(
    INSERT INTO sessions (user_id, audience, token_hash, address, agent, created_at, last_seen_at,
                          active_at, ends_at, stage)
    VALUES ($1, $2, $3, $4, $5, $6, $6, $6, $7, $8) RETURNING id)sql"};

// Half an hour after its last page of the account a session shows its password again, and twelve
// hours after the first one, however busy it was.
const Query<Session(std::string, std::string, Instant, Instant)> kFind{"identity.find_session",
                                                                       R"sql(
    SELECT s.id, s.user_id, u.email, u.name, u.customer_id, s.last_seen_at,
           least(s.active_at, s.created_at + interval '11 hours 30 minutes')
      FROM sessions s
      JOIN users u ON u.id = s.user_id
     WHERE s.token_hash = $1 AND s.audience = $2 AND s.ends_at > $3 AND s.last_seen_at > $4
       AND s.stage = 'full')sql"};

const Query<Session(std::string, Instant)> kHalf{"identity.find_half_session", R"sql(
    SELECT s.id, s.user_id, u.email, u.name, u.customer_id, s.last_seen_at, s.active_at
      FROM sessions s
      JOIN users u ON u.id = s.user_id
     WHERE s.token_hash = $1 AND s.audience = 'shopper' AND s.created_at > $2
       AND s.stage = 'half')sql"};

const Query<void(SessionId, Instant, bool)> kTouch{"identity.touch_session", R"sql(
    UPDATE sessions SET last_seen_at = greatest(last_seen_at, $2),
                        active_at = CASE WHEN $3 THEN greatest(active_at, $2) ELSE active_at END
     WHERE id = $1)sql"};

const Query<void(std::string, std::string)> kEnd{"identity.end_session", R"sql(
    DELETE FROM sessions WHERE token_hash = $1 AND audience = $2)sql"};
const Query<void(UserId, SessionId)> kEndOwn{"identity.end_own_session", R"sql(
    DELETE FROM sessions WHERE user_id = $1 AND id = $2)sql"};
const Query<void(UserId, std::optional<SessionId>)> kEndAll{"identity.end_sessions", R"sql(
    DELETE FROM sessions WHERE user_id = $1 AND id IS DISTINCT FROM $2)sql"};

const Query<Device(UserId, Instant, int, int)> kDevices{"identity.devices", R"sql(
    SELECT id, address, agent, created_at, last_seen_at FROM sessions
     WHERE user_id = $1 AND ends_at > $2 AND stage = 'full'
       AND last_seen_at > $2 - make_interval(secs => CASE audience WHEN 'staff' THEN $4::int
                                                                   ELSE $3::int END)
     ORDER BY last_seen_at DESC, id DESC LIMIT 50)sql"};

int seconds(std::chrono::seconds s) {
  return static_cast<int>(s.count());
}

}  // namespace

SessionLimits limits_of(Audience audience) {
  switch (audience) {
    case Audience::Shopper:
      return {hours{24 * 30}, hours{24 * 180}};
    case Audience::Staff:
      return {minutes{15}, hours{8}};
  }
  throw base::BugError{"an audience without limits"};
}

namespace {

Begun begin(store::Tx& tx, Audience audience, UserId user, const Client& client,
            const std::string& stage, Instant now) {
  auto token = base::random_token();
  const auto id =
      tx.one(kBegin, user, std::string{to_word(audience)}, base::sha256_hex(token), client.address,
             plain_agent(client.agent), now, now + limits_of(audience).whole, stage);
  return {id, base::Secret{std::move(token)}};
}

}  // namespace

Begun begin_session(store::Tx& tx, Audience audience, UserId user, const Client& client,
                    Instant now) {
  return begin(tx, audience, user, client, audience == Audience::Staff ? "half" : "full", now);
}

Begun begin_half_session(store::Tx& tx, UserId user, const Client& client, Instant now) {
  return begin(tx, Audience::Shopper, user, client, "half", now);
}

std::optional<Session> find_half_session(store::Tx& tx, const std::string& token, Instant now) {
  if (token.empty()) return std::nullopt;
  constexpr minutes kHalfLasts{10};
  return tx.one_or_none(kHalf, base::sha256_hex(token), now - kHalfLasts);
}

std::optional<Session> find_session(store::Tx& tx, Audience audience, const std::string& token,
                                    Instant now) {
  if (token.empty()) return std::nullopt;
  return tx.one_or_none(kFind, base::sha256_hex(token), std::string{to_word(audience)}, now,
                        now - limits_of(audience).idle);
}

void touch_session(store::Tx& tx, SessionId session, Area area, Instant now) {
  tx.exec(kTouch, session, now, area == Area::Account);
}

void end_session(store::Tx& tx, Audience audience, const std::string& token) {
  if (!token.empty()) tx.exec(kEnd, base::sha256_hex(token), std::string{to_word(audience)});
}

bool end_session(store::Tx& tx, UserId user, SessionId session) {
  return tx.exec(kEndOwn, user, session) == 1;
}

std::int64_t end_sessions(store::Tx& tx, UserId user, std::optional<SessionId> keep) {
  return tx.exec(kEndAll, user, keep);
}

std::vector<Device> devices(store::Tx& tx, UserId user, Instant now) {
  return tx.all(kDevices, user, now, seconds(limits_of(Audience::Shopper).idle),
                seconds(limits_of(Audience::Staff).idle));
}

}  // namespace identity
