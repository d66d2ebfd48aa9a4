#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "promo/price.h"
#include "t/golden.h"
#include "t/rows.h"

// The cases of t/golden/pricing/cases: each file says a basket and its promotions in words, and
// after a line of dashes what price() makes of them, with the trace. ACCEPT=1 writes the second
// half anew.
//
//   item 10 units=3 price=9.99 [product=1] [brand=1] [cats=1,2] [cond=used] [staff=1.00]
//   [gift_card] ship 14.95 [frees] promo 1 Spring_sale percent=10 class=order [code=SAVE]
//   [min=100.00] [most=20.00] [cats=2] ... now 2026-11-22T12:00:00Z
namespace {

using base::Money;
using promo::Promotion;

const std::string kFolder = "t/golden/pricing/cases/";

Money money(const std::string& text) {
  const auto point = text.find('.');
  BASE_CHECK(point != std::string::npos && text.size() == point + 3);
  return Money::cents(std::stoll(text.substr(0, point) + text.substr(point + 1)));
}

// The words of a line: the bare ones in turn, the others by name.
struct Words {
  explicit Words(const std::string& line) {
    std::istringstream in{line};
    for (std::string word; in >> word;) {
      const auto sign = word.find('=');
      if (sign == std::string::npos)
        bare.push_back(word);
      else
        named[word.substr(0, sign)] = word.substr(sign + 1);
    }
  }
  std::optional<std::string> take(const std::string& name) {
    const auto at = named.find(name);
    if (at == named.end()) return std::nullopt;
    auto value = at->second;
    named.erase(at);
    return value;
  }
  std::int64_t number(const std::string& name, std::int64_t standard) {
    const auto value = take(name);
    return value ? std::stoll(*value) : standard;
  }
  Money amount(const std::string& name) { return money(take(name).value_or("0.00")); }
  bool flag(const std::string& name) { return std::erase(bare, name) > 0; }
  template <class T>
  std::vector<T> several(const std::string& name) {
    std::vector<T> out;
    std::istringstream in{take(name).value_or("")};
    for (std::string one; std::getline(in, one, ',');) {
      if constexpr (std::is_same_v<T, std::string>)
        out.push_back(one);
      else
        out.push_back(T{std::stoll(one)});
    }
    return out;
  }
  // What nobody asked for is a slip of the case's author.
  void done(std::size_t bare_words) const {
    if (!named.empty()) CPPUNIT_FAIL("no such word: " + named.begin()->first);
    CPPUNIT_ASSERT_EQUAL(bare_words, bare.size());
  }
  std::vector<std::string> bare;
  std::map<std::string, std::string> named;
};

struct Case {
  promo::Basket basket;
  std::vector<Promotion> promotions;
  base::Instant now = t::kNoon;

  void read(const std::string& line) {
    Words words{line};
    if (words.bare.empty() || line.starts_with('#')) return;
    const auto what = words.bare.front();
    if (what == "item")
      item(words);
    else if (what == "ship")
      ship(words);
    else if (what == "promo")
      promotion(words);
    else if (what == "now")
      now = base::parse_iso8601(words.bare.at(1)).value();
    else
      CPPUNIT_FAIL("no such line: " + line);
  }

 private:
  void item(Words& words) {
    const auto variant = std::stoll(words.bare.at(1));
    promo::Item item{.position = static_cast<int>(basket.items.size()) + 1,
                     .variant = base::VariantId{variant},
                     .product = base::ProductId{words.number("product", variant)},
                     .brand = base::BrandId{words.number("brand", 1)},
                     .categories = words.several<base::CategoryId>("cats"),
                     .condition = words.take("cond").value_or("used"),
                     .units = static_cast<int>(words.number("units", 1)),
                     .unit_price = words.amount("price")};
    if (const auto staff = words.take("staff")) item.staff_discount = money(*staff);
    if (words.flag("gift_card")) item.goods = promo::Goods::GiftCard;
    item.price_source = words.take("source").value_or("");
    words.done(2);
    basket.items.push_back(std::move(item));
  }

  void ship(Words& words) {
    const auto frees = words.flag("frees");
    words.done(2);
    basket.shipping = {money(words.bare.at(1)), frees ? promo::Freeable::Yes : promo::Freeable::No};
  }

