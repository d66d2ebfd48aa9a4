#include <map>

#include "base/columns.h"
#include "base/email.h"
#include "base/error.h"
#include "customers/customers.h"
#include "promo/promo.h"

namespace promo {
namespace {

using base::CustomerId;
using store::Query;
using Texts = std::vector<std::string>;

struct Row {
  PromotionId id;
  std::string name;
  std::string kind;
  std::string klass;
  bool by_code;
  int percent_bp;
  Money amount;
  Money minimum;
  std::optional<Money> most;
  int buy;
  int get;
  int most_times;
  int priority;
  bool combines;
  std::optional<Instant> starts_at;
  std::optional<Instant> ends_at;
  std::string normalised;  // of the code that brought it
  bool archived;
  bool used_up;
  bool used_by_buyer;
  bool not_buyers;
  static constexpr auto columns() {
    return base::Columns<&Row::id, &Row::name, &Row::kind, &Row::klass, &Row::by_code,
                         &Row::percent_bp, &Row::amount, &Row::minimum, &Row::most, &Row::buy,
                         &Row::get, &Row::most_times, &Row::priority, &Row::combines,
                         &Row::starts_at, &Row::ends_at, &Row::normalised, &Row::archived,
                         &Row::used_up, &Row::used_by_buyer, &Row::not_buyers>{};
  }
};

// By themselves only while they last; by code whatever their time and state, so that the shopper is
// told. A code for one address passes while no address is known: claim() asks again.
const Query<Row(Texts, Instant, std::string, std::optional<CustomerId>)> kRules{"promo.rules",
                                                                                R"sql(
    WITH found AS (
      SELECT id AS promotion_id, NULL::bigint AS coupon_id FROM promotions
       WHERE state = 'active' AND NOT by_code
         AND coalesce(starts_at <= $2, true) AND coalesce(ends_at > $2, true)
      UNION ALL
      SELECT promotion_id, id FROM coupons WHERE normalised = ANY ($1))
    SELECT p.id, p.name, p.kind, p.class, p.by_code, p.percent_bp, p.amount_cents, p.minimum_cents,
           p.most_cents, p.buy_units, p.get_units, p.most_times, p.priority, p.combines,
           greatest(p.starts_at, c.starts_at), least(p.ends_at, c.ends_at),
           coalesce(c.normalised, ''), p.state = 'archived',
           coalesce(p.used >= p.limit_total, false) OR coalesce(c.used >= c.limit_total, false),
           p.limit_per_customer IS NOT NULL
             AND greatest((SELECT count(*) FROM coupon_claims k
                            WHERE k.promotion_id = p.id AND k.mail_key = $3 AND k.state <> 'released'),
                          (SELECT count(*) FROM coupon_claims k
                            WHERE k.promotion_id = p.id AND k.customer_id = $4 AND k.state <> 'released'))
                 >= p.limit_per_customer,
           coalesce($3 <> '' AND c.only_mail_key <> $3, false)
             OR coalesce(c.only_customer_id <> $4, c.only_customer_id IS NOT NULL AND $3 <> '')
      FROM found
      JOIN promotions p ON p.id = found.promotion_id
      LEFT JOIN coupons c ON c.id = found.coupon_id
     ORDER BY p.id, array_position($1, c.normalised))sql"};

struct Target {
  PromotionId promotion;
  std::string side;
  std::optional<base::ProductId> product;
  std::optional<base::CategoryId> category;
  std::optional<base::BrandId> brand;
  std::optional<std::string> condition;
  static constexpr auto columns() {
    return base::Columns<&Target::promotion, &Target::side, &Target::product, &Target::category,
                         &Target::brand, &Target::condition>{};
  }
};
const Query<Target(std::vector<PromotionId>)> kTargets{"promo.targets", R"sql(
    SELECT promotion_id, side, product_id, category_id, brand_id, condition
      FROM promotion_targets WHERE promotion_id = ANY ($1) ORDER BY id)sql"};

Kind kind_of(const std::string& word) {
  for (const auto kind : {Kind::Percent, Kind::Amount, Kind::FreeShipping, Kind::BuyGet})
    if (word == word_of(kind)) return kind;
  throw base::BugError{"no kind of promotion: " + word};
}
Class class_of(const std::string& word) {
  for (const auto klass : {Class::Product, Class::Order, Class::Shipping})
    if (word == word_of(klass)) return klass;
  throw base::BugError{"no class of promotion: " + word};
}

Promotion promotion_of(const Row& row, const std::string& code) {
  return {.id = row.id,
          .name = row.name,
          .kind = kind_of(row.kind),
          .klass = class_of(row.klass),
          .starts = row.by_code ? Starts::ByCode : Starts::ByItself,
          .percent = {row.percent_bp},
          .amount = row.amount,
          .minimum = row.minimum,
          .most = row.most,
          .buy = row.buy,
          .get = row.get,
          .most_times = row.most_times,
          .priority = row.priority,
          .combines = row.combines ? Combines::Yes : Combines::No,
          .starts_at = row.starts_at,
          .ends_at = row.ends_at,
          .code = code};
}

// Why the row brings nothing; whether its time has come yet is price()'s to say.
std::optional<NoCode> refused(const Row& row, Instant now) {
  if (row.archived || (row.ends_at && now >= *row.ends_at)) return NoCode::Over;
  if (row.not_buyers) return NoCode::NotYours;
  if (row.used_by_buyer) return NoCode::UsedByYou;
  if (row.used_up) return NoCode::UsedUp;
  return std::nullopt;
}

void read_targets(store::Tx& tx, std::vector<Promotion>& promotions) {
  std::map<PromotionId, Promotion*> by_id;
  std::vector<PromotionId> ids;
  for (auto& promotion : promotions) {
    ids.push_back(promotion.id);
    by_id[promotion.id] = &promotion;
  }
  if (ids.empty()) return;
  for (const auto& target : tx.all(kTargets, ids)) {
    auto& promotion = *by_id.at(target.promotion);
    auto& scope = target.side == "include"   ? promotion.include
                  : target.side == "exclude" ? promotion.exclude
                                             : promotion.gift;
    if (target.product) scope.products.push_back(*target.product);
    if (target.category) scope.categories.push_back(*target.category);
    if (target.brand) scope.brands.push_back(*target.brand);
    if (target.condition) scope.conditions.push_back(*target.condition);
  }
}

}  // namespace

std::string normalised_code(std::string_view typed) {
  constexpr std::size_t kShortest = 3;
  constexpr std::size_t kLongest = 40;
  std::string code;
  for (const char c : typed) {
    if (c >= 'a' && c <= 'z')
      code += static_cast<char>(c - 'a' + 'A');
    else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
      code += c;
    else if (std::string_view{" -_.\t"}.find(c) == std::string_view::npos)
      return "";
  }
  return code.size() >= kShortest && code.size() <= kLongest ? code : "";
}

Buyer buyer(store::Tx& tx, const std::string& mail) {
  Buyer out{base::mail_key(mail)};
  if (out.mail_key.empty()) return out;
  if (const auto found = customers::find_by_mail(tx, mail)) out.customer = found->id;
  return out;
}

Rules rules(store::Tx& tx, const Texts& codes, const Buyer& buyer, Instant now) {
  std::map<std::string, std::string> typed;  // by normalised
  Rules out;
  Texts asked;
  for (const auto& code : codes) {
    const auto normalised = normalised_code(code);
    if (normalised.empty())
      out.refused.push_back({code, NoCode::Unknown});
    else if (typed.contains(normalised))
      continue;  // the same code again
    else if (asked.size() == kMostCodes)
      out.refused.push_back({code, NoCode::TooMany});
    else
      asked.push_back(typed.emplace(normalised, code).first->first);
  }
  Texts unknown = asked;
  for (const auto& row : tx.all(kRules, asked, now, buyer.mail_key, buyer.customer)) {
    auto why = refused(row, now);
    if (!why && !out.promotions.empty() && out.promotions.back().id == row.id)
      why = NoCode::Doubled;
    const auto code = row.normalised.empty() ? std::string{} : typed.at(row.normalised);
    std::erase(unknown, row.normalised);
    if (!why)
      out.promotions.push_back(promotion_of(row, code));
    else if (!code.empty())
      out.refused.push_back({code, *why});
  }
  for (const auto& code : unknown) out.refused.push_back({typed.at(code), NoCode::Unknown});
  read_targets(tx, out.promotions);
  return out;
}

}  // namespace promo
