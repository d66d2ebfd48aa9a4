#include <iostream>

#include "base/text.h"
#include "ctl/commands.h"
#include "promo/promo.h"

namespace ctl {
namespace {

using base::UsageError;

store::Db database(const Call& call) {
  return store::Db{{.conninfo = base::direct_dsn_as(call.config, "gds_jobs"), .role = {}}};
}

// A whole number that an option gives; `otherwise` without the option.
std::int64_t number(base::Args& args, const char* option, std::int64_t otherwise) {
  const auto text = args.take_option(option);
  if (!text) return otherwise;
  const auto value = base::parse_integer<std::int64_t>(*text);
  if (!value || *value < 0) throw UsageError{std::string{option} + " wants a whole number"};
  return *value;
}

std::optional<base::Instant> moment(base::Args& args, const char* option) {
  const auto text = args.take_option(option);
  if (!text) return std::nullopt;
  const auto at = base::parse_iso8601(*text);
  if (!at) throw UsageError{std::string{option} + " wants a time like 2026-12-01T00:00:00-06:00"};
  return at;
}

// "percent 10", "amount 1500", "free-shipping", "buy-get 2 1 100": what it takes off.
void read_kind(base::Args& args, promo::Promotion& p) {
  const auto word = [&](const char* what) {
    const auto text = args.take_word();
    const auto value = text ? base::parse_integer<int>(*text) : std::nullopt;
    if (!value || *value <= 0) throw UsageError{std::string{"say "} + what};
    return *value;
  };
  const auto kind = args.take_word().value_or("");
  if (kind == "percent") {
    p.kind = promo::Kind::Percent;
    p.percent = {std::int64_t{word("how many percent")} * 100};
  } else if (kind == "amount") {
    p.kind = promo::Kind::Amount;
    p.amount = base::Money::cents(word("how many cents"));
  } else if (kind == "free-shipping") {
    p.kind = promo::Kind::FreeShipping;
    p.klass = promo::Class::Shipping;
  } else if (kind == "buy-get") {
    p.kind = promo::Kind::BuyGet;
    p.klass = promo::Class::Product;
    p.buy = word("how many are bought");
    p.get = word("how many are given");
    p.percent = {std::int64_t{word("how many percent off those")} * 100};
  } else {
    throw UsageError{
        "say what it does: percent N, amount CENTS, free-shipping, buy-get N M PERCENT"};
  }
}

struct Row {
  promo::PromotionId id;
  std::string text;
  static constexpr auto columns() { return std::make_tuple(&Row::id, &Row::text); }
};
const store::Query<Row()> kList{"ctl.promotions", R"sql(
    SELECT p.id, concat_ws(E'\t', p.name, p.kind, p.class, p.used, coalesce(p.limit_total::text, '-'),
                           coalesce(p.ends_at::text, '-'), p.state,
                           (SELECT string_agg(c.code, ' ' ORDER BY c.id) FROM coupons c
                             WHERE c.promotion_id = p.id AND c.batch = ''))
      FROM promotions p ORDER BY p.id)sql"};

}  // namespace

// gdsctl promotions create: one promotion, with a code or by itself.
int promotions_create(Call& call) {
  auto& args = call.args;
  promo::Promotion p{.id = base::PromotionId{0},
                     .name = args.take_word().value_or(""),
                     .kind = promo::Kind::Percent,
                     .klass = promo::Class::Order};
  if (p.name.empty()) throw UsageError{"say its name, as shoppers read it"};
  read_kind(args, p);
  if (args.take_flag("--each-line")) p.klass = promo::Class::Product;
  if (args.take_flag("--combines")) p.combines = promo::Combines::Yes;
  const auto code = args.take_option("--code");
  if (code) p.starts = promo::Starts::ByCode;
  p.minimum = base::Money::cents(number(args, "--minimum", 0));
  if (const auto most = number(args, "--most", 0); most > 0) p.most = base::Money::cents(most);
  p.priority = static_cast<int>(number(args, "--priority", 0));
  p.starts_at = moment(args, "--from");
  p.ends_at = moment(args, "--until");
  const promo::Limits limits{static_cast<int>(number(args, "--limit", 0)),
                             static_cast<int>(number(args, "--per-customer", 0))};
  args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  const auto made =
      db.transact("promotions_create",
                  [&](store::Tx& tx) -> base::Result<promo::PromotionId, promo::CodeRefusal> {
                    const auto id = promo::create(tx, p, limits, now);
                    if (!code) return id;
                    const auto added = promo::add_code(tx, id, *code, limits.total, now);
                    if (!added) return added.why();
                    return id;
                  });
  if (made) {
    std::cout << "promotion " << *made << " is made\n";
    return 0;
  }
  std::cerr << "gdsctl: "
            << (made.why() == promo::CodeRefusal::Taken
                    ? "that code is another promotion's; nothing was made\n"
                    : "a code is 3 to 40 letters and digits; nothing was made\n");
  return 1;
}

// gdsctl promotions list: number, name, kind, class, uses, limit, end, state, codes, parted by
// tabs.
int promotions_list(Call& call) {
  call.args.done();
  auto db = database(call);
  for (const auto& row :
       db.snapshot("promotions_list", [](store::Tx& tx) { return tx.all(kList); }))
    std::cout << row.id << '\t' << row.text << '\n';
  return 0;
}

// gdsctl promotions codes NUMBER COUNT: that many new codes of one use each, a line each.
int promotions_codes(Call& call) {
  const auto which = base::parse_integer<std::int64_t>(call.args.take_word().value_or(""));
  const auto count = base::parse_integer<int>(call.args.take_word().value_or(""));
  const auto batch = call.args.take_option("--batch").value_or("gdsctl");
  call.args.done();
  constexpr int kMost = 100'000;
  if (!which || !count || *count < 1 || *count > kMost)
    throw UsageError{"say which promotion, and how many codes (up to 100000)"};
  auto db = database(call);
  const auto now = base::clock_now();
  for (const auto& code : db.transact("promotions_codes", [&](store::Tx& tx) {
         return promo::add_batch(tx, promo::PromotionId{*which}, *count, batch, now);
       }))
    std::cout << code << '\n';
  return 0;
}

}  // namespace ctl
