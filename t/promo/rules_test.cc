#include <set>

#include "t/promo/stage.h"

namespace {

using promo::NoCode;
using store::Tx;
using t::kNoon;
using t::minutes_later;

std::string refused(const promo::Rules& rules) {
  std::string text;
  for (const auto& one : rules.refused)
    text += one.code + ' ' + std::to_string(static_cast<int>(one.why)) + ';';
  return text;
}
std::string one(const std::string& code, NoCode why) {
  return code + ' ' + std::to_string(static_cast<int>(why)) + ';';
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_code_is_compared_without_case_blanks_and_dashes) {
  CPPUNIT_ASSERT_EQUAL(std::string{"SAVE10NOW"}, promo::normalised_code(" save-10 Now_. "));
  CPPUNIT_ASSERT_EQUAL(std::string{}, promo::normalised_code("a-b"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, promo::normalised_code("SAVE10%"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, promo::normalised_code("S\xc3\x84VE10"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, promo::normalised_code(std::string(41, 'A')));
  CPPUNIT_ASSERT_EQUAL(std::string(40, 'A'), promo::normalised_code(std::string(40, 'a')));
}

CPPUNIT_TEST_FIXTURE(t::Promotions, everything_of_a_promotion_comes_back_as_it_was_created) {
  t::make_variant(db(), "WS-1");
  const promo::Scope some{.products = {base::ProductId{1}},
                          .categories = {base::CategoryId{1}},
                          .brands = {base::BrandId{1}},
                          .conditions = {"new", "used"}};
  create({.id = base::PromotionId{0},
          .name = "Three for two",
          .kind = promo::Kind::BuyGet,
          .klass = promo::Class::Product,
          .percent = {5000},
          .minimum = base::Money::cents(2),
          .most = base::Money::cents(3),
          .buy = 4,
          .get = 5,
          .most_times = 6,
          .include = some,
          .exclude = {.conditions = {"for_parts"}},
          .gift = {.brands = {base::BrandId{1}}},
          .priority = -7,
          .combines = promo::Combines::Yes,
          .starts_at = minutes_later(-1),
          .ends_at = minutes_later(1)});

  const auto read = rules({}).promotions;

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, read.size());
  const auto& p = read.front();
  CPPUNIT_ASSERT(p.kind == promo::Kind::BuyGet && p.klass == promo::Class::Product);
  CPPUNIT_ASSERT(p.starts == promo::Starts::ByItself && p.combines == promo::Combines::Yes);
  CPPUNIT_ASSERT_EQUAL(std::string{"Three for two"}, p.name);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{5000}, p.percent.value);
  CPPUNIT_ASSERT_EQUAL(base::Money::cents(2), p.minimum);
  CPPUNIT_ASSERT_EQUAL(base::Money::cents(3), p.most.value());
  CPPUNIT_ASSERT(p.buy == 4 && p.get == 5 && p.most_times == 6 && p.priority == -7);
  CPPUNIT_ASSERT(p.starts_at == minutes_later(-1) && p.ends_at == minutes_later(1));
  CPPUNIT_ASSERT(p.include.products == some.products && p.include.categories == some.categories);
  CPPUNIT_ASSERT(p.include.brands == some.brands && p.include.conditions == some.conditions);
  CPPUNIT_ASSERT(p.exclude.conditions == std::vector<std::string>{"for_parts"});
  CPPUNIT_ASSERT(p.gift.brands == some.brands && p.gift.products.empty());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, promotions_by_themselves_come_while_they_last) {
  auto p = tenth();
  p.starts_at = kNoon;
  p.ends_at = minutes_later(1);
  create(p);

  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, rules({}, {}, minutes_later(-1)).promotions.size());
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rules({}, {}, kNoon).promotions.size());
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, rules({}, {}, minutes_later(1)).promotions.size());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, c4_each_code_brings_its_promotion_or_is_refused_with_why) {
  const promo::Buyer ann{"ann@example.com"};
  create_by_code("GOOD");
  const auto twice = create_by_code("SAME-A");
  add_code(twice, "SAME-B");
  const auto up = create_by_code("USED-UP", {}, {.limit_total = 1});
  const auto mine = create_by_code("HAD-IT", {.per_customer = 1});
  create_by_code("BOBS", {}, {.only_mail_key = "bob@example.com"});
  CPPUNIT_ASSERT(claim(db(), order(), {applied(up, "USED-UP"), applied(mine, "HAD-IT")}, ann));
  create_by_code("ENDED", {}, {.ends_at = kNoon});

  const auto first = rules({"good", "same-a", "Same B", "nope", "g%"}, ann);
  CPPUNIT_ASSERT_EQUAL(
      one("g%", NoCode::Unknown) + one("Same B", NoCode::Doubled) + one("nope", NoCode::Unknown),
      refused(first));
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, first.promotions.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"good"}, first.promotions.front().code);

  const auto second = rules({"used-up", "had-it", "bobs", "ended"}, ann);
  CPPUNIT_ASSERT_EQUAL(one("used-up", NoCode::UsedUp) + one("had-it", NoCode::UsedByYou) +
                           one("bobs", NoCode::NotYours) + one("ended", NoCode::Over),
                       refused(second));
  CPPUNIT_ASSERT(second.promotions.empty());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, while_no_address_is_known_a_code_of_someone_passes) {
  create_by_code("ANNS", {.per_customer = 1}, {.only_mail_key = "ann@example.com"});

  CPPUNIT_ASSERT_EQUAL(std::string{}, refused(rules({"ANNS"})));
}

