#include "tender/tender.h"

#include <algorithm>

#include "promo/promo.h"
#include "t/race/crowd.h"
#include "t/sale.h"

namespace {

using base::GiftCardId;
using base::Money;
using base::OrderId;
using payment::Completion;
using payment::FreezeWhy;
using payment::Units;
using t::kNoon;

// One switch comes to $508.73 with shipping and tax.
struct PaidByCards : t::Sale {
  void tearDown() override {
    CPPUNIT_ASSERT_EQUAL(std::string{}, broken());
    Sale::tearDown();
  }
  GiftCardId card(std::int64_t cents, std::optional<base::Instant> expires_at = {}) {
    return db().transact("card", [&](store::Tx& tx) {
      return tender::issue(tx, Money::cents(cents), expires_at, "a test", "test", kNoon).card;
    });
  }
  void use(base::CartId cart, GiftCardId card) {
    sql("INSERT INTO cart_gift_cards (cart_id, gift_card_id, added_at) VALUES (" +
        std::to_string(cart.raw()) + ", " + std::to_string(card.raw()) + ", '2026-11-22')");
  }
  base::CartId cart_with(GiftCardId card) {
    const auto cart = ready_cart(1);
    use(cart, card);
    return cart;
  }
  // What the review says of a cart.
  payment::Seen agreed(base::CartId cart, base::Instant now = kNoon) {
    return db().snapshot("review", [&](store::Tx& tx) {
      const auto draft = payment::draft(tx, cart, now);
      const auto quote =
          payment::find_quote(tx, cart, payment::fingerprint(draft, terms.ship_from), now);
      const auto total = draft.priced.total() + quote.value().tax;
      auto due = total;
      for (const auto& part : draft.tender(total)) due = due - part.amount;
      return payment::Seen{total, due};
    });
  }
  auto place(base::CartId cart, const payment::Seen& agreed, base::Instant now = kNoon) {
    return db().transact(
        "freeze", [&](store::Tx& tx) { return payment::freeze(tx, cart, agreed, terms, now); });
  }
  auto place(base::CartId cart) { return place(cart, agreed(cart)); }
  stripe::Session paid() {
    return paid_session(sql("SELECT public_id FROM orders ORDER BY id DESC LIMIT 1"));
  }
  OrderId newest() { return OrderId{std::stoll(sql("SELECT max(id) FROM orders"))}; }
  bool give_up() {
    return db().transact("give_up", [&](store::Tx& tx) {
      return payment::give_up(tx, newest(), Units::BackToCart, terms, {"stripe", "ended"}, kNoon);
    });
  }
  // "amount used authorized" of each card.
  std::string cards() {
    return sql(
        "SELECT string_agg(concat_ws(' ', amount_cents, used_cents, authorized_cents), ', ' "
        "ORDER BY id) FROM gift_cards");
  }
  std::string payments() {
    return sql(
        "SELECT string_agg(concat_ws(' ', provider, state, amount_cents, captured_cents), "
        "', ' ORDER BY provider) FROM payments");
  }
  std::string order() {
    return sql(
        "SELECT concat_ws(' ', state, number, due_cents, tender_cents, charge_status, "
        "authorize_status) FROM orders ORDER BY id DESC LIMIT 1");
  }
  std::string everything_and_cards() {
    return everything() + cards() + sql("SELECT count(*) FROM tender_entries");
  }
  std::string broken() {
    return db().snapshot("faults", [](store::Tx& tx) {
      std::string all;
      for (const auto& fault : tender::faults(tx)) all += fault + "\n";
      return all;
    });
  }
  // Tries `work` with a failure at its first statement, its second, until it comes through; says
  // how many there were. Nothing is left of any that failed.
  template <class Work>
  int fails_everywhere(Work work) {
    const auto before = everything_and_cards();
    for (int points = 0;; ++points) {
      t::FailAt observer{points + 1};
      db().watch(&observer);
      try {
        work();
        db().watch(nullptr);
        return points;
      } catch (const store::DbError&) {
        db().watch(nullptr);
        CPPUNIT_ASSERT_EQUAL(before, everything_and_cards());
      }
    }
  }
};

CPPUNIT_TEST_FIXTURE(PaidByCards, l2_a_card_pays_its_part_and_stripe_is_asked_for_the_rest) {
  const auto cart = cart_with(card(10000));

  CPPUNIT_ASSERT(place(cart)->attempt);

  CPPUNIT_ASSERT_EQUAL(std::string{"awaiting_payment 40873 10000 none partial"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe pending 40873 0, tender authorized 10000 0"},
                       payments());
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 0 10000"}, cards());
  CPPUNIT_ASSERT_EQUAL(std::string{"t"}, sql("SELECT convert_from(coupon_body, 'UTF8') LIKE "
                                             "'%amount_off=10000&%' FROM payment_attempts"));

  CPPUNIT_ASSERT(complete(paid()) == Completion::Placed);

  CPPUNIT_ASSERT_EQUAL(std::string{"placed 10001 40873 10000 full full"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe captured 40873 40873, tender captured 10000 10000"},
                       payments());
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 10000 0"}, cards());
  const auto before = everything_and_cards();
  CPPUNIT_ASSERT(complete(paid()) == Completion::AlreadyDone);
  CPPUNIT_ASSERT_EQUAL(before, everything_and_cards());
}

CPPUNIT_TEST_FIXTURE(PaidByCards, due_is_nothing_or_at_least_50_cents) {
  const auto cart = cart_with(card(50873 - 20));

  CPPUNIT_ASSERT(place(cart));

  CPPUNIT_ASSERT_EQUAL(std::string{"awaiting_payment 50 50823 none partial"}, order());
}

CPPUNIT_TEST_FIXTURE(PaidByCards, o10_what_cards_cover_is_placed_without_stripe) {
  const auto cart = cart_with(card(30000));
  use(cart, card(30000));
  const auto seen = agreed(cart);

  const auto placed = place(cart, seen);

  CPPUNIT_ASSERT(placed && !placed->attempt);
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 10001 0 50873 full full"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"tender captured 50873 50873"}, payments());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM payment_attempts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"30000 30000 0, 30000 20873 0"}, cards());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 1 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"completed"}, sql("SELECT state FROM carts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"mail.order_confirmation stripe.tax_transaction"},
                       sql("SELECT string_agg(kind, ' ' ORDER BY kind) FROM outbox"));
  const auto before = everything_and_cards();
  const auto again = place(cart, seen);
  CPPUNIT_ASSERT(again.why().why == FreezeWhy::BeingPaid);
  CPPUNIT_ASSERT_EQUAL(before, everything_and_cards());
}

CPPUNIT_TEST_FIXTURE(PaidByCards, o9_an_order_that_ends_gives_back_what_cards_promised_once) {
  const auto cart = cart_with(card(10000));
  CPPUNIT_ASSERT(place(cart));

  CPPUNIT_ASSERT(give_up());
  CPPUNIT_ASSERT(!give_up());

  CPPUNIT_ASSERT_EQUAL(std::string{"10000 0 0"}, cards());
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe failed 40873 0, tender failed 10000 0"}, payments());
  CPPUNIT_ASSERT_EQUAL(std::string{"expired 40873 10000 none none"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"3"}, sql("SELECT count(*) FROM tender_entries"));
  CPPUNIT_ASSERT(place(cart));
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 0 10000"}, cards());
}

CPPUNIT_TEST_FIXTURE(PaidByCards, a_parked_order_keeps_its_promise_until_staff_decide) {
  const auto park = [&] {
    CPPUNIT_ASSERT(place(cart_with(card(10000))));
    auto session = paid();
    session.amount_total = session.amount_total - Money::cents(1);
    CPPUNIT_ASSERT(complete(session) == Completion::NeedsAttention);
  };
  park();
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 0 10000"}, cards());
  CPPUNIT_ASSERT(db().transact("cancel", [&](store::Tx& tx) {
    return payment::resolve_cancel(tx, newest(), "ann", kNoon);
  }));
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 0 0"}, cards());

  park();
  CPPUNIT_ASSERT(db().transact(
      "place", [&](store::Tx& tx) { return payment::resolve_place(tx, newest(), "ann", kNoon); }));

  CPPUNIT_ASSERT_EQUAL(std::string{"10000 0 0, 10000 10000 0"}, cards());
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 10002 40873 10000 partial partial"}, order());
}

CPPUNIT_TEST_FIXTURE(PaidByCards, an_order_paid_late_takes_from_its_cards_again_or_is_refused) {
  const auto gift = card(10000);
  const auto cart = cart_with(gift);
  const auto late = [&] {
    CPPUNIT_ASSERT(place(cart));
    const auto session = paid();
    CPPUNIT_ASSERT(give_up());
    CPPUNIT_ASSERT(complete(session) == Completion::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"10000 0 0"}, cards());
  };
  late();
  const auto resolve = [&] {
    return db().transact(
        "place", [&](store::Tx& tx) { return payment::resolve_place(tx, newest(), "ann", kNoon); });
  };
  const tender::Source source{.card = gift};
  const auto adjust = [&](std::int64_t cents, const char* what) {
    CPPUNIT_ASSERT(db().transact("adjust", [&](store::Tx& tx) {
      return tender::adjust(tx, source, Money::cents(cents), "a test", {what, "test"}, kNoon);
    }));
  };
  adjust(-1, "spent");
  const auto before = everything_and_cards();
  CPPUNIT_ASSERT(resolve().why() == payment::ResolveRefusal::TenderGone);
  CPPUNIT_ASSERT_EQUAL(before, everything_and_cards());
  adjust(1, "back");

