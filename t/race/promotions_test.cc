#include <algorithm>

#include "t/promo/stage.h"
#include "t/race/crowd.h"

namespace {

using promo::ClaimWhy;

struct Rivals : t::Promotions {
  // How many of so many orders got the claim; the others were refused so.
  int claimed(const std::vector<base::OrderId>& orders, const promo::Applied& one, ClaimWhy refusal,
              const std::function<promo::Buyer(int)>& buyer) {
    const auto got = t::crowd<int>(
        *this, static_cast<int>(orders.size()), "gds_shop", [&](store::Db& own, int i) {
          const auto answer = claim(own, orders[static_cast<std::size_t>(i)], {one}, buyer(i));
          CPPUNIT_ASSERT(answer || answer.why().why == refusal);
          return answer ? 1 : 0;
        });
    return static_cast<int>(std::count(got.begin(), got.end(), 1));
  }
  std::vector<base::OrderId> orders(int n) {
    std::vector<base::OrderId> all;
    for (int i = 0; i < n; ++i) all.push_back(order());
    return all;
  }
  std::string deadlocks() {
    return sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
  }
};

CPPUNIT_TEST_FIXTURE(Rivals, c1_of_100_orders_with_a_single_use_code_one_has_it) {
  const auto id = create_by_code("ONCE", {}, {.limit_total = 1});

  const auto got = claimed(orders(100), applied(id, "ONCE"), ClaimWhy::UsedUp, [](int i) {
    return promo::Buyer{"buyer" + std::to_string(i) + "@example.com"};
  });

  CPPUNIT_ASSERT_EQUAL(1, got);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, codes_used());
  CPPUNIT_ASSERT_EQUAL(std::string{"claimed"}, claims());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, deadlocks());
}

// Nothing is counted here but the customer's own places: the unique indexes decide.
CPPUNIT_TEST_FIXTURE(Rivals,
                     c1_of_100_orders_of_one_customer_three_have_what_three_times_is_allowed) {
  const auto id = create_by_code("THREE", {.per_customer = 3});
  const auto ann = customer("ann@example.com");

  const auto got = claimed(orders(100), applied(id, "THREE"), ClaimWhy::UsedByYou, [&](int i) {
    // The same account under ever another address.
    return promo::Buyer{"ann" + std::to_string(i) + "@example.com", ann};
  });

  CPPUNIT_ASSERT_EQUAL(3, got);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 2 3"},
                       sql("SELECT string_agg(account_place::text, ' ' ORDER BY account_place) "
                           "FROM coupon_claims"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, deadlocks());
}

CPPUNIT_TEST_FIXTURE(Rivals, c2_of_50_who_let_go_of_an_order_each_use_comes_back_once) {
  const auto id = create_by_code("FEW", {.total = 5}, {.limit_total = 3});
  const auto mine = order();
  CPPUNIT_ASSERT(claim(db(), mine, {applied(id, "FEW")}, {"ann@example.com"}));

  t::crowd<int>(*this, 50, "gds_hooks", [&](store::Db& own, int) {
    return own.transact("release", [&](store::Tx& tx) {
      promo::release(tx, mine, t::kNoon);
      return 0;
    });
  });

  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, used());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, codes_used());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, deadlocks());
}

CPPUNIT_TEST_FIXTURE(Rivals, claims_and_releases_of_many_promotions_never_wait_in_a_circle) {
  const auto a = create_by_code("AAA", {.total = 4, .per_customer = 2}, {.limit_total = 4});
  const auto b = create_by_code("BBB", {.total = 4}, {.limit_total = 3});
  const auto all = orders(16 * 6);

  t::crowd<int>(*this, 16, "gds_shop", [&](store::Db& own, int i) {
    for (int round = 0; round < 6; ++round) {
      const auto mine = all[static_cast<std::size_t>(i * 6 + round)];
      const std::vector both{applied(b, "BBB"), applied(a, "AAA")};
      const promo::Buyer buyer{"buyer" + std::to_string(i % 5) + "@example.com"};
      if (claim(own, mine, both, buyer) && round % 2 == 0)
        own.transact("release", [&](store::Tx& tx) {
          promo::release(tx, mine, t::kNoon);
          return 0;
        });
    }
    return 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, deadlocks());
}

}  // namespace