  static promo::Scope scope(Words& words, const std::string& prefix) {
    return {.products = words.several<base::ProductId>(prefix + "products"),
            .categories = words.several<base::CategoryId>(prefix + "cats"),
            .brands = words.several<base::BrandId>(prefix + "brands"),
            .conditions = words.several<std::string>(prefix + "conds")};
  }

  void promotion(Words& words) {
    Promotion p{.id = base::PromotionId{std::stoll(words.bare.at(1))},
                .name = words.bare.at(2),
                .kind = promo::Kind::Percent,
                .klass = promo::Class::Product};
    std::replace(p.name.begin(), p.name.end(), '_', ' ');
    p.percent.value = words.number("percent_bp", words.number("percent", 0) * 100);
    p.amount = words.amount("amount");
    p.buy = static_cast<int>(words.number("buy", 0));
    p.get = static_cast<int>(words.number("get", 0));
    p.most_times = static_cast<int>(words.number("times", 0));
    if (!p.amount.is_zero()) p.kind = promo::Kind::Amount;
    if (p.buy > 0) {
      p.kind = promo::Kind::BuyGet;
      if (p.percent.value == 0) p.percent.value = 10000;
    }
    const auto klass = words.take("class").value_or("product");
    if (klass == "order") p.klass = promo::Class::Order;
    if (klass == "shipping") {
      p.klass = promo::Class::Shipping;
      p.kind = promo::Kind::FreeShipping;
    }
    p.minimum = words.amount("min");
    if (const auto most = words.take("most")) p.most = money(*most);
    p.priority = static_cast<int>(words.number("priority", 0));
    if (words.flag("combines")) p.combines = promo::Combines::Yes;
    if (const auto at = words.take("starts")) p.starts_at = base::parse_iso8601(*at).value();
    if (const auto at = words.take("ends")) p.ends_at = base::parse_iso8601(*at).value();
    if (const auto code = words.take("code")) {
      p.starts = promo::Starts::ByCode;
      p.code = *code;
    }
    p.include = scope(words, "");
    p.exclude = scope(words, "not_");
    p.gift = scope(words, "gift_");
    words.done(3);
    promotions.push_back(std::move(p));
  }
};

std::string to_words(promo::NotApplied why) {
  switch (why) {
    case promo::NotApplied::NotYet:
      return "its time has not come";
    case promo::NotApplied::Over:
      return "it is over";
    case promo::NotApplied::NothingMeant:
      return "it is for none of these";
    case promo::NotApplied::TooFewUnits:
      return "too few units";
    case promo::NotApplied::BelowMinimum:
      return "below its minimum";
    case promo::NotApplied::NoShipping:
      return "no shipping is chosen";
    case promo::NotApplied::NotThisShipping:
      return "not for this way to ship";
    case promo::NotApplied::BetterApplies:
      return "others do more";
  }
  throw base::BugError{"a reason without words"};
}

std::string told(const promo::Priced& priced) {
  auto text = promo::explain(priced);
  for (const auto& one : priced.applied) {
    text += "applied " + std::to_string(one.promotion.raw()) + " (" + promo::word_of(one.klass) +
            ") " + base::to_text(one.amount);
    for (const auto& [position, share] : one.lines)
      text += ", line " + std::to_string(position) + ' ' + base::to_text(share);
    text += '\n';
  }
  for (const auto& one : priced.unused) {
    text += "unused " + one.code + ": " + to_words(one.why);
    if (!one.missing.is_zero()) text += ", " + base::to_text(one.missing) + " more";
    text += '\n';
  }
  return text;
}

CPPUNIT_TEST_FIXTURE(t::Plain, every_pricing_case_is_priced_and_explained_as_written) {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator{kFolder})
    names.push_back(file.path().filename());
  std::sort(names.begin(), names.end());
  CPPUNIT_ASSERT(names.size() >= 60);

  for (const auto& name : names) {
    std::ifstream in{kFolder + name};
    Case one;
    std::string text;
    for (std::string line; std::getline(in, line) && !line.starts_with("---");) {
      one.read(line);
      text += line + '\n';
    }
    const auto priced = promo::price(one.basket, one.promotions, one.now);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::string{}, promo::unexplained(priced));
    t::assert_golden("pricing/cases/" + name, text + "---\n" + told(priced));
  }
}

}  // namespace