CPPUNIT_TEST_FIXTURE(t::Promotions, a_cart_takes_five_codes_and_one_typed_twice_is_one) {
  for (const auto* code : {"AAA", "BBB", "CCC", "DDD", "EEE", "FFF"}) create_by_code(code);

  const auto found = rules({"AAA", "a-a-a", "BBB", "CCC", "DDD", "EEE", "FFF"});

  CPPUNIT_ASSERT_EQUAL(one("FFF", NoCode::TooMany), refused(found));
  CPPUNIT_ASSERT_EQUAL(std::size_t{5}, found.promotions.size());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, an_automatic_promotion_that_is_used_up_is_gone) {
  const auto id = create(tenth(), {.total = 1, .per_customer = 1});
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rules({}).promotions.size());

  CPPUNIT_ASSERT(claim(db(), order(), {applied(id)}, {"ann@example.com"}));

  const auto after = rules({});
  CPPUNIT_ASSERT(after.promotions.empty() && after.refused.empty());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, a_code_is_unique_and_its_promotion_must_start_by_code) {
  using promo::CodeRefusal;
  const auto id = create_by_code("SAVE10");
  const auto automatic = create(tenth());
  const auto why = [&](base::PromotionId promotion, const std::string& code) {
    const auto answer = db().transact(
        "code", [&](Tx& tx) { return promo::add_code(tx, promotion, code, {}, "test", kNoon); });
    CPPUNIT_ASSERT(!answer);
    return answer.why();
  };

  CPPUNIT_ASSERT(why(id, "save 10") == CodeRefusal::Taken);
  CPPUNIT_ASSERT(why(id, "?") == CodeRefusal::NotACode);
  CPPUNIT_ASSERT(why(automatic, "OTHER") == CodeRefusal::NotByCode);
  CPPUNIT_ASSERT(why(base::PromotionId{99}, "OTHER") == CodeRefusal::NotByCode);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM coupons"));
}

