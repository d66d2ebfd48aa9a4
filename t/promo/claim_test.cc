#include "t/promo/stage.h"

namespace {

using base::Done;
using promo::ClaimWhy;
using store::Tx;
using t::kNoon;
using t::minutes_later;

const promo::Buyer kAnn{"ann@example.com"};
const promo::Buyer kBob{"bob@example.com"};

CPPUNIT_TEST_FIXTURE(t::Promotions, a_claim_counts_where_there_is_a_limit) {
  const auto limited = create_by_code("SAVE10", {.total = 5}, {.limit_total = 3});
  const auto free = create(tenth());
  const auto mine = order();

  CPPUNIT_ASSERT(claim(db(), mine, {applied(free), applied(limited, "save-10")}, kAnn));

  CPPUNIT_ASSERT_EQUAL(std::string{"1 0"}, used());
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, codes_used());
  CPPUNIT_ASSERT_EQUAL(std::string{"claimed claimed"}, claims());
  CPPUNIT_ASSERT_EQUAL(std::string{"ann@example.com 100"},
                       sql("SELECT concat_ws(' ', mail_key, amount_cents) FROM coupon_claims "
                           "WHERE coupon_id IS NOT NULL"));
}

CPPUNIT_TEST_FIXTURE(t::Promotions, c1_a_code_that_is_used_up_is_refused_and_nothing_is_kept) {
  const auto id = create_by_code("ONCE", {.total = 5}, {.limit_total = 1});
  CPPUNIT_ASSERT(claim(db(), order(), {applied(id, "ONCE")}, kAnn));

  const auto refused = claim(db(), order(), {applied(id, "ONCE")}, kBob);

  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT(refused.why().why == ClaimWhy::UsedUp);
  CPPUNIT_ASSERT_EQUAL(std::string{"ONCE"}, refused.why().code);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, used());
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, codes_used());
  CPPUNIT_ASSERT_EQUAL(std::string{"claimed"}, claims());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, c1_a_promotion_that_is_used_up_is_refused_whatever_the_code) {
  const auto id = create_by_code("FIRST", {.total = 1});
  add_code(id, "SECOND");
  CPPUNIT_ASSERT(claim(db(), order(), {applied(id, "FIRST")}, kAnn));

  const auto refused = claim(db(), order(), {applied(id, "SECOND")}, kBob);

  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT(refused.why().why == ClaimWhy::UsedUp);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, used());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, c1_a_customer_is_known_by_mail_and_by_account) {
  const auto id = create_by_code("WELCOME", {.per_customer = 1});
  const promo::Buyer ann{"ann@example.com", customer("ann@example.com")};
  CPPUNIT_ASSERT(claim(db(), order(), {applied(id, "WELCOME")}, ann));

  const auto by_mail = claim(db(), order(), {applied(id, "WELCOME")}, kAnn);
  const auto by_account =
      claim(db(), order(), {applied(id, "WELCOME")}, {"other@example.com", ann.customer});

  CPPUNIT_ASSERT(!by_mail && by_mail.why().why == ClaimWhy::UsedByYou);
  CPPUNIT_ASSERT(!by_account && by_account.why().why == ClaimWhy::UsedByYou);
  CPPUNIT_ASSERT(claim(db(), order(), {applied(id, "WELCOME")}, kBob));
  CPPUNIT_ASSERT_EQUAL(std::string{"claimed claimed"}, claims());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, c1_who_buys_is_the_customer_that_the_address_leads_to) {
  const auto ann = customer("ann@example.com");
  const auto work = customer("work@example.com");
  CPPUNIT_ASSERT(db().transact(
      "merge", [&](Tx& tx) { return customers::merge(tx, work, ann, "test", kNoon); }));
  const auto buyer = [&](const std::string& mail) {
    return db().snapshot("buyer", [&](Tx& tx) { return promo::buyer(tx, mail); });
  };

  CPPUNIT_ASSERT_EQUAL(std::string{"work@example.com"}, buyer("Work+1@Example.com").mail_key);
  CPPUNIT_ASSERT(buyer("Work+1@Example.com").customer == ann);
  CPPUNIT_ASSERT(!buyer("new@example.com").customer);
  CPPUNIT_ASSERT_EQUAL(std::string{}, buyer("").mail_key);
  const auto id = create_by_code("WELCOME", {.per_customer = 1});
  CPPUNIT_ASSERT(claim(db(), order(), {applied(id, "WELCOME")}, buyer("work@example.com")));
  CPPUNIT_ASSERT(rules({"WELCOME"}, buyer("ann@example.com")).refused.front().why ==
                 promo::NoCode::UsedByYou);
  CPPUNIT_ASSERT(!claim(db(), order(), {applied(id, "WELCOME")}, buyer("ann@example.com")));
}

