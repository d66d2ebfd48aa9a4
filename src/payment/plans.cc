#include "payment/subscriptions.h"

namespace payment {
namespace {

using store::Query;

const Query<PlanId(std::string, std::string, std::string, Money, std::string, Instant)> kAdd{
    "payment.add_plan", R"sql(
    INSERT INTO plans (code, name, about, price_cents, every, created_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (code) DO NOTHING RETURNING id)sql"};
const Query<void(std::string, Instant)> kWithdraw{"payment.withdraw_plan", R"sql(
    UPDATE plans SET withdrawn_at = $2 WHERE code = $1 AND withdrawn_at IS NULL)sql"};
const Query<Plan()> kAll{"payment.plans", R"sql(
    SELECT id, code, name, about, price_cents, every, withdrawn_at IS NOT NULL
      FROM plans ORDER BY price_cents, id)sql"};

bool is_code(const std::string& text) {
  if (text.empty() || text.front() == '-' || text.back() == '-') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!plain && (c != '-' || text[i - 1] == '-')) return false;
  }
  return true;
}

}  // namespace

base::Result<PlanId, PlanRefusal> add_plan(store::Tx& tx, const NewPlan& plan, Instant now) {
  if (!is_code(plan.code)) return PlanRefusal::NotACode;
  if (plan.name.empty()) return PlanRefusal::NoName;
  if (plan.price < kLeastDue || plan.price > kMostDue) return PlanRefusal::BadPrice;
  if (plan.every != "month" && plan.every != "year") return PlanRefusal::BadInterval;
  const auto made =
      tx.one_or_none(kAdd, plan.code, plan.name, plan.about, plan.price, plan.every, now);
  if (!made) return PlanRefusal::Taken;
  return *made;
}

bool withdraw_plan(store::Tx& tx, const std::string& code, Instant now) {
  return tx.exec(kWithdraw, code, now) > 0;
}

std::vector<Plan> plans(store::Tx& tx) {
  return tx.all(kAll);
}

}  // namespace payment
