#include "payment/offline.h"

#include <algorithm>

#include "cart/agreed.h"
#include "customers/company.h"
#include "order/quotes.h"
#include "order/read.h"
#include "order/worth.h"
#include "t/race/crowd.h"
#include "t/sale.h"

namespace {

using base::Money;
using payment::FreezeWhy;
using payment::Offline;
using payment::OfflineRefusal;
using payment::Recorded;
using t::kNoon;
using t::minutes_later;

constexpr int kDay = 24 * 60;

// Two switches for $400.00 each, shipping $10.00, as agreed, to be paid in 30 days; tax is 8.25 %.
struct OnTerms : t::Sale {
  void setUp() override {
    t::Sale::setUp();
    db().transact("kim", [&](store::Tx& tx) {
      customer = customers::for_mail(tx, "kim@example.com", "Kim Lee", kNoon);
      return base::Done{};
    });
  }
  void tearDown() override {
    CPPUNIT_ASSERT_EQUAL(std::string{}, t::stock_faults(db()));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, db().snapshot("faults", order::quote_faults).size());
    t::Sale::tearDown();
  }
  base::CartId agreed_cart(const std::string& word = "net_30") {
    const order::OfferTerms offer{
        .email = "kim@example.com",
        .name = "Kim Lee",
        .company = "",
        .customer = customer,
        .company_id = company,
        .terms = word,
        .po_number = "PO-1",
        .shipping = cart::AgreedShipping{"Freight", Money::cents(1000), 2, 4},
        .note = "",
        .expires_at = minutes_later(10 * kDay),
        .lines = {{variant, 2, Money::cents(40000), "project price"}}};
    db().transact("agree", [&](store::Tx& tx) {
      const order::Because staff{"gdsctl ann", ""};
      const auto quote = *order::write_quote(tx, order::QuoteKind::Quote, offer, staff, kNoon);
      CPPUNIT_ASSERT(order::send_quote(tx, quote.id, staff, kNoon));
      CPPUNIT_ASSERT(order::accept_quote(tx, quote.number, quote.token, {}, kNoon));
      return base::Done{};
    });
    const base::CartId cart{std::stoll(sql("SELECT max(cart_id) FROM cart_agreements"))};
    db().transact("details", [&](store::Tx& tx) {
      cart::save_details(tx, cart,
                         {"kim@example.com", "Kim Lee", "", "500 W 2nd St", "", "Austin", "TX",
                          "78701", "", std::nullopt},
                         kNoon);
      cart::choose_shipping(tx, cart, "agreed", kNoon);
      return base::Done{};
    });
    keep_quote(cart);
    return cart;
  }
  auto place(store::Db& with, base::CartId cart, Money expected, const std::string& po = "",
             base::Instant now = kNoon) {
    return with.transact("place", [&](store::Tx& tx) {
      return payment::place_on_terms(tx, cart, {expected, po, "shopper"}, terms, now);
    });
  }
  base::OrderId placed() {
    const auto order = place(db(), agreed_cart(), kTotal);
    CPPUNIT_ASSERT(order);
    return *order;
  }
  base::Result<Recorded, OfflineRefusal> record(base::OrderId order, std::int64_t cents,
                                                const std::string& reference) {
    return db().transact("record", [&](store::Tx& tx) {
      return payment::record_offline(tx, order, {Offline::Wire, Money::cents(cents), reference},
                                     "gdsctl ann", kNoon);
    });
  }
  std::string standing() {
    return sql(
        "SELECT concat_ws(' ', charge_status, total_cents - granted_cents - paid_cents) "
        "FROM orders ORDER BY id DESC LIMIT 1");
  }
  // $800.00 and $10.00, and 8.25 % of each.
  base::CustomerId customer{0};
  std::optional<base::CompanyId> company{};
  const Money kTotal = Money::cents(80000 + 1000 + 6600 + 83);
};

