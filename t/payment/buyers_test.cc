#include "customers/company.h"
#include "t/payment/stage.h"
#include "tax/certificate.h"
#include "tender/tender.h"

namespace {

using base::Money;
using payment::FreezeWhy;
using t::kNoon;

// Who is signed in buys one switch, $508.73 to everybody with shipping and tax.
struct Buyers : t::Till {
  void setUp() override {
    Till::setUp();
    kim = db().transact("kim", [&](store::Tx& tx) {
      const auto made = customers::for_mail(tx, "kim@work.example.com", "Kim Lee", kNoon);
      customers::verify_email(tx, made, kNoon);
      return made;
    });
  }
  void tearDown() override {
    const auto faults = db().snapshot("faults", [](store::Tx& tx) { return tender::faults(tx); });
    CPPUNIT_ASSERT(faults.empty());
    Till::tearDown();
  }
  cart::Buyer buyer() {
    return db().snapshot("buyer", [&](store::Tx& tx) {
      return cart::Buyer{kim, customers::groups(tx, kim)};
    });
  }
  payment::Draft draft(base::CartId cart, const cart::Buyer& who) {
    return db().snapshot("draft",
                         [&](store::Tx& tx) { return payment::draft(tx, cart, who, kNoon); });
  }
  // Keeps the answer that Stripe would give for this buyer, and says what the review would.
  payment::Seen quoted(base::CartId cart, const cart::Buyer& who) {
    const auto sale = draft(cart, who);
    const auto tax = [&](Money on) {
      return sale.exemption ? Money{} : base::percent_of(on, {825}, base::Rounding::HalfUp);
    };
    const auto goods = tax(sale.priced.goods());
    const auto shipping = tax(sale.shipping_charged());
    const char* reason = sale.exemption ? "customer_exempt" : "standard_rated";
    const Money base = sale.exemption ? Money{} : sale.priced.goods();
    const Money ship_base = sale.exemption ? Money{} : sale.shipping_charged();
    db().transact("quote", [&](store::Tx& tx) {
      payment::keep_quote(tx, cart,
                          {"taxcalc_b" + std::to_string(++quotes_),
                           payment::fingerprint(sale, terms.ship_from),
                           goods + shipping,
                           kNoon + std::chrono::hours{24},
                           {{0, variant, "US-TX", "8.25", base, goods, reason},
                            {1, std::nullopt, "US-TX", "8.25", ship_base, shipping, reason}}},
                          kNoon);
      return true;
    });
    const auto total = sale.priced.total() + goods + shipping;
    auto due = total;
    for (const auto& part : sale.tender(total)) due = due - part.amount;
    return {total, due};
  }
  auto place(base::CartId cart, const payment::Seen& seen, const cart::Buyer& who) {
    return db().transact("freeze", [&](store::Tx& tx) {
      return payment::freeze(tx, cart, seen, who, terms, kNoon);
    });
  }
  void put_list(const std::string& group, Money price) {
    CPPUNIT_ASSERT(db().transact("list", [&](store::Tx& tx) {
      return pricing::put_list(tx, {"For " + group, group, 5, {}}, {{"CIS-3850-R", 1, price}},
                               "test", kNoon);
    }));
  }
  void credit(std::int64_t cents) {
    db().transact("credit", [&](store::Tx& tx) {
      tender::grant_credit(tx, kim, Money::cents(cents), "a test",
                           {"test " + std::to_string(cents), "test"}, kNoon);
      return true;
    });
  }
  std::string account() {
    return sql(
        "SELECT amount_cents || ' ' || used_cents || ' ' || authorized_cents "
        "FROM store_credit_accounts");
  }
  static const Money kEverybodys;

  base::CustomerId kim{0};

