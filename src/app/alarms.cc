#include "app/alarms.h"

#include "base/columns.h"

namespace app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using store::Query;

constexpr minutes kLookedAt{10};
constexpr hours kToldEvery{1};

struct Tries {
  std::int64_t wrong;
  std::int64_t addresses;
  std::int64_t links;
  std::int64_t declined;
  static constexpr auto columns() {
    return base::Columns<&Tries::wrong, &Tries::addresses, &Tries::links, &Tries::declined>{};
  }
};
const Query<Tries(base::Instant)> kTries{"alarms.tries", R"sql(
    SELECT w.tries, w.addresses, (SELECT count(*) FROM mail_proofs WHERE asked_at > $1),
           (SELECT count(*) FROM payment_declines WHERE at > $1)
      FROM (SELECT count(*) AS tries, count(DISTINCT address) AS addresses
              FROM login_attempts WHERE at > $1 AND outcome <> 'in') w)sql"};

const Query<FaultReportId(base::Instant, std::vector<std::string>, base::Instant)> kKeep{
    "alarms.keep", R"sql(
    INSERT INTO fault_reports (found_at, faults, kind)
    SELECT $1::timestamptz, $2::text[], 'alarm'
     WHERE NOT EXISTS (SELECT FROM fault_reports WHERE kind = 'alarm' AND found_at > $3)
    RETURNING id)sql"};

}  // namespace

std::vector<std::string> alarms(store::Tx& tx, const AlarmLimits& limits, base::Instant now) {
  const auto n = tx.one(kTries, now - kLookedAt);
  std::vector<std::string> found;
  const auto over = [&](std::int64_t count, int most, const std::string& what) {
    if (count > most) found.push_back(std::to_string(count) + what + " within ten minutes");
  };
  over(n.wrong, limits.wrong,
       " passwords were wrong, from " + std::to_string(n.addresses) + " addresses,");
  over(n.links, limits.links, " links to an account were asked for");
  over(n.declined, limits.declined, " cards were declined");
  return found;
}

std::optional<FaultReportId> raise_alarm(store::Tx& tx, const std::vector<std::string>& found,
                                         base::Instant now) {
  const auto id = tx.one_or_none(kKeep, now, found, now - kToldEvery);
  if (id) tell_of_report(tx, *id, now);
  return id;
}

}  // namespace app
