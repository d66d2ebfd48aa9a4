#include "referral/referral.h"

namespace referral {
namespace {

const store::Query<std::string()> kFaults{"referral.faults", R"sql(
    WITH RECURSIVE live AS (
      SELECT id, referrer_id, referred_id FROM referrals WHERE state <> 'refused'),
    above (start, customer) AS (
      SELECT referred_id, referrer_id FROM live
       UNION
      SELECT a.start, l.referrer_id FROM above a JOIN live l ON l.referred_id = a.customer)
    SELECT format('referral: customer %s was brought by a loop', start)
      FROM above WHERE start = customer
    UNION ALL
    SELECT format('referral: %s is %s, its history says %s', r.id, r.state,
                  coalesce(e.state, 'nothing'))
      FROM referrals r
      LEFT JOIN LATERAL (SELECT state FROM referral_events WHERE referral_id = r.id
                          ORDER BY id DESC LIMIT 1) e ON true
     WHERE r.state IS DISTINCT FROM e.state
    UNION ALL
    SELECT format('referral: %s is earned and was not paid with it', id)
      FROM referrals WHERE state = 'earned'
    UNION ALL
    SELECT format('referral: click %s of referral %s is not of its window', c.id, r.id)
      FROM referrals r JOIN referral_clicks c ON c.id = r.click_id
     WHERE c.link_id <> r.link_id OR c.at > r.attributed_at
        OR c.at <= r.attributed_at - make_interval(days => r.window_days)
     ORDER BY 1)sql"};

}  // namespace

std::vector<std::string> faults(store::Tx& tx) {
  return tx.all(kFaults);
}

}  // namespace referral
