#include <iostream>

#include "base/text.h"
#include "ctl/staff.h"
#include "payment/draft.h"
#include "promo/promo.h"

namespace ctl {
namespace {

using base::UsageError;

// A whole number that an option gives; `otherwise` without the option.
std::int64_t number(base::Args& args, const char* option, std::int64_t otherwise) {
  const auto text = args.take_option(option);
  if (!text) return otherwise;
  const auto value = base::parse_integer<std::int64_t>(*text);
  if (!value || *value < 0) throw UsageError{std::string{option} + " wants a whole number"};
  return *value;
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
  if (p.percent.value > 10000) throw UsageError{"more than all of it is not to be had"};
}

// What the command line says of a promotion, before names and days are looked up.
struct Asked {
  promo::Promotion promotion;
  promo::Limits limits;
  std::optional<std::string> code;
  std::vector<std::string> only;
  std::vector<std::string> except;
  std::vector<std::string> gift;
  std::optional<std::string> from;
  std::optional<std::string> until;
};

Asked read(base::Args& args) {
  Asked asked{.promotion = {.id = base::PromotionId{0},
                            .name = args.take_word().value_or(""),
                            .kind = promo::Kind::Percent,
                            .klass = promo::Class::Order},
              .limits = {},
              .code = args.take_option("--code"),
              .only = take_all(args, "--only"),
              .except = take_all(args, "--not"),
              .gift = take_all(args, "--gift"),
              .from = args.take_option("--from"),
              .until = args.take_option("--until")};
  auto& p = asked.promotion;
  if (p.name.empty()) throw UsageError{"say its name, as shoppers read it"};
  if (asked.code) p.starts = promo::Starts::ByCode;
  const bool each_line = args.take_flag("--each-line");
  if (args.take_flag("--combines")) p.combines = promo::Combines::Yes;
  p.minimum = base::Money::cents(number(args, "--minimum", 0));
  if (const auto most = number(args, "--most", 0); most > 0) p.most = base::Money::cents(most);
  p.most_times = static_cast<int>(number(args, "--times", 0));
  p.priority = static_cast<int>(number(args, "--priority", 0));
  asked.limits = {static_cast<int>(number(args, "--limit", 0)),
                  static_cast<int>(number(args, "--per-customer", 0))};
  read_kind(args, p);
  if (each_line && p.klass == promo::Class::Order) p.klass = promo::Class::Product;
  args.done();
  return asked;
}

using Word = std::optional<std::string>;
enum class Edge { Start, End };

// "2026-11-30" is the whole day by the store's clocks: its first instant, or the first after it.
std::optional<base::Instant> moment(store::Tx& tx, const Word& word, Edge edge) {
  if (!word) return std::nullopt;
  if (const auto at = base::parse_iso8601(*word)) return at;
  const auto day =
      edge == Edge::Start ? promo::start_of_day(tx, *word) : promo::end_of_day(tx, *word);
  if (!day) throw UsageError{"no day and no time: " + *word};
  return day;
}

promo::Scope scope(store::Tx& tx, const std::vector<std::string>& names) {
  const auto found = promo::find_scope(tx, names);
  if (!found)
    throw UsageError{"there is no " + found.why().name +
                     "; say product:SLUG, category:PATH, brand:SLUG or condition:WORD"};
  return *found;
}

using Made = base::Result<promo::PromotionId, promo::CodeRefusal>;

Made make(store::Tx& tx, const Asked& asked, base::Instant now) {
  auto p = asked.promotion;
  p.include = scope(tx, asked.only);
  p.exclude = scope(tx, asked.except);
  p.gift = scope(tx, asked.gift);
  p.starts_at = moment(tx, asked.from, Edge::Start);
  p.ends_at = moment(tx, asked.until, Edge::End);
  const auto id = promo::create(tx, p, asked.limits, actor(), now);
  if (!asked.code) return id;
  const auto added =
      promo::add_code(tx, id, *asked.code, {.limit_total = asked.limits.total}, actor(), now);
  if (!added) return added.why();
  return id;
}

const char* sentence(promo::CodeRefusal why) {
  switch (why) {
    case promo::CodeRefusal::NotACode:
      return "a code is 3 to 40 letters and digits; nothing was made";
    case promo::CodeRefusal::Taken:
      return "that code is another promotion's; nothing was made";
    case promo::CodeRefusal::NotByCode:
      return "that promotion starts by itself; nothing was made";
  }
  throw base::BugError{"a refusal without a sentence"};
}

promo::PromotionId promotion_number(base::Args& args) {
  const auto id = base::parse_integer<std::int64_t>(args.take_word().value_or(""));
  if (!id) throw UsageError{"say which promotion, by its number in 'promotions list'"};
  return promo::PromotionId{*id};
}

}  // namespace

// gdsctl promotions create: one promotion, with a code or by itself.
int promotions_create(Call& call) {
  const auto asked = read(call.args);
  auto db = database(call);
  const auto now = base::clock_now();
  const auto made =
      db.transact("promotions_create", [&](store::Tx& tx) { return make(tx, asked, now); });
  if (!made) {
    std::cerr << "gdsctl: " << sentence(made.why()) << '\n';
    return 1;
  }
  std::cout << "promotion " << *made << " is made\n";
  return 0;
}

// gdsctl promotions list: number, name, kind, class, uses, limit, end, state, codes, parted by
// tabs.
int promotions_list(Call& call) {
  call.args.done();
  auto db = database(call);
  const auto or_none = [](const std::optional<int>& limit) {
    return limit ? std::to_string(*limit) : "-";
  };
  for (const auto& p :
       db.snapshot("promotions_list", [](store::Tx& tx) { return promo::list(tx); }))
    std::cout << p.id << '\t' << p.name << '\t' << p.kind << '\t' << p.klass << '\t' << p.uses
              << '\t' << or_none(p.limit_total) << '\t'
              << (p.ends_at ? base::to_iso8601(*p.ends_at) : "-") << '\t' << p.state << '\t'
              << p.codes << '\n';
  return 0;
}

// gdsctl promotions codes NUMBER COUNT: that many new codes of one use each, a line each.
int promotions_codes(Call& call) {
  const auto which = promotion_number(call.args);
  const auto count = base::parse_integer<int>(call.args.take_word().value_or(""));
  const auto batch = call.args.take_option("--batch").value_or("gdsctl");
  const auto until = call.args.take_option("--until");
  call.args.done();
  constexpr int kMost = 100'000;
  if (!count || *count < 1 || *count > kMost)
    throw UsageError{"say which promotion, and how many codes (up to 100000)"};
  auto db = database(call);
  const auto now = base::clock_now();
  const auto codes = db.transact("promotions_codes", [&](store::Tx& tx) {
    return promo::add_batch(tx, which, *count, {.ends_at = moment(tx, until, Edge::End)}, batch,
                            actor(), now);
  });
  for (const auto& code : codes) std::cout << code << '\n';
  if (!codes.empty()) return 0;
  std::cerr << "gdsctl: there is no such promotion that starts by code\n";
  return 1;
}

// gdsctl promotions end NUMBER: it applies to nothing from now on.
int promotions_end(Call& call) {
  const auto which = promotion_number(call.args);
  call.args.done();
  auto db = database(call);
  if (db.transact("promotions_end", [&](store::Tx& tx) { return promo::archive(tx, which); }))
    return 0;
  std::cerr << "gdsctl: there is no such promotion, or it has ended\n";
  return 1;
}

// gdsctl promotions explain CART: what the checkout would ask for this cart, and why, to the cent.
int promotions_explain(Call& call) {
  const auto cart = base::parse_integer<std::int64_t>(call.args.take_word().value_or(""));
  call.args.done();
  if (!cart) throw UsageError{"say which cart, by its number"};
  auto db = database(call);
  const auto now = base::clock_now();
  const auto draft = db.snapshot("promotions_explain", [&](store::Tx& tx) {
    return payment::draft(tx, base::CartId{*cart}, now);
  });
  std::cout << promo::explain(draft.priced);
  for (const auto& unused : draft.priced.unused)
    std::cout << "code " << unused.code << " does nothing\n";
  for (const auto& refused : draft.refused_codes)
    std::cout << "code " << refused.code << " is refused\n";
  return 0;
}

}  // namespace ctl
