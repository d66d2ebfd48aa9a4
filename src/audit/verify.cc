#include "audit/audit.h"
#include "base/columns.h"
#include "base/crypto.h"

// The chain computed anew, here and not in the database: whoever could change its functions could
// make them agree.
namespace audit {
namespace {

using store::Query;

struct Place {
  std::int64_t position;
  std::string hash;
  std::int64_t entry;
  std::int64_t at_us;
  std::string actor;
  std::string address;
  std::string request;
  std::string action;
  std::string relation;
  std::string row_key;
  std::optional<store::Bytes> salt;  // none: the content was erased
  std::string before;
  std::string after;
  store::Bytes content_hash;
  static constexpr auto columns() {
    return base::Columns<&Place::position, &Place::hash, &Place::entry, &Place::at_us,
                         &Place::actor, &Place::address, &Place::request, &Place::action,
                         &Place::relation, &Place::row_key, &Place::salt, &Place::before,
                         &Place::after, &Place::content_hash>{};
  }
};
constexpr std::int64_t kAtOnce = 1000;
const Query<Place(std::int64_t, std::int64_t)> kPlaces{"audit.places", R"sql(
    SELECT c.position, encode(c.hash, 'hex'), l.id,
           (extract(epoch FROM l.at) * 1000000)::bigint, l.actor, l.address, l.request, l.action,
           l.relation, l.row_key, l.salt, coalesce(l.before::text, ''), coalesce(l.after::text, ''),
           l.content_hash
      FROM audit_chain c JOIN audit_log l ON l.id = c.entry_id
     WHERE c.position > $1 ORDER BY c.position LIMIT $2)sql"};
const Query<std::int64_t()> kWithoutPlace{"audit.without_place", R"sql(
    SELECT count(*) FROM audit_log l
     WHERE NOT EXISTS (SELECT FROM audit_chain WHERE entry_id = l.id))sql"};

// As audit_part() of the database.
std::string part(const std::string& text) {
  return std::to_string(text.size()) + ":" + text;
}

std::string content_hash(const Place& place) {
  return base::sha256(place.salt->raw + part(place.before) + part(place.after));
}

std::string hash_after(const std::string& last, const Place& place) {
  return base::sha256(last + part(std::to_string(place.entry)) + part(std::to_string(place.at_us)) +
                      part(place.actor) + part(place.address) + part(place.request) +
                      part(place.action) + part(place.relation) + part(place.row_key) +
                      place.content_hash.raw);
}

std::string at(std::int64_t position) {
  return "place " + std::to_string(position) + " of the audit log";
}

// What is wrong with this place after `last`; empty when nothing is. `last` becomes its hash.
std::string broken_at(const Place& place, std::int64_t expected, std::string& last) {
  if (place.position != expected) return at(expected) + " is missing";
  if (place.salt && content_hash(place) != place.content_hash.raw)
    return at(expected) + ": what changed is not what was written";
  last = hash_after(last, place);
  if (base::hex(last) != place.hash)
    return at(expected) + ": the entry is not the one that was written";
  return "";
}

}  // namespace

Proof verify(store::Tx& tx, const std::optional<Head>& anchor,
             const std::function<void(std::int64_t)>& progress) {
  constexpr std::size_t kBytesOfHash = 32;
  std::string last(kBytesOfHash, '\0');
  Proof proof{{0, base::hex(last)}, 0, ""};
  for (bool more = true; more;) {
    const auto places = tx.all(kPlaces, proof.head.position, kAtOnce);
    more = places.size() == static_cast<std::size_t>(kAtOnce);
    for (const auto& place : places) {
      proof.broken = broken_at(place, proof.head.position + 1, last);
      if (proof.broken.empty() && anchor && anchor->position == place.position &&
          anchor->hash != place.hash)
        proof.broken = at(place.position) + " is not the one that it once was";
      if (!proof.broken.empty()) return proof;
      proof.head = {place.position, place.hash};
      ++proof.places;
    }
    progress(proof.places);
  }
  const auto end = head(tx);
  if (end.position != proof.head.position || end.hash != proof.head.hash)
    proof.broken =
        at(proof.head.position + 1) + " is missing: it had " + std::to_string(end.position);
  else if (anchor && anchor->position > end.position)
    proof.broken =
        at(end.position + 1) + " is missing: it once had " + std::to_string(anchor->position);
  else if (const auto lost = tx.one(kWithoutPlace); lost > 0)
    proof.broken = std::to_string(lost) + " entries of the audit log have no place in its chain";
  return proof;
}

std::vector<std::string> faults(store::Tx& tx) {
  const auto proof = verify(tx, std::nullopt, [](std::int64_t) {});
  if (proof.broken.empty()) return {};
  return {proof.broken};
}

}  // namespace audit
