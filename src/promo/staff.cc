#include "base/crypto.h"
#include "promo/promo.h"

namespace promo {
namespace {

using store::Query;

const Query<PromotionId(std::string, std::string, std::string, bool, int, Money, Money,
                        std::optional<Money>, int, int, int, int, bool, std::optional<Instant>,
                        std::optional<Instant>, std::optional<int>, std::optional<int>, Instant)>
    kCreate{"promo.create", R"sql(
    INSERT INTO promotions (name, kind, class, by_code, percent_bp, amount_cents, minimum_cents,
                            most_cents, buy_units, get_units, most_times, priority, combines,
                            starts_at, ends_at, limit_total, limit_per_customer, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
    RETURNING id)sql"};

const Query<void(PromotionId, std::string, std::optional<base::ProductId>,
                 std::optional<base::CategoryId>, std::optional<base::BrandId>,
                 std::optional<std::string>)>
    kTarget{"promo.add_target", R"sql(
    INSERT INTO promotion_targets (promotion_id, side, product_id, category_id, brand_id, condition)
    VALUES ($1, $2, $3, $4, $5, $6))sql"};

const Query<base::CouponId(PromotionId, std::string, std::string, std::optional<int>, std::string,
                           Instant)>
    kAddCode{"promo.add_code", R"sql(
    INSERT INTO coupons (promotion_id, code, normalised, limit_total, batch, created_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (normalised) DO NOTHING RETURNING id)sql"};

const char* word_of(Kind kind) {
  switch (kind) {
    case Kind::Percent:
      return "percent";
    case Kind::Amount:
      return "amount";
    case Kind::FreeShipping:
      return "free_shipping";
    case Kind::BuyGet:
      return "buy_get";
  }
  throw base::BugError{"a kind without a word"};
}

std::optional<int> limit_of(int number) {
  return number > 0 ? std::optional{number} : std::nullopt;
}

void add_targets(store::Tx& tx, PromotionId id, const std::string& side, const Scope& scope) {
  for (const auto product : scope.products)
    tx.exec(kTarget, id, side, product, std::nullopt, std::nullopt, std::nullopt);
  for (const auto category : scope.categories)
    tx.exec(kTarget, id, side, std::nullopt, category, std::nullopt, std::nullopt);
  for (const auto brand : scope.brands)
    tx.exec(kTarget, id, side, std::nullopt, std::nullopt, brand, std::nullopt);
  for (const auto& condition : scope.conditions)
    tx.exec(kTarget, id, side, std::nullopt, std::nullopt, std::nullopt, condition);
}

// Without letters and digits that look alike: 31 of them, so that 13 are over 64 bits.
std::string drawn_code() {
  constexpr std::string_view kAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  constexpr std::size_t kLength = 13;
  std::string code;
  while (code.size() < kLength)
    for (const char c : base::random_bytes(kLength)) {
      const auto byte = static_cast<unsigned char>(c);
      // The last few bytes would favour the first letters.
      if (byte < 256 / kAlphabet.size() * kAlphabet.size() && code.size() < kLength)
        code += kAlphabet[byte % kAlphabet.size()];
    }
  return code;
}

}  // namespace

PromotionId create(store::Tx& tx, const Promotion& p, const Limits& limits, Instant now) {
  const auto id =
      tx.one(kCreate, p.name, std::string{word_of(p.kind)}, std::string{word_of(p.klass)},
             p.starts == Starts::ByCode, static_cast<int>(p.percent.value), p.amount, p.minimum,
             p.most, p.buy, p.get, p.most_times, p.priority, p.combines == Combines::Yes,
             p.starts_at, p.ends_at, limit_of(limits.total), limit_of(limits.per_customer), now);
  add_targets(tx, id, "include", p.include);
  add_targets(tx, id, "exclude", p.exclude);
  return id;
}

base::Result<base::Done, CodeRefusal> add_code(store::Tx& tx, PromotionId promotion,
                                               const std::string& code, int limit_total,
                                               Instant now) {
  const auto normalised = normalised_code(code);
  if (normalised.empty()) return CodeRefusal::NotACode;
  if (!tx.one_or_none(kAddCode, promotion, code, normalised, limit_of(limit_total), std::string{},
                      now))
    return CodeRefusal::Taken;
  return base::Done{};
}

std::vector<std::string> add_batch(store::Tx& tx, PromotionId promotion, int codes,
                                   const std::string& batch, Instant now) {
  std::vector<std::string> made;
  while (static_cast<int>(made.size()) < codes) {
    const auto code = drawn_code();
    if (tx.one_or_none(kAddCode, promotion, code, code, 1, batch, now)) made.push_back(code);
  }
  return made;
}

}  // namespace promo
