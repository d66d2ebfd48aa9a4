#include "cart/cart.h"

#include "cart/sale.h"
#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::Instant;
using base::Money;
using base::VariantId;
using cart::Changed;
using cart::Refusal;
using cart::Why;
using store::Tx;
using t::kNoon;
using t::minutes_later;

const auto kPrice = Money::cents(10000);

struct Carts : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    shop_.emplace(rival("gds_shop"));
  }
  void tearDown() override {
    CPPUNIT_ASSERT_EQUAL(std::string{}, t::stock_faults(db()));
    shop_.reset();
    OwnDatabase::tearDown();
  }
  store::Db& shop() { return *shop_; }

  VariantId stocked(int on_hand) {
    const auto variant = t::make_variant(db(), "MPN-" + std::to_string(++made_), kPrice);
    t::make_stock(db(), variant, on_hand);
    return variant;
  }
  auto add(const std::string& token, VariantId variant, int units, Instant now = kNoon,
           Money seen = kPrice) {
    return shop().transact("add", [&](Tx& tx) {
      return cart::add(tx, {token, {}}, {variant, units, seen}, limits, now);
    });
  }
  auto set_units(const std::string& token, VariantId variant, int units, Instant now = kNoon) {
    return shop().transact("set", [&](Tx& tx) {
      return cart::set_units(tx, {token, {}}, variant, units, limits, now);
    });
  }
  auto remove(const std::string& token, VariantId variant, Instant now = kNoon) {
    return shop().transact("remove", [&](Tx& tx) {
      return cart::remove(tx, {token, {}}, variant, limits, now);
    });
  }
  cart::View view(const std::string& token, Instant now = kNoon) {
    return shop().at_once("view", [&](Tx& tx) { return cart::view(tx, token, now); });
  }
  // A cart with one line, and its token.
  std::string begun(VariantId variant, int units) { return *add("", variant, units)->new_token; }
  void make_completing() { sql("UPDATE carts SET state = 'completing'"); }

  // Lines and holds: a refusal must leave both as they were.
  std::string lines() {
    return sql(
        "SELECT string_agg(format('%s:%s@%s', variant_id, units, price_cents), ' '"
        " ORDER BY id) FROM cart_lines");
  }
  std::string holds() {
    return sql(
        "SELECT string_agg(format('%s:%s', stock_item_id, units), ' '"
        " ORDER BY cart_id, stock_item_id) FROM holds");
  }
  static std::string text(VariantId variant) { return std::to_string(variant.raw()); }

  cart::Limits limits;

 private:
  std::optional<store::Db> shop_;
  int made_ = 0;
};

CPPUNIT_TEST_FIXTURE(Carts, the_first_thing_added_begins_a_cart_and_holds_it) {
  const auto variant = stocked(5);

  const auto added = add("", variant, 2);

  CPPUNIT_ASSERT(added);
  CPPUNIT_ASSERT_EQUAL(2, added->line_units);
  CPPUNIT_ASSERT_EQUAL(2, added->units);
  CPPUNIT_ASSERT_EQUAL(std::size_t{43}, added->new_token->size());
  CPPUNIT_ASSERT_EQUAL(text(variant) + ":2@10000", lines());
  CPPUNIT_ASSERT_EQUAL(std::string{"1:2"}, holds());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM carts WHERE token_hash = '" +
                                             *added->new_token + "'"));
}

CPPUNIT_TEST_FIXTURE(Carts, more_of_the_same_is_one_line_and_one_hold) {
  const auto variant = stocked(5);
  const auto token = begun(variant, 2);

  const auto added = add(token, variant, 3);

  CPPUNIT_ASSERT(added);
  CPPUNIT_ASSERT_EQUAL(5, added->line_units);
  CPPUNIT_ASSERT(!added->new_token);
  CPPUNIT_ASSERT_EQUAL(text(variant) + ":5@10000", lines());
  CPPUNIT_ASSERT_EQUAL(std::string{"1:5"}, holds());
}

CPPUNIT_TEST_FIXTURE(Carts, more_than_there_are_changes_nothing_and_says_how_many_there_are) {
  const auto variant = stocked(5);
  const auto token = begun(variant, 2);
  CPPUNIT_ASSERT(add("", variant, 1));
  const auto lines_before = lines();
  const auto holds_before = holds();

  const auto refused = add(token, variant, 3);

  CPPUNIT_ASSERT(refused.why().why == Why::Short);
  CPPUNIT_ASSERT_EQUAL(4, refused.why().available);
  CPPUNIT_ASSERT_EQUAL(2, refused.why().line_units);
  CPPUNIT_ASSERT_EQUAL(lines_before, lines());
  CPPUNIT_ASSERT_EQUAL(holds_before, holds());
  CPPUNIT_ASSERT(add("", variant, 60).why().why == Why::Short);
  CPPUNIT_ASSERT_EQUAL(2, add("", variant, 60).why().available);
  CPPUNIT_ASSERT_EQUAL(4, set_units(token, variant, 60).why().available);
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, sql("SELECT count(*) FROM carts"));
}

