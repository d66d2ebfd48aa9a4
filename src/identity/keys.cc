#include "identity/keys.h"

#include <algorithm>

#include "base/columns.h"
#include "base/crypto.h"

namespace identity {
namespace {

using store::Query;
using Texts = std::vector<std::string>;

constexpr std::string_view kBegins = "gds_";
constexpr std::size_t kHandleBytes = 6;  // twelve hex digits
constexpr std::size_t kHandle = 2 * kHandleBytes;
constexpr std::size_t kSecret = 43;  // random_token()

const Query<bool(Texts)> kAreScopes{"identity.are_scopes", R"sql(
    SELECT NOT EXISTS (SELECT FROM unnest($1::text[]) AS w(name)
                        WHERE NOT EXISTS (SELECT FROM permissions p
                                           WHERE p.name = w.name AND p.of_keys)))sql"};

// Who makes it must hold every scope at that moment: it is part of the write.
const Query<ApiKeyId(std::string, std::string, std::string, int, std::string, std::optional<UserId>,
                     Instant, int, Texts)>
    kMake{"identity.make_key", R"sql(
    WITH made AS (
      INSERT INTO api_keys (name, handle, secret_hash, per_minute, made_by, user_id, created_at,
                            expires_at)
      SELECT $1, $2, $3, $4, $5, $6, $7, $7::timestamptz + make_interval(days => $8::int)
       WHERE $6::bigint IS NULL OR NOT EXISTS (
         SELECT unnest($9::text[])
         EXCEPT
         SELECT p.permission FROM user_roles u JOIN role_permissions p ON p.role_id = u.role_id
          WHERE u.user_id = $6)
      RETURNING id),
    scoped AS (
      INSERT INTO api_key_scopes (key_id, permission)
      SELECT DISTINCT made.id, w.name FROM made, unnest($9::text[]) AS w(name))
    SELECT id FROM made)sql"};

const Query<void(ApiKeyId, std::string, Instant)> kEnd{"identity.end_key", R"sql(
    UPDATE api_keys SET ended_at = $3, ended_by = $2
     WHERE id = $1 AND ended_at IS NULL AND expires_at > $3)sql"};

struct Found {
  ApiKeyId id;
  std::string name;
  std::string secret_hash;
  int per_minute;
  Texts scopes;
  Instant expires_at;
  std::optional<Instant> last_used_at;
  static constexpr auto columns() {
    return base::Columns<&Found::id, &Found::name, &Found::secret_hash, &Found::per_minute,
                         &Found::scopes, &Found::expires_at, &Found::last_used_at>{};
  }
};
const Query<Found(std::string, Instant)> kFind{"identity.find_key", R"sql(
    SELECT k.id, k.name, k.secret_hash, k.per_minute,
           ARRAY(SELECT s.permission FROM api_key_scopes s
                  WHERE s.key_id = k.id
                    AND (k.user_id IS NULL OR EXISTS (
                          SELECT FROM user_roles u JOIN role_permissions p ON p.role_id = u.role_id
                           WHERE u.user_id = k.user_id AND p.permission = s.permission))
                  ORDER BY s.permission),
           k.expires_at, k.last_used_at
      FROM api_keys k
     WHERE k.handle = $1 AND k.ended_at IS NULL AND k.expires_at > $2)sql"};

const Query<void(ApiKeyId, std::string, Instant)> kTouch{"identity.touch_key", R"sql(
    UPDATE api_keys SET last_used_at = greatest(last_used_at, $3), last_address = $2
     WHERE id = $1)sql"};

const Query<KeyRow()> kKeys{"identity.keys", R"sql(
    SELECT k.id, k.name, k.handle,
           coalesce((SELECT string_agg(s.permission, ', ' ORDER BY s.permission)
                       FROM api_key_scopes s WHERE s.key_id = k.id), ''),
           k.per_minute, k.made_by, k.created_at, k.expires_at, k.ended_at, k.last_used_at,
           k.last_address
      FROM api_keys k ORDER BY k.id)sql"};

const Query<std::string()> kScopes{"identity.scopes_of_keys", R"sql(
    SELECT name FROM permissions WHERE of_keys ORDER BY name)sql"};

const Query<bool(ApiKeyId, std::string, std::string, Instant)> kClaim{"identity.claim_answer",
                                                                      R"sql(
    INSERT INTO api_answers AS a (key_id, name, request_hash, at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (key_id, name) DO UPDATE
       SET request_hash = $3, status = 0, etag = '', body = '', at = $4
     WHERE a.at <= $4::timestamptz - interval '1 day'
    RETURNING true)sql"};
struct Kept {
  std::string request_hash;
  int status;
  std::string etag;
  std::string body;
  static constexpr auto columns() {
    return base::Columns<&Kept::request_hash, &Kept::status, &Kept::etag, &Kept::body>{};
  }
};
const Query<Kept(ApiKeyId, std::string)> kKept{"identity.kept_answer", R"sql(
    SELECT request_hash, status, etag, body FROM api_answers WHERE key_id = $1 AND name = $2)sql"};
const Query<void(ApiKeyId, std::string, int, std::string, std::string)> kKeep{
    "identity.keep_answer", R"sql(
    UPDATE api_answers SET status = $3, etag = $4, body = $5 WHERE key_id = $1 AND name = $2)sql"};

struct Parts {
  std::string handle;
  std::string secret;
};
std::optional<Parts> parse(std::string_view text) {
  if (text.size() != kBegins.size() + kHandle + 1 + kSecret || !text.starts_with(kBegins) ||
      text[kBegins.size() + kHandle] != '_')
    return std::nullopt;
  const auto handle = text.substr(kBegins.size(), kHandle);
  if (handle.find_first_not_of("0123456789abcdef") != std::string_view::npos) return std::nullopt;
  return Parts{std::string{handle}, std::string{text.substr(text.size() - kSecret)}};
}

}  // namespace

base::Result<NewKey, KeyRefusal> make_key(store::Tx& tx, const KeyWish& wish, const KeyMaker& maker,
                                          Instant now) {
  if (wish.scopes.empty()) return KeyRefusal::NoScope;
  if (!tx.one(kAreScopes, wish.scopes)) return KeyRefusal::NoSuchScope;
  const auto handle = base::hex(base::random_bytes(kHandleBytes));
  const auto secret = base::random_token();
  const auto id =
      tx.one_or_none(kMake, wish.name, handle, base::sha256_hex(secret), wish.per_minute,
                     maker.name, maker.user, now, wish.days, wish.scopes);
  if (!id) return KeyRefusal::NotHeld;
  return NewKey{*id, base::Secret{std::string{kBegins} + handle + '_' + secret}};
}

bool end_key(store::Tx& tx, ApiKeyId key, const std::string& by, Instant now) {
  return tx.exec(kEnd, key, by, now) == 1;
}

bool ApiKey::has(std::string_view scope) const {
  return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

std::optional<ApiKey> find_key(store::Tx& tx, std::string_view text, Instant now) {
  const auto parts = parse(text);
  if (!parts) return std::nullopt;
  auto found = tx.one_or_none(kFind, parts->handle, now);
  const std::string nobodys(64, '0');
  const bool fits = base::equal_in_constant_time(base::sha256_hex(parts->secret),
                                                 found ? found->secret_hash : nobodys);
  if (!found || !fits) return std::nullopt;
  return ApiKey{found->id,         std::move(found->name),
                found->per_minute, std::move(found->scopes),
                found->expires_at, found->last_used_at};
}

void touch_key(store::Tx& tx, ApiKeyId key, const std::string& address, Instant now) {
  tx.exec(kTouch, key, address, now);
}

std::vector<KeyRow> keys(store::Tx& tx) {
  return tx.all(kKeys);
}

std::vector<std::string> scopes_of_keys(store::Tx& tx) {
  return tx.all(kScopes);
}

Claimed claim_answer(store::Tx& tx, ApiKeyId key, const std::string& name,
                     const std::string& request_hash, Instant now) {
  if (tx.one_or_none(kClaim, key, name, request_hash, now)) return {Claim::Fresh};
  auto kept = tx.one(kKept, key, name);
  if (kept.request_hash != request_hash) return {Claim::OtherRequest};
  BASE_CHECK(kept.status != 0);
  return {Claim::Answered, {kept.status, std::move(kept.etag), std::move(kept.body)}};
}

void keep_answer(store::Tx& tx, ApiKeyId key, const std::string& name, const KeptAnswer& answer) {
  BASE_CHECK(tx.exec(kKeep, key, name, answer.status, answer.etag, answer.body) == 1);
}

}  // namespace identity