  CPPUNIT_ASSERT(resolve());

  CPPUNIT_ASSERT_EQUAL(std::string{"placed 10001 40873 10000 full full"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 10000 0"}, cards());
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe captured 40873 40873, tender captured 10000 10000"},
                       payments());
}

CPPUNIT_TEST_FIXTURE(PaidByCards, o3_a_card_spent_since_the_review_is_refused_before_any_charge) {
  const auto gift = card(10000);
  const auto cart = cart_with(gift);
  const auto seen = agreed(cart);
  CPPUNIT_ASSERT(place(cart_with(gift)));
  const auto before = everything_and_cards();

  CPPUNIT_ASSERT(place(cart, seen).why().why == FreezeWhy::TotalChanged);

  CPPUNIT_ASSERT_EQUAL(before, everything_and_cards());
}

CPPUNIT_TEST_FIXTURE(PaidByCards, a_card_spent_between_reading_and_locking_is_refused) {
  const auto gift = card(10000);
  const auto cart = cart_with(gift);
  const auto seen = agreed(cart);
  auto shop = rival("gds_shop");
  t::Before before{"order.freeze", [&] {
                     CPPUNIT_ASSERT(db().transact("adjust", [&](store::Tx& tx) {
                       return tender::adjust(tx, {.card = gift}, Money::cents(-1), "a test",
                                             {"spent", "test"}, kNoon);
                     }));
                   }};
  shop.watch(&before);

  const auto refused = shop.transact(
      "freeze", [&](store::Tx& tx) { return payment::freeze(tx, cart, seen, terms, kNoon); });

  CPPUNIT_ASSERT(before.has_run());
  CPPUNIT_ASSERT(refused.why().why == FreezeWhy::TenderGone);
  CPPUNIT_ASSERT_EQUAL(std::string{"9999 0 0"}, cards());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM orders"));
}

CPPUNIT_TEST_FIXTURE(PaidByCards, l3_an_expired_card_pays_nothing_and_is_told) {
  const auto cart = cart_with(card(10000, t::minutes_later(5)));
  CPPUNIT_ASSERT_EQUAL(Money::cents(40873), agreed(cart).due);

  CPPUNIT_ASSERT_EQUAL(Money::cents(50873), agreed(cart, t::minutes_later(5)).due);

  const auto purses = db().snapshot(
      "purses", [&](store::Tx& tx) { return cart::purses(tx, cart, {}, t::minutes_later(5)); });
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, purses.useless.size());
  CPPUNIT_ASSERT(purses.usable.empty());
}