CPPUNIT_TEST_FIXTURE(t::Promotions, c1_a_customer_who_may_have_two_has_two) {
  const auto id = create_by_code("TWICE", {.per_customer = 2});
  const auto first = order();
  CPPUNIT_ASSERT(claim(db(), first, {applied(id, "TWICE")}, kAnn));
  CPPUNIT_ASSERT(claim(db(), order(), {applied(id, "TWICE")}, kAnn));
  CPPUNIT_ASSERT(!claim(db(), order(), {applied(id, "TWICE")}, kAnn));

  release(first);

  CPPUNIT_ASSERT(claim(db(), order(), {applied(id, "TWICE")}, kAnn));
  CPPUNIT_ASSERT(!claim(db(), order(), {applied(id, "TWICE")}, kAnn));
  CPPUNIT_ASSERT_EQUAL(std::string{"released claimed claimed"}, claims());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, a_code_of_somebody_else_or_out_of_time_is_refused) {
  const auto id = create_by_code("ANNS", {},
                                 {.only_mail_key = "ann@example.com",
                                  .starts_at = minutes_later(-5),
                                  .ends_at = minutes_later(5)});
  const auto why = [&](const promo::Buyer& buyer, base::Instant now) {
    const auto refused = claim(db(), order(), {applied(id, "ANNS")}, buyer, now);
    CPPUNIT_ASSERT(!refused);
    return refused.why().why;
  };

  CPPUNIT_ASSERT(why(kBob, kNoon) == ClaimWhy::NotYours);
  CPPUNIT_ASSERT(why(kAnn, minutes_later(-6)) == ClaimWhy::Expired);
  CPPUNIT_ASSERT(why(kAnn, minutes_later(5)) == ClaimWhy::Expired);
  CPPUNIT_ASSERT_EQUAL(std::string{}, claims());
  CPPUNIT_ASSERT(claim(db(), order(), {applied(id, "ANNS")}, kAnn));
}

CPPUNIT_TEST_FIXTURE(t::Promotions, what_was_archived_or_ended_meanwhile_is_refused) {
  auto p = tenth();
  p.ends_at = minutes_later(1);
  const auto id = create(p, {.total = 9});
  const auto ended = claim(db(), order(), {applied(id)}, kAnn, minutes_later(1));
  db().transact("archive", [&](Tx& tx) { return promo::archive(tx, id); });
  const auto archived = claim(db(), order(), {applied(id)}, kAnn);

  CPPUNIT_ASSERT(!ended && ended.why().why == ClaimWhy::Expired);
  CPPUNIT_ASSERT(!archived && archived.why().why == ClaimWhy::Expired);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, used());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, c2_a_claim_is_let_go_once_however_often_it_is_asked) {
  const auto id = create_by_code("ONCE", {.total = 2}, {.limit_total = 1});
  const auto mine = order();
  CPPUNIT_ASSERT(claim(db(), mine, {applied(id, "ONCE")}, kAnn));

  release(mine);
  release(mine);

  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, used());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, codes_used());
  CPPUNIT_ASSERT_EQUAL(std::string{"released"}, claims());
  CPPUNIT_ASSERT(claim(db(), order(), {applied(id, "ONCE")}, kBob));
}

