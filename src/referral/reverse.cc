#include "referral/reverse.h"

#include "base/columns.h"

namespace referral {
namespace {

using store::Query;

struct Undone {
  ReferralId id;
  std::string before;
  CustomerId referrer;
  CustomerId referred;
  Money to_referrer;
  Money to_referred;
  static constexpr auto columns() {
    return base::Columns<&Undone::id, &Undone::before, &Undone::referrer, &Undone::referred,
                         &Undone::to_referrer, &Undone::to_referred>{};
  }
};
const Query<Undone(OrderId, std::string)> kUndo{"referral.undo", R"sql(
    WITH old AS (
      SELECT id, state FROM referrals
       WHERE order_id = $1 AND state IN ('pending', 'earned', 'paid') FOR UPDATE)
    UPDATE referrals r
       SET state = CASE WHEN old.state = 'paid' THEN 'reversed' ELSE 'refused' END, reason = $2
      FROM old, customers a, customers b
     WHERE r.id = old.id AND a.id = r.referrer_id AND b.id = r.referred_id
    RETURNING r.id, old.state, coalesce(a.merged_into_id, a.id), coalesce(b.merged_into_id, b.id),
              r.referrer_cents, r.referred_cents)sql"};

}  // namespace

std::vector<Credit> reverse(store::Tx& tx, OrderId order, const std::string& reason) {
  BASE_CHECK(!reason.empty());
  const auto undone = tx.one_or_none(kUndo, order, reason);
  std::vector<Credit> credits;
  if (!undone || undone->before != "paid") return credits;
  const auto cause = "referral " + std::to_string(undone->id.raw()) + " reversed ";
  if (undone->to_referrer > Money{})
    credits.push_back({undone->referrer, undone->to_referrer, cause + "referrer"});
  if (undone->to_referred > Money{})
    credits.push_back({undone->referred, undone->to_referred, cause + "referred"});
  return credits;
}

}  // namespace referral
