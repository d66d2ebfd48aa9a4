#include "cart/account.h"

#include "customers/customers.h"
#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::Money;
using base::VariantId;
using store::Tx;
using t::kNoon;

const auto kPrice = Money::cents(10000);

struct Joining : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    shop_.emplace(rival("gds_shop"));
    kim = customer("kim@example.com");
  }
  void tearDown() override {
    CPPUNIT_ASSERT_EQUAL(std::string{}, t::stock_faults(db()));
    shop_.reset();
    OwnDatabase::tearDown();
  }
  base::CustomerId customer(const std::string& mail) {
    return shop_->transact("customer",
                           [&](Tx& tx) { return customers::for_mail(tx, mail, "Kim", kNoon); });
  }
  VariantId stocked(int on_hand) {
    const auto variant = t::make_variant(db(), "MPN-" + std::to_string(++made_), kPrice);
    t::make_stock(db(), variant, on_hand);
    return variant;
  }
  // Adds to a cart; answers the token that leads to it.
  std::string add(const std::string& token, VariantId variant, int units,
                  std::optional<base::CustomerId> who = {}) {
    const auto added = shop_->transact("add", [&](Tx& tx) {
      return cart::add(tx, {token, {}, who}, {variant, units, kPrice}, limits, kNoon);
    });
    return added->new_token.value_or(token);
  }
  cart::JoinedCart join(const std::string& token, base::CustomerId who) {
    return shop_->transact("join", [&](Tx& tx) {
      return cart::join_account(tx, {token, {}}, who, limits, kNoon);
    });
  }
  // "variant x units" of each line, made short: "1x2 2x1".
  std::string in_cart(const std::string& token) {
    const auto view = shop_->at_once("view", [&](Tx& tx) { return cart::view(tx, token, kNoon); });
    std::string text;
    for (const auto& line : view.lines)
      text += (text.empty() ? "" : " ") + std::to_string(line.variant.raw()) + 'x' +
              std::to_string(line.units) + (line.held ? "" : " not held");
    return text;
  }
  static std::string line(VariantId variant, int units) {
    return std::to_string(variant.raw()) + 'x' + std::to_string(units);
  }

  base::CustomerId kim{0};
  cart::Limits limits{10, {15, 60, 100}};

 private:
  std::optional<store::Db> shop_;
  int made_ = 0;
};

CPPUNIT_TEST_FIXTURE(Joining, a_guests_cart_becomes_the_accounts) {
  const auto variant = stocked(5);
  const auto token = add("", variant, 2);

  const auto joined = join(token, kim);

  CPPUNIT_ASSERT_EQUAL(0, joined.units);
  CPPUNIT_ASSERT(!joined.new_token);
  CPPUNIT_ASSERT_EQUAL(line(variant, 2), in_cart(token));
}

CPPUNIT_TEST_FIXTURE(Joining, another_browser_of_the_account_finds_its_cart) {
  const auto variant = stocked(5);
  const auto first = add("", variant, 2);
  join(first, kim);

  const auto joined = join("", kim);

  CPPUNIT_ASSERT(joined.new_token);
  CPPUNIT_ASSERT_EQUAL(line(variant, 2), in_cart(*joined.new_token));
  add(*joined.new_token, variant, 1);
  CPPUNIT_ASSERT_EQUAL(line(variant, 3), in_cart(first));
}

CPPUNIT_TEST_FIXTURE(Joining, two_carts_become_one_by_union_and_sum) {
  const auto both = stocked(9);
  const auto mine = stocked(9);
  const auto guests = stocked(9);
  const auto home = add(add("", both, 1), mine, 1);
  join(home, kim);
  const auto work = add(add("", guests, 3), both, 2);

  const auto joined = join(work, kim);

  CPPUNIT_ASSERT_EQUAL(5, joined.units);
  CPPUNIT_ASSERT(joined.cut.empty());
  const auto all = line(both, 3) + ' ' + line(mine, 1) + ' ' + line(guests, 3);
  CPPUNIT_ASSERT_EQUAL(all, in_cart(work));
  CPPUNIT_ASSERT_EQUAL(all, in_cart(home));
  CPPUNIT_ASSERT_EQUAL(std::string{"7"}, sql("SELECT sum(held)::text FROM stock_items"));
  CPPUNIT_ASSERT_EQUAL(0, join(work, kim).units);
  CPPUNIT_ASSERT_EQUAL(all, in_cart(home));
}