CPPUNIT_TEST_FIXTURE(PaidByCards, a_failure_at_any_statement_leaves_no_trace) {
  const auto free_cart = cart_with(card(60000));
  const auto nothing_due = agreed(free_cart);
  CPPUNIT_ASSERT(fails_everywhere([&] { CPPUNIT_ASSERT(place(free_cart, nothing_due)); }) > 30);
  const auto cart = cart_with(card(10000));
  const auto seen = agreed(cart);
  CPPUNIT_ASSERT(fails_everywhere([&] { CPPUNIT_ASSERT(place(cart, seen)); }) > 20);
  CPPUNIT_ASSERT(fails_everywhere([&] { CPPUNIT_ASSERT(give_up()); }) > 8);
  CPPUNIT_ASSERT(place(cart, seen));
  const auto session = paid();
  CPPUNIT_ASSERT(
      fails_everywhere([&] { CPPUNIT_ASSERT(complete(session) == Completion::Placed); }) > 10);
}

CPPUNIT_TEST_FIXTURE(PaidByCards, l2_of_100_orders_that_spend_one_card_it_pays_one) {
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
      "VALUES (1, 'received', 200, 'test', '2026-11-22')");
  const auto gift = card(1000);
  std::vector<base::CartId> carts;
  for (int i = 0; i < 100; ++i) carts.push_back(cart_with(gift));
  const auto seen = agreed(carts.front());

  const auto got = t::crowd<bool>(*this, 100, "gds_shop", [&](store::Db& on, int i) {
    const auto placed = on.transact("freeze", [&](store::Tx& tx) {
      return payment::freeze(tx, carts[static_cast<std::size_t>(i)], seen, terms, kNoon);
    });
    CPPUNIT_ASSERT(placed || placed.why().why == FreezeWhy::TotalChanged ||
                   placed.why().why == FreezeWhy::TenderGone);
    return static_cast<bool>(placed);
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(got.begin(), got.end(), true));
  CPPUNIT_ASSERT_EQUAL(std::string{"1000 0 1000"}, cards());
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM orders"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM holds WHERE kind = 'payment'"));
}