CPPUNIT_TEST_FIXTURE(t::Promotions, c2_a_claim_is_kept_and_a_cancelled_order_gives_it_back) {
  const auto id = create_by_code("ONCE", {}, {.limit_total = 1});
  const auto mine = order();
  CPPUNIT_ASSERT(claim(db(), mine, {applied(id, "ONCE")}, kAnn));

  keep(mine);
  keep(mine);
  CPPUNIT_ASSERT_EQUAL(std::string{"kept"}, claims());
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, codes_used());

  release(mine);
  keep(mine);
  CPPUNIT_ASSERT_EQUAL(std::string{"released"}, claims());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, codes_used());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, c2_an_order_claims_a_promotion_once) {
  const auto id = create(tenth());
  const auto mine = order();
  CPPUNIT_ASSERT(claim(db(), mine, {applied(id)}, kAnn));

  CPPUNIT_ASSERT_THROW(static_cast<void>(claim(db(), mine, {applied(id)}, kAnn)), base::BugError);

  CPPUNIT_ASSERT_EQUAL(std::string{"claimed"}, claims());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, c2_the_database_lets_no_claim_be_edited_or_taken_up_again) {
  const auto id = create(tenth());
  const auto mine = order();
  CPPUNIT_ASSERT(claim(db(), mine, {applied(id)}, kAnn));

  CPPUNIT_ASSERT_THROW(sql("UPDATE coupon_claims SET amount_cents = 1"), store::DbError);
  release(mine);
  CPPUNIT_ASSERT_THROW(sql("UPDATE coupon_claims SET state = 'claimed', ended_at = NULL"),
                       store::DbError);
}

CPPUNIT_TEST_FIXTURE(t::Promotions, a_claim_fails_at_any_statement_and_leaves_nothing) {
  const auto id = create_by_code("SAVE", {.total = 3, .per_customer = 1}, {.limit_total = 3});
  const auto automatic = create(tenth(), {.total = 3});
  const auto mine = order();
  const std::vector all{applied(id, "SAVE"), applied(automatic)};

  int nth = 1;
  for (;; ++nth) {
    t::FailAt failing{nth};
    db().watch(&failing);
    try {
      CPPUNIT_ASSERT(claim(db(), mine, all, kAnn));
      db().watch(nullptr);
      break;
    } catch (const store::DbError&) {
      db().watch(nullptr);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"0 0"}, used());
    CPPUNIT_ASSERT_EQUAL(std::string{"0"}, codes_used());
    CPPUNIT_ASSERT_EQUAL(std::string{}, claims());
  }
  CPPUNIT_ASSERT_EQUAL(7, nth);  // 3 and 2 statements, and the commit

  for (nth = 1;; ++nth) {
    t::FailAt failing{nth};
    db().watch(&failing);
    try {
      release(mine);
      db().watch(nullptr);
      break;
    } catch (const store::DbError&) {
      db().watch(nullptr);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"1 1"}, used());
    CPPUNIT_ASSERT_EQUAL(std::string{"claimed claimed"}, claims());
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0"}, used());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, faults_tell_each_counter_that_is_not_its_claims) {
  const auto id = create_by_code("SAVE", {.total = 3, .per_customer = 1}, {.limit_total = 3});
  CPPUNIT_ASSERT(claim(db(), order(), {applied(id, "SAVE")}, kAnn));
  const auto faults = [&] {
    std::string text;
    for (const auto& one : db().snapshot("faults", [](Tx& tx) { return promo::faults(tx); }))
      text += one + '\n';
    return text;
  };
  sql("UPDATE promotions SET used = 2");
  sql("UPDATE coupons SET used = 0");

  CPPUNIT_ASSERT_EQUAL(std::string{"C1: promotion 1 counts 2 uses, its claims are 1\n"
                                   "C1: coupon 1 counts 0 uses, its claims are 1\n"},
                       faults());

  sql("UPDATE promotions SET used = 1");
  sql("UPDATE coupons SET used = 1");
  CPPUNIT_ASSERT_EQUAL(std::string{}, faults());
}

CPPUNIT_TEST_FIXTURE(t::Promotions, the_shop_claims_keeps_and_releases_with_its_own_rights) {
  const auto id = create_by_code("SAVE", {.total = 3, .per_customer = 1}, {.limit_total = 3});
  const auto mine = order();
  auto shop = rival("gds_shop");
  auto hooks = rival("gds_hooks");

  CPPUNIT_ASSERT(claim(shop, mine, {applied(id, "SAVE")}, kAnn));
  hooks.transact("keep", [&](Tx& tx) {
    promo::keep(tx, mine, kNoon);
    return Done{};
  });
  hooks.transact("release", [&](Tx& tx) {
    promo::release(tx, mine, kNoon);
    return Done{};
  });

  CPPUNIT_ASSERT_EQUAL(std::string{"released"}, claims());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, used());
}

}  // namespace
