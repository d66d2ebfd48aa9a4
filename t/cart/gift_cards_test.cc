#include <algorithm>
#include <cctype>

#include "cart/cart.h"
#include "cart/sale.h"
#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::GiftCardId;
using base::Money;
using cart::CardWhy;
using t::kNoon;

struct CardsInCart : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    cart = t::make_cart(db(), "kim");
    t::make_cart(db(), "lee");
  }
  tender::Issued issued(std::int64_t cents, std::optional<base::Instant> expires_at = {}) {
    return db().transact("issue", [&](store::Tx& tx) {
      return tender::issue(tx, Money::cents(cents), expires_at, "a test", "test", kNoon);
    });
  }
  auto add(const std::string& code, const std::string& token = "kim") {
    return rival("gds_shop").transact("add", [&](store::Tx& tx) {
      return cart::add_gift_card(tx, {token, {}}, code, kNoon);
    });
  }
  std::string kept() {
    return sql(
        "SELECT string_agg(cart_id || ' ' || gift_card_id, ', ' ORDER BY 1) "
        "FROM cart_gift_cards");
  }
  base::CartId cart{0};
};

CPPUNIT_TEST_FIXTURE(CardsInCart, l5_a_card_is_kept_by_its_id_however_its_code_was_typed) {
  const auto card = issued(5000);
  auto typed = card.code.reveal();
  std::transform(typed.begin(), typed.end(), typed.begin(),
                 [](char c) { return c == '-' ? ' ' : static_cast<char>(std::tolower(c)); });

  CPPUNIT_ASSERT(add(typed));
  CPPUNIT_ASSERT(add(card.code.reveal()));

  CPPUNIT_ASSERT_EQUAL(std::string{"1 1"}, kept());
  const auto purses =
      db().snapshot("purses", [&](store::Tx& tx) { return cart::purses(tx, cart, {}, kNoon); });
  CPPUNIT_ASSERT_EQUAL(Money::cents(5000), purses.usable.at(0).available);
}

CPPUNIT_TEST_FIXTURE(CardsInCart, l3_unknown_expired_and_disabled_are_told_as_one) {
  const auto expired = issued(5000, kNoon);
  const auto disabled = issued(5000);
  CPPUNIT_ASSERT(db().transact("disable", [&](store::Tx& tx) {
    return tender::disable(tx, disabled.card, "a test", {"test", "test"}, kNoon);
  }));

  for (const auto& code : {std::string{"ABCD"}, std::string{"0000-0000-0000-0000-0000"},
                           expired.code.reveal(), disabled.code.reveal()})
    CPPUNIT_ASSERT(add(code).why() == CardWhy::NotValid);

  CPPUNIT_ASSERT_EQUAL(std::string{}, kept());
}

CPPUNIT_TEST_FIXTURE(CardsInCart, a_card_with_nothing_left_is_not_kept) {
  const auto card = issued(100);
  CPPUNIT_ASSERT(db().transact("spend", [&](store::Tx& tx) {
    return tender::adjust(tx, {.card = card.card}, Money::cents(-100), "a test", {"x", "test"},
                          kNoon);
  }));

  CPPUNIT_ASSERT(add(card.code.reveal()).why() == CardWhy::NothingLeft);
  CPPUNIT_ASSERT_EQUAL(std::string{}, kept());
}

CPPUNIT_TEST_FIXTURE(CardsInCart, a_cart_takes_five_cards_and_only_its_own_are_removed) {
  for (int i = 0; i < 5; ++i) CPPUNIT_ASSERT(add(issued(100).code.reveal()));

  CPPUNIT_ASSERT(add(issued(100).code.reveal()).why() == CardWhy::TooMany);

  const auto remove = [&](const std::string& token, std::int64_t card) {
    return db().transact("remove", [&](store::Tx& tx) {
      return cart::remove_gift_card(tx, {token, {}}, GiftCardId{card}, kNoon);
    });
  };
  CPPUNIT_ASSERT(remove("lee", 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"5"}, sql("SELECT count(*) FROM cart_gift_cards"));
  CPPUNIT_ASSERT(remove("kim", 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 2, 1 3, 1 4, 1 5"}, kept());
}

CPPUNIT_TEST_FIXTURE(CardsInCart, o4_a_cart_that_is_being_paid_keeps_its_cards) {
  const auto code = issued(100).code.reveal();
  CPPUNIT_ASSERT(add(code, "nobody").why() == CardWhy::NoCart);
  CPPUNIT_ASSERT(add(code));
  sql("UPDATE carts SET state = 'completing'");

  CPPUNIT_ASSERT(add(code).why() == CardWhy::BeingPaid);
  CPPUNIT_ASSERT_THROW(sql("DELETE FROM cart_gift_cards"), store::DbError);
}

}  // namespace