 private:
  int quotes_ = 0;
};
const Money Buyers::kEverybodys = Money::cents(45000);

// ---- prices

CPPUNIT_TEST_FIXTURE(Buyers, the_list_of_a_buyers_group_counts_in_cart_review_and_order) {
  put_list("dealer", Money::cents(40000));
  CPPUNIT_ASSERT(db().transact(
      "tag", [&](store::Tx& tx) { return customers::tag(tx, kim, "Dealer", "test", kNoon); }));
  const auto cart = ready_cart(1);
  sql("UPDATE carts SET token_hash = encode(sha256('token'), 'hex')");
  const auto shown = [&](const cart::Buyer& who) {
    return db()
        .snapshot("view", [&](store::Tx& tx) { return cart::view(tx, "token", who, kNoon); })
        .subtotal;
  };

  CPPUNIT_ASSERT_EQUAL(kEverybodys, shown({}));
  CPPUNIT_ASSERT_EQUAL(Money::cents(40000), shown(buyer()));
  CPPUNIT_ASSERT_EQUAL(Money::cents(40000), draft(cart, buyer()).subtotal());
  CPPUNIT_ASSERT_EQUAL(Money::cents(40000), draft(cart, buyer()).priced.goods());
  CPPUNIT_ASSERT(place(cart, quoted(cart, buyer()), buyer()));
  CPPUNIT_ASSERT_EQUAL(std::string{"40000 40000"},
                       sql("SELECT unit_price_cents || ' ' || total_cents FROM order_lines"));
  CPPUNIT_ASSERT_EQUAL(std::to_string(kim.raw()), sql("SELECT customer_id FROM orders"));
}

CPPUNIT_TEST_FIXTURE(Buyers, a_list_of_a_company_counts_for_who_has_joined_it) {
  put_list("company-doe-labs", Money::cents(39000));
  const auto cart = ready_cart(1);
  const auto company = db().transact("company", [&](store::Tx& tx) {
    const auto made = *customers::create_company(tx, "Doe Labs", "", "test", kNoon);
    CPPUNIT_ASSERT(customers::set_member(tx, made, kim, customers::Role::Admin, "test", kNoon));
    return made;
  });
  CPPUNIT_ASSERT_EQUAL(kEverybodys, draft(cart, buyer()).subtotal());
  CPPUNIT_ASSERT(db().transact(
      "join", [&](store::Tx& tx) { return customers::join_company(tx, company, kim, kNoon); }));

  CPPUNIT_ASSERT_EQUAL(Money::cents(39000), draft(cart, buyer()).subtotal());
}

CPPUNIT_TEST_FIXTURE(Buyers, who_signs_out_between_review_and_order_is_shown_the_new_total) {
  put_list("dealer", Money::cents(40000));
  CPPUNIT_ASSERT(db().transact(
      "tag", [&](store::Tx& tx) { return customers::tag(tx, kim, "dealer", "test", kNoon); }));
  const auto cart = ready_cart(1);
  const auto seen = quoted(cart, buyer());
  const auto before = everything();

  CPPUNIT_ASSERT(place(cart, seen, {}).why().why == FreezeWhy::TotalChanged);

  CPPUNIT_ASSERT_EQUAL(before, everything());
}

// ---- store credit

CPPUNIT_TEST_FIXTURE(Buyers, l2_store_credit_is_promised_at_freeze_and_taken_with_the_order) {
  credit(10000);
  const auto cart = ready_cart(1);
  const auto seen = quoted(cart, buyer());
  CPPUNIT_ASSERT_EQUAL(Money::cents(50873), seen.total);
  CPPUNIT_ASSERT_EQUAL(Money::cents(40873), seen.due);

  CPPUNIT_ASSERT(place(cart, seen, buyer()));
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 0 10000"}, account());
  complete(paid_session(sql("SELECT public_id FROM orders")));

  CPPUNIT_ASSERT_EQUAL(std::string{"10000 10000 0"}, account());
  CPPUNIT_ASSERT_EQUAL(std::string{"placed full"},
                       sql("SELECT state || ' ' || charge_status FROM orders"));
}

CPPUNIT_TEST_FIXTURE(Buyers, an_order_that_credit_pays_wholly_needs_no_card) {
  credit(100000);
  const auto cart = ready_cart(1);
  const auto seen = quoted(cart, buyer());
  CPPUNIT_ASSERT_EQUAL(Money{}, seen.due);

  CPPUNIT_ASSERT(!place(cart, seen, buyer())->attempt);

  CPPUNIT_ASSERT_EQUAL(std::string{"100000 50873 0"}, account());
}

CPPUNIT_TEST_FIXTURE(Buyers, credit_is_for_who_is_signed_in_alone) {
  credit(10000);
  const auto cart = ready_cart(1);

  CPPUNIT_ASSERT(draft(cart, {}).purses.usable.empty());
  const auto seen = quoted(cart, buyer());
  CPPUNIT_ASSERT(place(cart, seen, {}).why().why == FreezeWhy::TotalChanged);
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 0 0"}, account());
}

CPPUNIT_TEST_FIXTURE(Buyers, credit_that_the_buyer_keeps_pays_nothing) {
  credit(10000);
  const auto cart = ready_cart(1);
  sql("UPDATE carts SET token_hash = encode(sha256('token'), 'hex')");
  CPPUNIT_ASSERT(db().transact("keep", [&](store::Tx& tx) {
    return cart::use_credit(tx, {"token", {}}, cart::Credit::Kept, kNoon);
  }));

  const auto sale = draft(cart, buyer());

  CPPUNIT_ASSERT(sale.purses.usable.empty());
  CPPUNIT_ASSERT_EQUAL(Money::cents(10000), sale.purses.credit_kept);
}

CPPUNIT_TEST_FIXTURE(Buyers, of_two_carts_with_one_credit_the_second_is_refused_whole) {
  credit(10000);
  const auto first = ready_cart(1);
  const auto second = ready_cart(1);
  const auto seen = quoted(second, buyer());
  CPPUNIT_ASSERT(place(first, quoted(first, buyer()), buyer()));
  const auto before = everything();

  // The promise to the first cart is seen by the second's own reading: its due is another one now.
  CPPUNIT_ASSERT(place(second, seen, buyer()).why().why == FreezeWhy::TotalChanged);

  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 0 10000"}, account());
}

CPPUNIT_TEST_FIXTURE(Buyers, l2_credit_of_an_order_that_ended_is_there_again) {
  credit(10000);
  const auto cart = ready_cart(1);
  CPPUNIT_ASSERT(place(cart, quoted(cart, buyer()), buyer()));
  const base::OrderId order{std::stoll(sql("SELECT max(id) FROM orders"))};
  db().transact("give_up", [&](store::Tx& tx) {
    return payment::give_up(tx, order, payment::Units::BackToCart, terms, {"stripe", "ended"},
                            kNoon);
  });

  CPPUNIT_ASSERT_EQUAL(std::string{"10000 0 0"}, account());
}

// ---- certificates

CPPUNIT_TEST_FIXTURE(Buyers, an_approved_certificate_takes_the_tax_off_and_stands_with_the_order) {
  const auto cart = ready_cart(1);
  const auto day = [](int y, unsigned m, unsigned d) {
    return tax::Day{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
  };
  const auto taxed = payment::fingerprint(draft(cart, buyer()), terms.ship_from);
  const auto id = db().transact("certificate", [&](store::Tx& tx) {
    return *tax::add(tx,
                     {.customer = kim,
                      .kind = "resale",
                      .form = "state",
                      .purchaser_name = "Acme",
                      .purchaser_address = "1 Main St, Austin, TX 78701",
                      .goods = "hardware for resale",
                      .states = {{"TX", "3-20001-2345-6"}},
                      .signed_on = day(2026, 1, 15),
                      .signer = "Kim Doe",
                      .received_on = day(2026, 1, 20),
                      .expires_on = day(2026, 12, 31),
                      .document = "%PDF-1.7 a scan"},
                     "test", kNoon);
  });
  CPPUNIT_ASSERT(!draft(cart, buyer()).exemption);
  CPPUNIT_ASSERT(db().transact("approve", [&](store::Tx& tx) {
    return tax::approve(tx, id, day(2026, 11, 22), "test", kNoon);
  }));

  CPPUNIT_ASSERT(!draft(cart, {}).exemption);
  CPPUNIT_ASSERT(draft(cart, buyer()).exemption->certificate == id);
  CPPUNIT_ASSERT(payment::fingerprint(draft(cart, buyer()), terms.ship_from) != taxed);
  const auto seen = quoted(cart, buyer());
  CPPUNIT_ASSERT_EQUAL(Money::cents(46995), seen.total);
  CPPUNIT_ASSERT(place(cart, seen, buyer()));
  CPPUNIT_ASSERT_EQUAL(std::to_string(id.raw()) + " 0",
                       sql("SELECT tax_certificate_id || ' ' || tax_cents FROM orders"));
}

CPPUNIT_TEST_FIXTURE(Buyers, stripe_is_told_that_the_buyer_is_exempt) {
  const auto cart = ready_cart(1);
  sql("DELETE FROM tax_quote_lines; DELETE FROM tax_quotes");
  auto sale = draft(cart, buyer());
  sale.exemption = tax::Exemption{base::TaxCertificateId{1}, "3-2"};
  stage.on(
      "POST /v1/tax/calculations ",
      {t::http_answer(
          200,
          R"({"id":"taxcalc_1","amount_total":46995,"tax_amount_exclusive":0,"expires_at":1795435200,)"
          R"("line_items":{"data":[{"id":"tax_li_1","reference":"variant-1","amount":45000,)"
          R"("amount_tax":0}],"has_more":false},"shipping_cost":{"amount":1995,"amount_tax":0}})")});

  CPPUNIT_ASSERT(payment::quote_tax(till(), cart, sale, kNoon));

  CPPUNIT_ASSERT(
      stage.seen.at(0).find("taxability_override]=customer_exempt") != std::string::npos ||
      stage.seen.at(0).find("taxability_override%5D=customer_exempt") != std::string::npos);
}

}  // namespace