CPPUNIT_TEST_FIXTURE(PaidByCards, r2_20_of_100_checkouts_with_a_code_for_once_one_is_placed) {
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
      "VALUES (1, 'received', 200, 'test', '2026-11-22')");
  db().transact("promotion", [&](store::Tx& tx) {
    const auto id = promo::create(tx,
                                  {.id = base::PromotionId{0},
                                   .name = "Ten off",
                                   .kind = promo::Kind::Amount,
                                   .klass = promo::Class::Order,
                                   .starts = promo::Starts::ByCode,
                                   .amount = Money::cents(1000)},
                                  {1, 0}, "test", kNoon);
    CPPUNIT_ASSERT(promo::add_code(tx, id, "ONCE", {}, "test", kNoon));
    return base::Done{};
  });
  std::vector<base::CartId> carts;
  for (int i = 0; i < 100; ++i) {
    carts.push_back(ready_cart(1));
    sql("INSERT INTO cart_codes (cart_id, normalised, code, added_at) VALUES (" +
        std::to_string(carts.back().raw()) + ", 'ONCE', 'once', '2026-11-22')");
    keep_quote(carts.back());
  }
  const auto seen = agreed(carts.front());

  const auto got = t::crowd<bool>(*this, 100, "gds_shop", [&](store::Db& on, int i) {
    const auto placed = on.transact("freeze", [&](store::Tx& tx) {
      return payment::freeze(tx, carts[static_cast<std::size_t>(i)], seen, terms, kNoon);
    });
    CPPUNIT_ASSERT(placed || placed.why().why == FreezeWhy::TotalChanged ||
                   placed.why().why == FreezeWhy::CodeUsed);
    return static_cast<bool>(placed);
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(got.begin(), got.end(), true));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM orders"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT used FROM promotions"));
}

}  // namespace