CPPUNIT_TEST_FIXTURE(Carts, a_price_the_shopper_has_not_seen_adds_nothing) {
  const auto variant = stocked(5);
  sql("UPDATE variants SET price_cents = 12000");

  const auto refused = add("", variant, 1);

  CPPUNIT_ASSERT(refused.why().why == Why::PriceChanged);
  CPPUNIT_ASSERT_EQUAL(Money::cents(12000), refused.why().price);
  CPPUNIT_ASSERT_EQUAL(std::string{}, lines());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM carts"));
  CPPUNIT_ASSERT(add("", variant, 1, kNoon, Money::cents(12000)));
}

CPPUNIT_TEST_FIXTURE(Carts, what_is_not_for_sale_is_not_added) {
  const auto variant = stocked(5);
  const auto unstocked = t::make_variant(db(), "UNSTOCKED", kPrice);
  sql("UPDATE products SET state = 'archived' WHERE mpn <> 'UNSTOCKED'");

  CPPUNIT_ASSERT(add("", variant, 1).why().why == Why::NotForSale);
  CPPUNIT_ASSERT(add("", VariantId{999}, 1).why().why == Why::NotForSale);
  const auto refused = add("", unstocked, 1);
  CPPUNIT_ASSERT(refused.why().why == Why::Short);
  CPPUNIT_ASSERT_EQUAL(0, refused.why().available);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM carts"));
}

CPPUNIT_TEST_FIXTURE(Carts, a_bundle_and_its_part_take_from_one_stock_item) {
  const auto part = stocked(5);
  const auto other = stocked(9);
  const auto bundle = t::make_bundle(db(), "BUNDLE", {{part, 2}, {other, 1}});
  const auto token = begun(part, 1);
  // 2 x 10000 + 10000, nothing off.
  const auto price = Money::cents(30000);

  CPPUNIT_ASSERT(add(token, bundle, 2, kNoon, price));
  CPPUNIT_ASSERT_EQUAL(std::string{"1:5 2:2"}, holds());

  const auto refused = add(token, bundle, 1, kNoon, price);
  CPPUNIT_ASSERT(refused.why().why == Why::Short);
  CPPUNIT_ASSERT_EQUAL(2, refused.why().available);
  CPPUNIT_ASSERT(add(token, part, 1).why().available == 1);
  CPPUNIT_ASSERT_EQUAL(std::string{"1:5 2:2"}, holds());
  CPPUNIT_ASSERT(remove(token, bundle));
  CPPUNIT_ASSERT_EQUAL(std::string{"1:1"}, holds());
}

CPPUNIT_TEST_FIXTURE(Carts, a_bundle_with_a_part_that_is_not_counted_is_not_sold) {
  const auto part = stocked(5);
  const auto uncounted = t::make_variant(db(), "UNCOUNTED", kPrice);
  const auto bundle = t::make_bundle(db(), "BUNDLE", {{part, 1}, {uncounted, 1}});

  const auto refused = add("", bundle, 1, kNoon, Money::cents(20000));

  CPPUNIT_ASSERT(refused.why().why == Why::Short);
  CPPUNIT_ASSERT_EQUAL(std::string{}, holds());
}

CPPUNIT_TEST_FIXTURE(Carts, a_line_has_a_limit_and_a_cart_97_lines) {
  limits.units_per_line = 3;
  const auto variant = stocked(9);
  const auto token = begun(variant, 2);
  const auto refused = add(token, variant, 2);
  CPPUNIT_ASSERT(refused.why().why == Why::TooManyUnits);
  CPPUNIT_ASSERT_EQUAL(3, refused.why().available);
  CPPUNIT_ASSERT_EQUAL(2, refused.why().line_units);
  CPPUNIT_ASSERT(set_units(token, variant, 4).why().why == Why::TooManyUnits);
  sql("WITH product AS (INSERT INTO products (brand_id, category_id, mpn, title, slug)"
      " SELECT 1, 1, 'L' || n, 'Line', 'l' || n FROM generate_series(1, 96) n RETURNING id),"
      " variant AS (INSERT INTO variants (product_id, sku, condition, price_cents)"
      " SELECT id, 'L' || id, 'used', 100 FROM product RETURNING id)"
      " INSERT INTO cart_lines (cart_id, variant_id, units, price_cents, added_at)"
      " SELECT 1, id, 1, 100, '2026-11-22' FROM variant");

  CPPUNIT_ASSERT(add(token, stocked(1), 1).why().why == Why::TooManyLines);
  CPPUNIT_ASSERT_EQUAL(std::string{"97"}, sql("SELECT count(*) FROM cart_lines"));
  CPPUNIT_ASSERT(add(token, variant, 1));
}