CPPUNIT_TEST_FIXTURE(OnTerms, O11_an_order_on_terms_is_placed_at_once_with_its_payment_due) {
  placed();

  CPPUNIT_ASSERT_EQUAL(
      std::string{"placed 10001 quote net_30 PO-1 1 none 87683 2026-12-22 12:00:00+00"},
      sql("SELECT concat_ws(' ', state, number, channel, terms, po_number, customer_id, "
          "charge_status, total_cents, payment_due_at) FROM orders"));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 2 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"completed"}, sql("SELECT state FROM carts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"mail.order_confirmation, stripe.tax_transaction"},
                       sql("SELECT string_agg(kind, ', ' ORDER BY kind) FROM outbox WHERE kind <> "
                           "'mail.quote'"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM payments"));
}

CPPUNIT_TEST_FIXTURE(OnTerms, O1_the_agreed_prices_are_the_orders_whatever_the_catalog_says) {
  const auto cart = agreed_cart();
  sql("UPDATE variants SET price_cents = 1");

  CPPUNIT_ASSERT(place(db(), cart, kTotal));

  CPPUNIT_ASSERT_EQUAL(std::string{"2 40000 80000"},
                       sql("SELECT concat_ws(' ', units, unit_price_cents, total_cents) FROM "
                           "order_lines"));
  CPPUNIT_ASSERT_EQUAL(std::string{"Freight 1000"},
                       sql("SELECT shipping_method_name || ' ' || shipping_cents FROM orders"));
}

// Two orders of a company that may owe as much as one and a half of them.
CPPUNIT_TEST_FIXTURE(OnTerms, a_credit_limit_counts_what_the_company_owes_already) {
  db().transact("company", [&](store::Tx& tx) {
    company = *customers::create_company(tx, "Lee Labs", "", "gdsctl ann", kNoon);
    CPPUNIT_ASSERT(
        customers::set_terms(tx, *company, "net_30", Money::cents(131'000), "gdsctl ann", kNoon));
    return base::Done{};
  });
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) VALUES (" +
      std::to_string(item.raw()) + ", 'received', 10, 'test', '2026-11-22 12:00Z')");
  const auto first = agreed_cart();
  const auto second = agreed_cart();

  CPPUNIT_ASSERT(place(db(), first, kTotal));
  const auto before = everything();
  const auto refused = place(db(), second, kTotal);

  CPPUNIT_ASSERT(refused.why().why == FreezeWhy::OverLimit);
  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT(freeze(second, kTotal));
}

CPPUNIT_TEST_FIXTURE(OnTerms, r2_25_of_100_payments_at_once_none_is_lost_from_the_balance) {
  const auto order = placed();

  // Fifty come twice.
  const auto kept = t::crowd<int>(*this, 100, "gds_jobs", [&](store::Db& on, int i) {
    const auto recorded = on.transact("record", [&](store::Tx& tx) {
      return payment::record_offline(
          tx, order, {Offline::Wire, Money::cents(1000), "wire " + std::to_string(i % 50)},
          "gdsctl ann", kNoon);
    });
    CPPUNIT_ASSERT(recorded);
    return *recorded == Recorded::Now ? 1 : 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{50}, std::count(kept.begin(), kept.end(), 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"partial 37683"}, standing());
}

CPPUNIT_TEST_FIXTURE(OnTerms, the_purchase_order_of_the_checkout_is_the_orders) {
  CPPUNIT_ASSERT(place(db(), agreed_cart(), kTotal, "PO-2"));

  CPPUNIT_ASSERT_EQUAL(std::string{"PO-2"}, sql("SELECT po_number FROM orders"));
}

CPPUNIT_TEST_FIXTURE(OnTerms, an_agreed_cart_may_be_paid_by_card_all_the_same) {
  const auto cart = agreed_cart();

  CPPUNIT_ASSERT(freeze(cart, kTotal));

  CPPUNIT_ASSERT_EQUAL(
      std::string{"awaiting_payment quote 87683"},
      sql("SELECT concat_ws(' ', state, channel, due_cents) || terms FROM orders"));
}

CPPUNIT_TEST_FIXTURE(OnTerms, nobody_places_an_order_on_terms_that_were_not_agreed) {
  const auto ordinary = ready_cart(1);
  const auto before = everything();
  CPPUNIT_ASSERT(place(db(), ordinary, total(1)).why().why == FreezeWhy::NoTerms);
  CPPUNIT_ASSERT_EQUAL(before, everything());

  const auto by_card = agreed_cart("");
  CPPUNIT_ASSERT(place(db(), by_card, kTotal).why().why == FreezeWhy::NoTerms);
}

CPPUNIT_TEST_FIXTURE(OnTerms, an_offer_whose_last_day_is_over_is_not_ordered) {
  const auto cart = agreed_cart();
  const auto before = everything();

  CPPUNIT_ASSERT(place(db(), cart, kTotal, "", minutes_later(10 * kDay)).why().why ==
                 FreezeWhy::OfferEnded);
  CPPUNIT_ASSERT(freeze(cart, kTotal, minutes_later(10 * kDay)).why().why == FreezeWhy::OfferEnded);

  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(OnTerms, M8_no_promotion_comes_on_top_of_an_agreed_price) {
  sql("INSERT INTO promotions (name, class, kind, percent_bp, by_code, created_at) "
      "SELECT 'Ten off', 'order', 'percent', 1000, false, '2026-11-01'");

  CPPUNIT_ASSERT(place(db(), agreed_cart(), kTotal));

  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT discount_cents FROM orders"));
}

CPPUNIT_TEST_FIXTURE(OnTerms, placing_fails_at_any_statement_and_leaves_nothing) {
  const auto cart = agreed_cart();
  const auto before = everything();
  for (int nth = 1;; ++nth) {
    t::FailAt failing{nth};
    db().watch(&failing);
    bool failed = false;
    try {
      CPPUNIT_ASSERT(place(db(), cart, kTotal));
    } catch (const store::DbError&) {
      failed = true;
    }
    db().watch(nullptr);
    if (!failed) break;
    CPPUNIT_ASSERT_EQUAL(before, everything());
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM orders"));
}

CPPUNIT_TEST_FIXTURE(OnTerms, O2_of_20_placements_at_once_one_makes_the_order) {
  const auto cart = agreed_cart();

  const auto answers = t::crowd<bool>(*this, 20, "gds_shop", [&](store::Db& with, int) {
    return static_cast<bool>(place(with, cart, kTotal));
  });

  CPPUNIT_ASSERT_EQUAL(1, static_cast<int>(std::ranges::count(answers, true)));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 2 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(OnTerms, money_comes_in_parts_and_too_much_of_it_shows) {
  const auto order = placed();
  CPPUNIT_ASSERT_EQUAL(std::string{"none 87683"}, standing());

  CPPUNIT_ASSERT(*record(order, 50000, "FED-1") == Recorded::Now);
  CPPUNIT_ASSERT_EQUAL(std::string{"partial 37683"}, standing());
  CPPUNIT_ASSERT(*record(order, 37683, "FED-2") == Recorded::Now);
  CPPUNIT_ASSERT_EQUAL(std::string{"full 0"}, standing());
  CPPUNIT_ASSERT(*record(order, 100, "FED-3") == Recorded::Now);
  CPPUNIT_ASSERT_EQUAL(std::string{"over -100"}, standing());

  CPPUNIT_ASSERT_EQUAL(std::string{"50000 wire FED-1, 37683 wire FED-2, 100 wire FED-3"},
                       sql("SELECT string_agg(amount_cents || ' ' || provider_ref, ', ' ORDER BY "
                           "id) FROM payment_events"));
}

CPPUNIT_TEST_FIXTURE(OnTerms, the_same_reference_is_recorded_once) {
  const auto order = placed();
  CPPUNIT_ASSERT(*record(order, 50000, "FED-1") == Recorded::Now);
  const auto before = everything();

  CPPUNIT_ASSERT(*record(order, 50000, "FED-1") == Recorded::Before);
  CPPUNIT_ASSERT(record(order, 50001, "FED-1").why() == OfflineRefusal::OtherPayment);

  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(OnTerms, of_20_records_of_one_reference_one_counts) {
  const auto order = placed();

  const auto answers = t::crowd<Recorded>(*this, 20, "gds_jobs", [&](store::Db& with, int) {
    return *with.transact("record", [&](store::Tx& tx) {
      return payment::record_offline(tx, order, {Offline::Check, Money::cents(87683), "1042"},
                                     "gdsctl ann", kNoon);
    });
  });

  CPPUNIT_ASSERT_EQUAL(1, static_cast<int>(std::ranges::count(answers, Recorded::Now)));
  CPPUNIT_ASSERT_EQUAL(std::string{"full 0"}, standing());
}

CPPUNIT_TEST_FIXTURE(OnTerms, what_is_no_payment_is_refused_and_changes_nothing) {
  const auto order = placed();
  CPPUNIT_ASSERT(freeze(ready_cart(1), total(1)));
  const auto before = everything();

  CPPUNIT_ASSERT(record(order, 0, "FED-1").why() == OfflineRefusal::NoAmount);
  CPPUNIT_ASSERT(record(order, 1, "").why() == OfflineRefusal::NoReference);
  CPPUNIT_ASSERT(record(base::OrderId{99}, 1, "FED-1").why() == OfflineRefusal::NoSuchOrder);
  CPPUNIT_ASSERT(record(base::OrderId{2}, 1, "FED-1").why() == OfflineRefusal::NotPlaced);

  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(OnTerms, recording_fails_at_any_statement_and_leaves_nothing) {
  const auto order = placed();
  const auto before = everything();
  for (int nth = 1;; ++nth) {
    t::FailAt failing{nth};
    db().watch(&failing);
    bool failed = false;
    try {
      CPPUNIT_ASSERT(record(order, 50000, "FED-1"));
    } catch (const store::DbError&) {
      failed = true;
    }
    db().watch(nullptr);
    if (!failed) break;
    CPPUNIT_ASSERT_EQUAL(before, everything());
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"partial 37683"}, standing());
}

CPPUNIT_TEST_FIXTURE(OnTerms, an_order_is_overdue_from_its_day_until_it_is_paid) {
  const auto order = placed();
  const auto overdue = [&](int days) {
    return db()
        .snapshot("overdue",
                  [&](store::Tx& tx) { return order::overdue(tx, minutes_later(days * kDay)); })
        .size();
  };

  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, overdue(29));
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, overdue(30));
  CPPUNIT_ASSERT(record(order, 87683, "FED-1"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, overdue(30));
}

}  // namespace
