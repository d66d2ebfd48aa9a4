#include "audit/audit.h"

namespace audit {
namespace {

using store::Query;

const Query<std::string(std::string, std::string, std::string)> kActAs{"audit.act_as", R"sql(
    SELECT concat(set_config('gds.actor', $1, true), set_config('gds.address', $2, true),
                  set_config('gds.request', $3, true)))sql"};

const Query<Entry(std::string, std::string, std::string, int)> kEntries{"audit.entries", R"sql(
    SELECT id, at, actor, address, request, action, relation, row_key, before::text, after::text
      FROM audit_log
     WHERE ($1 = '' OR actor = $1) AND ($2 = '' OR relation = $2) AND ($3 = '' OR row_key = $3)
     ORDER BY id DESC LIMIT $4::int)sql"};

const Query<Head()> kHead{"audit.head", R"sql(
    SELECT position, encode(hash, 'hex') FROM audit_head)sql"};

}  // namespace

void act_as(store::Tx& tx, const Actor& actor) {
  tx.one(kActAs, actor.name, actor.address, actor.request);
}

std::vector<Entry> entries(store::Tx& tx, const Filter& filter, int most) {
  return tx.all(kEntries, filter.actor, filter.relation, filter.row_key, most);
}

Head head(store::Tx& tx) {
  return tx.one(kHead);
}

}  // namespace audit
