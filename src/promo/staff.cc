#include <chrono>

#include "base/columns.h"
#include "base/crypto.h"
#include "base/text.h"
#include "promo/promo.h"

namespace promo {
namespace {

using base::CustomerId;
using store::Query;

const Query<PromotionId(std::string, std::string, std::string, bool, int, Money, Money,
                        std::optional<Money>, int, int, int, int, bool, std::optional<Instant>,
                        std::optional<Instant>, std::optional<int>, std::optional<int>, std::string,
                        Instant)>
    kCreate{"promo.create", R"sql(
    INSERT INTO promotions (name, kind, class, by_code, percent_bp, amount_cents, minimum_cents,
                            most_cents, buy_units, get_units, most_times, priority, combines,
                            starts_at, ends_at, limit_total, limit_per_customer, created_by, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
    RETURNING id)sql"};

const Query<void(PromotionId, std::string, std::vector<base::ProductId>,
                 std::vector<base::CategoryId>, std::vector<base::BrandId>,
                 std::vector<std::string>)>
    kTargets{"promo.add_targets", R"sql(
    INSERT INTO promotion_targets (promotion_id, side, product_id, category_id, brand_id, condition)
    SELECT $1, $2, product, category, brand, word
      FROM (SELECT product, NULL::bigint AS category, NULL::bigint AS brand, NULL::text AS word
              FROM unnest($3::bigint[]) product
             UNION SELECT NULL, category, NULL, NULL FROM unnest($4::bigint[]) category
             UNION SELECT NULL, NULL, brand, NULL FROM unnest($5::bigint[]) brand
             UNION SELECT NULL, NULL, NULL, word FROM unnest($6::text[]) word) AS meant
     ORDER BY product, category, brand, word)sql"};

const Query<void(PromotionId)> kArchive{"promo.archive", R"sql(
    UPDATE promotions SET state = 'archived' WHERE id = $1 AND state = 'active')sql"};

const Query<bool(PromotionId)> kByCode{"promo.is_by_code", R"sql(
    SELECT by_code FROM promotions WHERE id = $1)sql"};

struct Made {
  base::CouponId id;
  std::string code;
  static constexpr auto columns() { return base::Columns<&Made::id, &Made::code>{}; }
};
const Query<Made(PromotionId, std::vector<std::string>, std::vector<std::string>,
                 std::optional<int>, std::optional<std::string>, std::optional<CustomerId>,
                 std::optional<Instant>, std::optional<Instant>, std::string, std::string, Instant)>
    kAddCodes{"promo.add_codes", R"sql(
    INSERT INTO coupons (promotion_id, code, normalised, limit_total, only_mail_key,
                         only_customer_id, starts_at, ends_at, batch, created_by, created_at)
    SELECT $1, code, normalised, $4, $5, $6, $7, $8, $9, $10, $11
      FROM unnest($2::text[], $3::text[]) AS codes (code, normalised)
    ON CONFLICT (normalised) DO NOTHING
    RETURNING id, code)sql"};

const Query<Listed()> kList{"promo.list", R"sql(
    SELECT p.id, p.name, p.kind, p.class, p.by_code, p.state, p.starts_at, p.ends_at,
           coalesce((SELECT string_agg(k.code, ' ' ORDER BY k.id) FROM coupons k
                      WHERE k.promotion_id = p.id AND k.batch = ''), ''),
           (SELECT count(*) FROM coupons k WHERE k.promotion_id = p.id AND k.batch <> ''), c.uses, p.limit_total,
           p.limit_per_customer, c.given
      FROM promotions p
      JOIN LATERAL (SELECT count(*) AS uses, coalesce(sum(amount_cents), 0)::bigint AS given
                      FROM coupon_claims WHERE promotion_id = p.id AND state <> 'released') c ON true
     ORDER BY p.id)sql"};

const Query<Instant(std::string)> kStartOfDay{"promo.start_of_day", R"sql(
    SELECT start_of_day($1::text::date))sql"};
const Query<Instant(std::string)> kEndOfDay{"promo.end_of_day", R"sql(
    SELECT end_of_day($1::text::date))sql"};

const Query<void(Instant)> kArchiveEnded{"promo.archive_ended", R"sql(
    UPDATE promotions SET state = 'archived' WHERE state = 'active' AND ends_at <= $1)sql"};

const Query<void(Instant, int)> kForgetCodes{"promo.forget_codes", R"sql(
    DELETE FROM coupons WHERE id IN (
      SELECT id FROM coupons k
       WHERE used = 0 AND ends_at <= $1::timestamptz - interval '90 days'
         AND NOT EXISTS (SELECT FROM coupon_claims c WHERE c.coupon_id = k.id)
       ORDER BY id LIMIT $2::int))sql"};

std::optional<int> limit_of(int number) {
  return number > 0 ? std::optional{number} : std::nullopt;
}

void add_targets(store::Tx& tx, PromotionId id, const std::string& side, const Scope& scope) {
  if (scope.empty()) return;
  tx.exec(kTargets, id, side, scope.products, scope.categories, scope.brands, scope.conditions);
}

// "2026-11-30", and such a day there is.
bool is_day(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = base::parse_integer<int>(text.substr(0, 4));
  const auto month = base::parse_integer<unsigned>(text.substr(5, 2));
  const auto day = base::parse_integer<unsigned>(text.substr(8, 2));
  return year && *year >= 1900 && month && day &&
         std::chrono::year_month_day{std::chrono::year{*year}, std::chrono::month{*month},
                                     std::chrono::day{*day}}
             .ok();
}

// 32 letters and digits that are not taken for each other, so that 12 are 60 bits.
std::string drawn_code() {
  constexpr std::string_view kAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  static_assert(kAlphabet.size() == 32);
  constexpr std::size_t kLetters = 12;
  constexpr std::size_t kGroup = 4;
  std::string code;
  std::size_t n = 0;
  for (const char byte : base::random_bytes(kLetters)) {
    if (n > 0 && n % kGroup == 0) code += '-';
    code += kAlphabet[static_cast<unsigned char>(byte) % kAlphabet.size()];
    ++n;
  }
  return code;
}

std::vector<Made> add_codes(store::Tx& tx, PromotionId promotion,
                            const std::vector<std::string>& codes, const NewCode& terms,
                            const std::string& batch, const std::string& actor, Instant now) {
  std::vector<std::string> normalised;
  normalised.reserve(codes.size());
  for (const auto& code : codes) normalised.push_back(normalised_code(code));
  const auto mail = terms.only_mail_key.empty() ? std::nullopt : std::optional{terms.only_mail_key};
  return tx.all(kAddCodes, promotion, codes, normalised, limit_of(terms.limit_total), mail,
                terms.only_customer, terms.starts_at, terms.ends_at, batch, actor, now);
}

}  // namespace

PromotionId create(store::Tx& tx, const Promotion& p, const Limits& limits,
                   const std::string& actor, Instant now) {
  const auto id = tx.one(
      kCreate, p.name, std::string{word_of(p.kind)}, std::string{word_of(p.klass)},
      p.starts == Starts::ByCode, static_cast<int>(p.percent.value), p.amount, p.minimum, p.most,
      p.buy, p.get, p.most_times, p.priority, p.combines == Combines::Yes, p.starts_at, p.ends_at,
      limit_of(limits.total), limit_of(limits.per_customer), actor, now);
  add_targets(tx, id, "include", p.include);
  add_targets(tx, id, "exclude", p.exclude);
  add_targets(tx, id, "gift", p.gift);
  return id;
}

bool archive(store::Tx& tx, PromotionId promotion) {
  return tx.exec(kArchive, promotion) > 0;
}

base::Result<base::CouponId, CodeRefusal> add_code(store::Tx& tx, PromotionId promotion,
                                                   const std::string& code, const NewCode& terms,
                                                   const std::string& actor, Instant now) {
  if (normalised_code(code).empty()) return CodeRefusal::NotACode;
  if (!tx.one_or_none(kByCode, promotion).value_or(false)) return CodeRefusal::NotByCode;
  const auto made = add_codes(tx, promotion, {code}, terms, "", actor, now);
  if (made.empty()) return CodeRefusal::Taken;
  return made.front().id;
}

std::vector<std::string> add_batch(store::Tx& tx, PromotionId promotion, int codes,
                                   const NewCode& terms, const std::string& batch,
                                   const std::string& actor, Instant now) {
  std::vector<std::string> made;
  if (!tx.one_or_none(kByCode, promotion).value_or(false)) return made;
  auto single_use = terms;
  single_use.limit_total = 1;
  // One that exists already, which nobody will see, is drawn again.
  while (made.size() < static_cast<std::size_t>(codes)) {
    std::vector<std::string> drawn(static_cast<std::size_t>(codes) - made.size());
    for (auto& code : drawn) code = drawn_code();
    for (auto& one : add_codes(tx, promotion, drawn, single_use, batch, actor, now))
      made.push_back(std::move(one.code));
  }
  return made;
}

std::vector<Listed> list(store::Tx& tx) {
  return tx.all(kList);
}

std::optional<Instant> start_of_day(store::Tx& tx, const std::string& day) {
  if (!is_day(day)) return std::nullopt;
  return tx.one(kStartOfDay, day);
}

std::optional<Instant> end_of_day(store::Tx& tx, const std::string& day) {
  if (!is_day(day)) return std::nullopt;
  return tx.one(kEndOfDay, day);
}

std::int64_t archive_ended(store::Tx& tx, Instant now) {
  return tx.exec(kArchiveEnded, now);
}

std::int64_t forget_codes(store::Tx& tx, Instant now, int batch) {
  return tx.exec(kForgetCodes, now, batch);
}

}  // namespace promo