CPPUNIT_TEST_FIXTURE(t::Promotions, a_batch_is_so_many_unique_codes_of_one_use) {
  const auto id = create_by_code("SEED");

  const auto codes = db().transact("batch", [&](Tx& tx) {
    return promo::add_batch(tx, id, 500, {.ends_at = minutes_later(60)}, "mails", "test", kNoon);
  });

  CPPUNIT_ASSERT_EQUAL(std::size_t{500}, codes.size());
  CPPUNIT_ASSERT_EQUAL(std::size_t{500}, std::set<std::string>(codes.begin(), codes.end()).size());
  CPPUNIT_ASSERT_EQUAL(std::string{"500"}, sql("SELECT count(*) FROM coupons WHERE batch = 'mails' "
                                               "AND limit_total = 1 AND ends_at IS NOT NULL "
                                               "AND normalised ~ '^[2-9A-HJ-NP-Z]{12}$'"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rules({codes.front()}).promotions.size());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, what_contradicts_itself_breaks_a_constraint) {
  auto p = tenth();
  p.klass = promo::Class::Shipping;
  CPPUNIT_ASSERT_THROW(create(p), store::DbError);
  p = tenth();
  p.percent = {0};
  CPPUNIT_ASSERT_THROW(create(p), store::DbError);
  p = tenth();
  p.percent = {10001};
  CPPUNIT_ASSERT_THROW(create(p), store::DbError);
  p = tenth();
  p.starts_at = kNoon;
  p.ends_at = kNoon;
  CPPUNIT_ASSERT_THROW(create(p), store::DbError);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM promotions"));
}

// 2.23: on days when the clocks change too.
CPPUNIT_TEST_FIXTURE(t::Promotions, a_day_ends_with_its_last_instant_in_the_stores_zone) {
  const auto ends = [&](const std::string& day) {
    const auto at = db().snapshot("day", [&](Tx& tx) { return promo::end_of_day(tx, day); });
    return at ? base::to_iso8601(*at) : std::string{};
  };

  CPPUNIT_ASSERT_EQUAL(std::string{"2026-12-01T06:00:00Z"}, ends("2026-11-30"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-07-05T05:00:00Z"}, ends("2026-07-04"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-03-09T05:00:00Z"}, ends("2026-03-08"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-11-02T06:00:00Z"}, ends("2026-11-01"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, ends("2026-02-29"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, ends("tomorrow"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-03-08T06:00:00Z"},
                       base::to_iso8601(db().snapshot("day", [](Tx& tx) {
                         return promo::start_of_day(tx, "2026-03-08").value();
                       })));
}

CPPUNIT_TEST_FIXTURE(t::Promotions, what_is_over_is_archived_and_old_unused_codes_go) {
  auto p = tenth();
  p.ends_at = kNoon;
  create(p);
  const auto used = create_by_code("USED", {}, {.limit_total = 1, .ends_at = minutes_later(1)});
  CPPUNIT_ASSERT(claim(db(), order(), {applied(used, "USED")}, {"ann@example.com"}));
  const auto other = create_by_code("UNUSED", {}, {.ends_at = minutes_later(1)});
  add_code(other, "LASTING");
  const auto day = [](int days) { return kNoon + std::chrono::hours{24 * days}; };
  const auto run = [&](base::Instant now) {
    return db().transact("expire", [&](Tx& tx) {
      return std::to_string(promo::archive_ended(tx, now)) + ' ' +
             std::to_string(promo::forget_codes(tx, now, 100));
    });
  };

  CPPUNIT_ASSERT_EQUAL(std::string{"1 0"}, run(day(89)));
  CPPUNIT_ASSERT_EQUAL(std::string{"0 1"}, run(day(91)));
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0"}, run(day(91)));
  CPPUNIT_ASSERT_EQUAL(std::string{"USED LASTING"},
                       sql("SELECT string_agg(code, ' ' ORDER BY id) FROM coupons"));
  CPPUNIT_ASSERT_EQUAL(std::string{"archived active active"},
                       sql("SELECT string_agg(state, ' ' ORDER BY id) FROM promotions"));
}

CPPUNIT_TEST_FIXTURE(t::Promotions, the_list_tells_uses_and_what_they_cost) {
  const auto id = create_by_code("SAVE", {.total = 5, .per_customer = 2});
  CPPUNIT_ASSERT(claim(db(), order(), {applied(id, "SAVE")}, {"ann@example.com"}));
  const auto gone = order();
  CPPUNIT_ASSERT(claim(db(), gone, {applied(id, "SAVE")}, {"bob@example.com"}));
  release(gone);

  const auto listed = db().snapshot("list", [](Tx& tx) { return promo::list(tx); });

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, listed.size());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, listed.front().uses);
  CPPUNIT_ASSERT_EQUAL(std::string{"SAVE"}, listed.front().codes);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, listed.front().batched_codes);
  CPPUNIT_ASSERT_EQUAL(base::Money::cents(100), listed.front().given);
  CPPUNIT_ASSERT(listed.front().limit_total == 5 && listed.front().limit_per_customer == 2);
}

}  // namespace
