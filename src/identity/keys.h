#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/secret.h"
#include "identity/identity.h"

// Keys of the API: which machines may ask, and for what. A key is shown once, when it is made; kept
// is a digest of its secret (decision 0082). Its scopes are permissions, as those of staff.
namespace identity {

using ApiKeyId = base::Id<struct ApiKeyTag>;

// Who makes a key, or ends one. Without a user it is the operator of the machine, who may give all.
struct KeyMaker {
  std::string name;  // "gdsctl root", "staff 4"
  std::optional<UserId> user{};
};
struct KeyWish {
  std::string name;  // what it is for; 1 to 100 characters
  std::vector<std::string> scopes;
  int per_minute;  // requests: 1 to 6000
  int days;        // until it expires: 1 to 366
};
enum class KeyRefusal {
  NoScope,      // none was asked for
  NoSuchScope,  // no permission, or none that a key may have
  NotHeld,      // who makes it lacks one of the scopes (invariant A3)
};
struct NewKey {
  ApiKeyId id;
  base::Secret text;  // told now and never again
};
base::Result<NewKey, KeyRefusal> make_key(store::Tx& tx, const KeyWish& wish, const KeyMaker& maker,
                                          Instant now);
// From now on it opens nothing; false when there is no such living key.
bool end_key(store::Tx& tx, ApiKeyId key, const std::string& by, Instant now);

// A living key. What its maker may no longer do is no scope of it any more.
struct ApiKey {
  ApiKeyId id;
  std::string name;
  int per_minute;
  std::vector<std::string> scopes;  // sorted
  Instant expires_at;
  std::optional<Instant> last_used_at;
  bool has(std::string_view scope) const;
};
// Whose text this is; nothing for a key that is unknown, ended or expired, and for other text. One
// statement; how long it takes tells nothing of the secret.
std::optional<ApiKey> find_key(store::Tx& tx, std::string_view text, Instant now);
// It was used from there; to be called when the last time is a minute ago or more.
void touch_key(store::Tx& tx, ApiKeyId key, const std::string& address, Instant now);

struct KeyRow {
  ApiKeyId id;
  std::string name;
  std::string handle;  // the part of the key that is no secret
  std::string scopes;  // "catalog.view, stock.view"
  int per_minute;
  std::string made_by;
  Instant created_at;
  Instant expires_at;
  std::optional<Instant> ended_at;
  std::optional<Instant> last_used_at;
  std::string last_address;
  static constexpr auto columns() {
    return base::Columns<&KeyRow::id, &KeyRow::name, &KeyRow::handle, &KeyRow::scopes,
                         &KeyRow::per_minute, &KeyRow::made_by, &KeyRow::created_at,
                         &KeyRow::expires_at, &KeyRow::ended_at, &KeyRow::last_used_at,
                         &KeyRow::last_address>{};
  }
};
std::vector<KeyRow> keys(store::Tx& tx);
// What a key may be given, sorted.
std::vector<std::string> scopes_of_keys(store::Tx& tx);

// The same request twice -----------------------------------------------------------------------

// What was answered to a request that had a name of its key's.
struct KeptAnswer {
  int status;
  std::string etag;
  std::string body;
  static constexpr auto columns() {
    return base::Columns<&KeptAnswer::status, &KeptAnswer::etag, &KeptAnswer::body>{};
  }
};
enum class Claim { Fresh, Answered, OtherRequest };
struct Claimed {
  Claim claim;
  KeptAnswer answer{};  // of Answered
};
// The request of this digest wants to be answered under this name. Fresh: keep_answer() follows in
// this transaction. A rival of the same name waits here until it has ended; when it was rolled
// back, the rival's turn comes. A name is free again after a
// day; clean() takes what is older.
Claimed claim_answer(store::Tx& tx, ApiKeyId key, const std::string& name,
                     const std::string& request_hash, Instant now);
void keep_answer(store::Tx& tx, ApiKeyId key, const std::string& name, const KeptAnswer& answer);

}  // namespace identity