CPPUNIT_TEST_FIXTURE(Carts, units_change_up_and_down_and_a_line_goes) {
  const auto a = stocked(5);
  const auto b = stocked(5);
  const auto token = begun(a, 2);
  CPPUNIT_ASSERT(add(token, b, 1));

  CPPUNIT_ASSERT_EQUAL(6, set_units(token, a, 5)->units);
  CPPUNIT_ASSERT_EQUAL(std::string{"1:5 2:1"}, holds());
  CPPUNIT_ASSERT_EQUAL(2, set_units(token, a, 1)->units);
  CPPUNIT_ASSERT_EQUAL(std::string{"1:1 2:1"}, holds());
  const auto refused = set_units(token, a, 6);
  CPPUNIT_ASSERT(refused.why().why == Why::Short);
  CPPUNIT_ASSERT_EQUAL(5, refused.why().available);
  CPPUNIT_ASSERT_EQUAL(1, remove(token, a)->units);
  CPPUNIT_ASSERT_EQUAL(std::string{"2:1"}, holds());
  CPPUNIT_ASSERT_EQUAL(0, remove(token, b)->units);
  CPPUNIT_ASSERT_EQUAL(std::string{}, holds());
  CPPUNIT_ASSERT_EQUAL(std::string{}, lines());
}

CPPUNIT_TEST_FIXTURE(Carts, a_line_that_is_not_there_is_not_changed) {
  const auto variant = stocked(5);
  CPPUNIT_ASSERT(set_units("", variant, 1).why().why == Why::NoLine);
  CPPUNIT_ASSERT(set_units("unknown", variant, 1).why().why == Why::NoLine);
  const auto token = begun(stocked(1), 1);
  CPPUNIT_ASSERT(set_units(token, variant, 1).why().why == Why::NoLine);
  CPPUNIT_ASSERT(remove(token, variant).why().why == Why::NoLine);
  CPPUNIT_ASSERT(remove("unknown", variant).why().why == Why::NoLine);
}

CPPUNIT_TEST_FIXTURE(Carts, a_cart_that_is_being_paid_for_does_not_change) {
  const auto variant = stocked(5);
  const auto token = begun(variant, 2);
  make_completing();
  const auto before = lines();

  CPPUNIT_ASSERT(add(token, variant, 1).why().why == Why::BeingPaid);
  CPPUNIT_ASSERT(set_units(token, variant, 1).why().why == Why::BeingPaid);
  CPPUNIT_ASSERT(remove(token, variant).why().why == Why::BeingPaid);

  CPPUNIT_ASSERT_EQUAL(before, lines());
  CPPUNIT_ASSERT_EQUAL(std::string{"1:2"}, holds());
  CPPUNIT_ASSERT(view(token).being_paid);
}

CPPUNIT_TEST_FIXTURE(Carts, o5_a_cart_that_was_paid_for_is_closed_and_the_next_one_begins) {
  const auto variant = stocked(5);
  const auto token = begun(variant, 2);
  make_completing();
  sql("UPDATE carts SET state = 'completed'");

  CPPUNIT_ASSERT(view(token).lines.empty());
  CPPUNIT_ASSERT(remove(token, variant).why().why == Why::NoLine);
  const auto added = add(token, variant, 1);

  CPPUNIT_ASSERT(added);
  CPPUNIT_ASSERT(added->new_token);
  CPPUNIT_ASSERT_EQUAL(std::string{"1:2 2:1"},
                       sql("SELECT string_agg(cart_id || ':' || units, ' ' ORDER BY id)"
                           " FROM cart_lines"));
}

CPPUNIT_TEST_FIXTURE(Carts, other_lines_that_lost_their_hold_do_not_stand_in_the_way) {
  const auto gone = stocked(1);
  const auto wanted = stocked(3);
  const auto token = begun(gone, 1);
  CPPUNIT_ASSERT(add("", gone, 1, minutes_later(15)));

  CPPUNIT_ASSERT(add(token, wanted, 2, minutes_later(16)));

  CPPUNIT_ASSERT_EQUAL(std::string{"2:2 1:1"}, holds());
  const auto seen = view(token, minutes_later(16));
  CPPUNIT_ASSERT(seen.lines[0].short_of_stock());
  CPPUNIT_ASSERT_EQUAL(0, seen.lines[0].most);
  CPPUNIT_ASSERT(seen.lines[1].held);
  CPPUNIT_ASSERT(!seen.held_until);
  CPPUNIT_ASSERT(remove(token, gone, minutes_later(17)));
  CPPUNIT_ASSERT(!view(token, minutes_later(17)).lines.at(0).short_of_stock());
}

