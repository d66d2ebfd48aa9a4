#include <map>

#include "promo/promo.h"

namespace promo {
namespace {

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
  bool used_up;
  bool used_by_buyer;
  static constexpr auto columns() {
    return std::make_tuple(&Row::id, &Row::name, &Row::kind, &Row::klass, &Row::by_code,
                           &Row::percent_bp, &Row::amount, &Row::minimum, &Row::most, &Row::buy,
                           &Row::get, &Row::most_times, &Row::priority, &Row::combines,
                           &Row::starts_at, &Row::ends_at, &Row::normalised, &Row::used_up,
                           &Row::used_by_buyer);
  }
};

// By themselves only while they last; by code whatever their time, so that the shopper is told.
const Query<Row(Texts, Instant, std::string)> kRules{"promo.rules", R"sql(
    SELECT p.id, p.name, p.kind, p.class, p.by_code, p.percent_bp, p.amount_cents, p.minimum_cents,
           p.most_cents, p.buy_units, p.get_units, p.most_times, p.priority, p.combines,
           p.starts_at, least(p.ends_at, c.ends_at), coalesce(c.normalised, ''),
           coalesce(p.used >= p.limit_total, false) OR coalesce(c.used >= c.limit_total, false),
           $3 <> '' AND p.limit_per_customer IS NOT NULL
             AND (SELECT count(*) FROM coupon_claims k
                   WHERE k.promotion_id = p.id AND k.mail_key = $3 AND k.state <> 'released')
                 >= p.limit_per_customer
      FROM promotions p
      LEFT JOIN coupons c ON c.promotion_id = p.id AND c.normalised = ANY ($1)
     WHERE p.state = 'active'
       AND CASE WHEN p.by_code THEN c.id IS NOT NULL
                ELSE coalesce(p.starts_at <= $2, true) AND coalesce(p.ends_at > $2, true) END
     ORDER BY p.id, c.id)sql"};

struct Target {
  PromotionId promotion;
  bool included;
  std::optional<base::ProductId> product;
  std::optional<base::CategoryId> category;
  std::optional<base::BrandId> brand;
  std::optional<std::string> condition;
  static constexpr auto columns() {
    return std::make_tuple(&Target::promotion, &Target::included, &Target::product,
                           &Target::category, &Target::brand, &Target::condition);
  }
};
const Query<Target(std::vector<PromotionId>)> kTargets{"promo.targets", R"sql(
    SELECT promotion_id, side = 'include', product_id, category_id, brand_id, condition
      FROM promotion_targets WHERE promotion_id = ANY ($1) ORDER BY id)sql"};

Kind kind_of(const std::string& word) {
  if (word == "percent") return Kind::Percent;
  if (word == "amount") return Kind::Amount;
  if (word == "free_shipping") return Kind::FreeShipping;
  BASE_CHECK(word == "buy_get");
  return Kind::BuyGet;
}
Class class_of(const std::string& word) {
  if (word == "product") return Class::Product;
  if (word == "order") return Class::Order;
  BASE_CHECK(word == "shipping");
  return Class::Shipping;
}

void read_targets(store::Tx& tx, std::vector<Promotion>& promotions) {
  std::vector<PromotionId> ids;
  for (const auto& promotion : promotions) ids.push_back(promotion.id);
  if (ids.empty()) return;
  for (const auto& target : tx.all(kTargets, ids))
    for (auto& promotion : promotions) {
      if (promotion.id != target.promotion) continue;
      auto& scope = target.included ? promotion.include : promotion.exclude;
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
    else if (c != ' ' && c != '-' && c != '_' && c != '.')
      return "";
  }
  return code.size() >= kShortest && code.size() <= kLongest ? code : "";
}

Rules rules(store::Tx& tx, const Texts& codes, const std::string& buyer, Instant now) {
  std::map<std::string, std::string> typed;  // by normalised
  Rules out;
  Texts asked;
  for (const auto& code : codes) {
    const auto normalised = normalised_code(code);
    if (normalised.empty()) {
      out.refused.push_back({code, NoCode::Unknown});
    } else if (typed.emplace(normalised, code).second) {
      asked.push_back(normalised);
    }
  }
  for (const auto& row : tx.all(kRules, asked, now, buyer)) {
    const auto code = row.by_code ? typed.at(row.normalised) : std::string{};
    if (row.by_code) std::erase(asked, row.normalised);
    if (row.used_up || row.used_by_buyer) {
      if (row.by_code)
        out.refused.push_back({code, row.used_up ? NoCode::UsedUp : NoCode::UsedByYou});
      continue;
    }
    if (row.by_code && row.ends_at && now >= *row.ends_at) {
      out.refused.push_back({code, NoCode::Over});
      continue;
    }
    // Two codes of one promotion are one use of it.
    if (!out.promotions.empty() && out.promotions.back().id == row.id) continue;
    out.promotions.push_back({.id = row.id,
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
                              .code = code});
  }
  for (const auto& unknown : asked) out.refused.push_back({typed.at(unknown), NoCode::Unknown});
  read_targets(tx, out.promotions);
  return out;
}

}  // namespace promo
