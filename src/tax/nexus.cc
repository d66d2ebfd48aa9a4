#include "tax/nexus.h"

namespace tax {
namespace {

using store::Query;

const Query<Standing(Instant)> kStandings{"tax.standings", R"sql(
    SELECT state, amount_cents, transactions, threshold_cents, threshold_transactions, percent,
           registered
      FROM nexus_standings($1)
     ORDER BY percent DESC, state)sql"};

const Query<void(Instant)> kWatch{"tax.watch_nexus", R"sql(
    INSERT INTO nexus_tasks (state, period_start, percent, amount_cents, transactions, raised_at)
    SELECT s.state, s.period_start, step, s.amount_cents, s.transactions, $1
      FROM nexus_standings($1) s, unnest(ARRAY[70, 90, 100]) step
     WHERE s.percent >= step AND NOT s.registered
    ON CONFLICT (state, period_start, percent) DO NOTHING)sql"};

const Query<NexusTask()> kOpen{"tax.open_nexus_tasks", R"sql(
    SELECT state, percent, amount_cents, transactions, raised_at
      FROM nexus_tasks WHERE done_at IS NULL
     ORDER BY percent DESC, state, period_start)sql"};

const Query<void(std::string, std::string, Instant)> kClose{"tax.close_nexus_tasks", R"sql(
    UPDATE nexus_tasks SET done_by = $2, done_at = $3 WHERE state = $1 AND done_at IS NULL)sql"};

}  // namespace

std::vector<Standing> standings(store::Tx& tx, Instant now) {
  return tx.all(kStandings, now);
}

std::int64_t watch_nexus(store::Tx& tx, Instant now) {
  return tx.exec(kWatch, now);
}

std::vector<NexusTask> open_tasks(store::Tx& tx) {
  return tx.all(kOpen);
}

std::int64_t close_tasks(store::Tx& tx, const std::string& state, const std::string& actor,
                         Instant now) {
  return tx.exec(kClose, state, actor, now);
}

}  // namespace tax