CPPUNIT_TEST_FIXTURE(Carts, the_view_says_price_stock_and_how_long_it_is_held) {
  const auto a = stocked(5);
  const auto b = stocked(1);
  const auto token = begun(a, 2);
  CPPUNIT_ASSERT(add(token, b, 1, minutes_later(5)));
  sql("UPDATE variants SET price_cents = 12000 WHERE id = " + text(a));

  auto seen = view(token, minutes_later(6));

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, seen.lines.size());
  CPPUNIT_ASSERT_EQUAL(a, seen.lines[0].variant);
  CPPUNIT_ASSERT_EQUAL(std::string{"Cisco MPN-1"}, seen.lines[0].title);
  CPPUNIT_ASSERT_EQUAL(std::string{"cisco-mpn-1"}, seen.lines[0].slug);
  CPPUNIT_ASSERT_EQUAL(Money::cents(12000), seen.lines[0].unit_price);
  CPPUNIT_ASSERT_EQUAL(kPrice, seen.lines[0].price_when_added);
  CPPUNIT_ASSERT_EQUAL(Money::cents(24000), seen.lines[0].total());
  CPPUNIT_ASSERT(seen.lines[0].held);
  CPPUNIT_ASSERT_EQUAL(Money::cents(34000), seen.subtotal);
  CPPUNIT_ASSERT_EQUAL(3, seen.units);
  CPPUNIT_ASSERT(*seen.held_until == minutes_later(20));

  // Ended, but nobody else came: still to be had.
  seen = view(token, minutes_later(20));
  CPPUNIT_ASSERT(!seen.lines[0].held);
  CPPUNIT_ASSERT_EQUAL(5, seen.lines[0].most);
  CPPUNIT_ASSERT(!seen.lines[0].short_of_stock());
  CPPUNIT_ASSERT(!seen.held_until);
}

CPPUNIT_TEST_FIXTURE(Carts, a_token_nobody_gave_out_is_an_empty_cart) {
  CPPUNIT_ASSERT(view("").lines.empty());
  CPPUNIT_ASSERT(view("no such token").lines.empty());
}

struct Counter : store::Observer {
  void before(const char*) override { ++statements; }
  void after(const char*) override {}
  int statements = 0;
};

CPPUNIT_TEST_FIXTURE(Carts,
                     a_page_and_an_addition_take_as_many_statements_for_30_lines_as_for_one) {
  limits.units_per_line = 99;
  const auto first = stocked(99);
  const auto token = begun(first, 1);
  const auto count = [&](auto&& work) {
    Counter counter;
    shop().watch(&counter);
    work();
    shop().watch(nullptr);
    return counter.statements;
  };
  // Open, line, demand, own holds; take, lock, sweep, set; commit.
  const int change = count([&] { CPPUNIT_ASSERT(add(token, first, 1)); });
  CPPUNIT_ASSERT_EQUAL(8, change);
  for (int i = 0; i < 29; ++i) CPPUNIT_ASSERT(add(token, stocked(9), 1));

  // One more: the other 29 holds are extended together.
  CPPUNIT_ASSERT_EQUAL(change + 1, count([&] { CPPUNIT_ASSERT(add(token, first, 1)); }));
  CPPUNIT_ASSERT_EQUAL(7, count([&] { CPPUNIT_ASSERT(add(token, stocked(9), 1)); }));
  CPPUNIT_ASSERT_EQUAL(
      1, count([&] { CPPUNIT_ASSERT_EQUAL(std::size_t{31}, view(token).lines.size()); }));
}

CPPUNIT_TEST_FIXTURE(Carts, failing_at_any_statement_of_an_addition_leaves_no_trace) {
  const auto a = stocked(5);
  const auto b = stocked(5);
  const auto token = begun(a, 1);
  const auto lines_before = lines();
  const auto holds_before = holds();
  int points = 0;
  for (bool untouched = false; !untouched; ++points) {
    t::FailAt fault{points + 1};
    shop().watch(&fault);
    try {
      CPPUNIT_ASSERT(add(token, b, 2));
      untouched = true;
    } catch (const store::DbError&) {
      CPPUNIT_ASSERT_EQUAL(lines_before, lines());
      CPPUNIT_ASSERT_EQUAL(holds_before, holds());
    }
    shop().watch(nullptr);
  }
  CPPUNIT_ASSERT_EQUAL(7 + 1, points);
}

}  // namespace
