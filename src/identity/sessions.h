#pragma once
#include "base/columns.h"
#include "identity/identity.h"

// Sessions: opaque tokens in a cookie, kept hashed. The row decides, nothing else does.
namespace identity {

// How long a session lasts without a request, and in all.
struct SessionLimits {
  std::chrono::seconds idle;
  std::chrono::seconds whole;
};
SessionLimits limits_of(Audience audience);

// From where: the address, and what the browser says it is.
struct Client {
  std::string address;
  std::string agent;
};

struct Session {
  SessionId id;
  UserId user;
  std::string email;
  std::string name;
  std::optional<CustomerId> customer;
  Instant last_seen_at;  // before this request; a minute at most behind
  Instant active_at;     // the same of pages of the account
  static constexpr auto columns() {
    return base::Columns<&Session::id, &Session::user, &Session::email, &Session::name,
                         &Session::customer, &Session::last_seen_at, &Session::active_at>{};
  }
};

// A new session and its token, which is told once; of staff it is half a one (identity/staff.h).
// The caller ends the browser's old one.
struct Begun {
  SessionId id;
  base::Secret token;
};
Begun begin_session(store::Tx& tx, Audience audience, UserId user, const Client& client,
                    Instant now);

// The live session of a token; nothing for any other text.
std::optional<Session> find_session(store::Tx& tx, Audience audience, const std::string& token,
                                    Instant now);
// It was used, by a page of the account or another one; to be called when the last time is a minute
// ago or more.
enum class Area { Shop, Account };
void touch_session(store::Tx& tx, SessionId session, Area area, Instant now);

// Ends the session of this token, if there is one.
void end_session(store::Tx& tx, Audience audience, const std::string& token);
// One of the user's own; false when there is none such (invariant A1).
bool end_session(store::Tx& tx, UserId user, SessionId session);
// All of the user's but `keep`; how many.
std::int64_t end_sessions(store::Tx& tx, UserId user, std::optional<SessionId> keep);

// The user's live sessions, the last used first.
struct Device {
  SessionId id;
  std::string address;
  std::string agent;
  Instant created_at;
  Instant last_seen_at;
  static constexpr auto columns() {
    return base::Columns<&Device::id, &Device::address, &Device::agent, &Device::created_at,
                         &Device::last_seen_at>{};
  }
};
std::vector<Device> devices(store::Tx& tx, UserId user, Instant now);

}  // namespace identity