CPPUNIT_TEST_FIXTURE(Joining, the_sum_is_capped_by_what_there_is_and_by_the_limit_and_said_so) {
  const auto scarce = stocked(4);
  const auto many = stocked(50);
  const auto home = add(add("", scarce, 2), many, 8);
  join(home, kim);
  const auto work = add(add("", scarce, 2), many, 8);
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, reason, actor, at) "
      "SELECT s.id, 'adjusted', -1, 'lost', 'test', now() FROM stock_items s WHERE s.variant_id "
      "= " +
      std::to_string(scarce.raw()));

  const auto joined = join(work, kim);

  CPPUNIT_ASSERT_EQUAL(line(scarce, 3) + ' ' + line(many, 10), in_cart(work));
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, joined.cut.size());
}

CPPUNIT_TEST_FIXTURE(Joining, codes_come_along_without_duplicates) {
  const auto variant = stocked(9);
  const auto home = add("", variant, 1);
  join(home, kim);
  const auto work = add("", variant, 1);
  for (const auto& [token, code] :
       {std::pair{home, "SAVE10"}, {home, "TWICE"}, {work, "TWICE"}, {work, "NEW"}})
    CPPUNIT_ASSERT(rival("gds_shop").transact("code", [&, t = token, c = code](Tx& tx) {
      return cart::add_code(tx, {t, {}}, c, kNoon);
    }));

  join(work, kim);

  CPPUNIT_ASSERT_EQUAL(
      std::string{"NEW SAVE10 TWICE"},
      sql("SELECT string_agg(k.code, ' ' ORDER BY k.code) FROM cart_codes k JOIN carts c ON c.id = "
          "k.cart_id WHERE c.state = 'open'"));
}

CPPUNIT_TEST_FIXTURE(Joining, what_is_being_paid_for_stays_as_it_is) {
  const auto variant = stocked(9);
  const auto home = add("", variant, 1);
  join(home, kim);
  const auto work = add("", variant, 2);
  sql("UPDATE carts SET state = 'completing' WHERE customer_id IS NULL");

  const auto joined = join(work, kim);

  CPPUNIT_ASSERT_EQUAL(0, joined.units);
  CPPUNIT_ASSERT_EQUAL(line(variant, 2), in_cart(work));
  CPPUNIT_ASSERT_EQUAL(line(variant, 1), in_cart(home));
}

CPPUNIT_TEST_FIXTURE(Joining, the_cart_of_another_account_is_not_taken_over) {
  const auto variant = stocked(9);
  const auto lees = add("", variant, 2);
  join(lees, customer("lee@example.com"));
  join(add("", variant, 1), kim);

  const auto joined = join(lees, kim);

  CPPUNIT_ASSERT_EQUAL(line(variant, 1), in_cart(joined.new_token.value()));
  CPPUNIT_ASSERT_EQUAL(line(variant, 2), in_cart(lees));
}

CPPUNIT_TEST_FIXTURE(Joining,
                     signed_in_what_is_added_without_a_cookie_goes_into_the_accounts_cart) {
  const auto variant = stocked(9);
  const auto home = add("", variant, 1, kim);

  const auto work = add("", variant, 2, kim);

  CPPUNIT_ASSERT(work != home);
  CPPUNIT_ASSERT_EQUAL(line(variant, 3), in_cart(home));
  CPPUNIT_ASSERT_EQUAL(line(variant, 3), in_cart(work));
}

CPPUNIT_TEST_FIXTURE(Joining, forgotten_tokens_lead_nowhere_and_the_cart_waits) {
  const auto variant = stocked(9);
  const auto home = add("", variant, 1, kim);
  const auto work = join("", kim).new_token.value();
  db().transact("forget", [&](Tx& tx) {
    cart::forget_tokens(tx, kim);
    return true;
  });

  CPPUNIT_ASSERT_EQUAL(std::string{}, in_cart(home));
  CPPUNIT_ASSERT_EQUAL(std::string{}, in_cart(work));
  CPPUNIT_ASSERT_EQUAL(line(variant, 1), in_cart(join("", kim).new_token.value()));
}

CPPUNIT_TEST_FIXTURE(Joining, joining_carts_fails_at_any_statement_without_a_trace) {
  const auto variant = stocked(9);
  const auto home = add("", variant, 1, kim);
  const auto work = add("", variant, 2);
  const auto before = in_cart(home) + " | " + in_cart(work);
  for (int nth = 1;; ++nth) {
    t::FailAt fault{nth};
    auto shop = rival("gds_shop");
    shop.watch(&fault);
    bool failed = false;
    try {
      shop.transact("join", [&](Tx& tx) {
        return cart::join_account(tx, {work, {}}, kim, limits, kNoon);
      });
    } catch (const store::DbError&) {
      failed = true;
    }
    shop.watch(nullptr);
    if (!failed) break;
    CPPUNIT_ASSERT_EQUAL(before, in_cart(home) + " | " + in_cart(work));
    CPPUNIT_ASSERT(nth < 50);
  }
  CPPUNIT_ASSERT_EQUAL(line(variant, 3), in_cart(work));
}

}  // namespace
