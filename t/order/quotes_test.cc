#include "order/quotes.h"

#include "cart/sale.h"
#include "t/race/crowd.h"
#include "t/sale.h"

namespace {

using base::Money;
using order::QuoteWhy;
using t::kNoon;
using t::minutes_later;

constexpr int kDay = 24 * 60;

// A switch at $450.00, 3 in stock, and a customer who wants two of them for less.
struct Quotes : t::Sale {
  void tearDown() override {
    CPPUNIT_ASSERT_EQUAL(std::string{}, t::stock_faults(db()));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, db().snapshot("faults", order::quote_faults).size());
    t::Sale::tearDown();
  }
  order::OfferTerms offer(int units, std::optional<Money> price = Money::cents(40000)) {
    return {.email = "kim@example.com",
            .name = "Kim Lee",
            .company = "Lee Labs",
            .customer = {},
            .company_id = {},
            .terms = "",
            .po_number = "",
            .shipping = {},
            .note = "As we talked.",
            .expires_at = minutes_later(30 * kDay),
            .lines = {{variant, units, price, price ? "project price" : ""}}};
  }
  auto try_to_write(const order::OfferTerms& said) {
    return db().transact("write", [&](store::Tx& tx) {
      return order::write_quote(tx, order::QuoteKind::Quote, said, kStaff, kNoon);
    });
  }
  order::WrittenQuote written(const order::OfferTerms& said) { return *try_to_write(said); }
  order::WrittenQuote sent(int units) {
    const auto quote = written(offer(units));
    CPPUNIT_ASSERT(send(quote.id));
    return quote;
  }
  base::Result<base::Done, QuoteWhy> send(base::QuoteId id, base::Instant now = kNoon) {
    return db().transact("send",
                         [&](store::Tx& tx) { return order::send_quote(tx, id, kStaff, now); });
  }
  base::Result<std::string, QuoteWhy> accept(const order::WrittenQuote& quote,
                                             base::Instant now = kNoon) {
    return accept(db(), quote, now);
  }
  static base::Result<std::string, QuoteWhy> accept(store::Db& with,
                                                    const order::WrittenQuote& quote,
                                                    base::Instant now) {
    return with.transact("accept", [&](store::Tx& tx) {
      return order::accept_quote(tx, quote.number, quote.token, {}, now);
    });
  }
  cart::View view(const std::string& token, base::Instant now = kNoon) {
    return db().at_once("view", [&](store::Tx& tx) { return cart::view(tx, token, now); });
  }
  // Everything of quotes and carts, for what must not have changed.
  std::string rows() {
    std::string all;
    for (const auto* table :
         {"quotes", "quote_revisions", "quote_lines", "quote_events", "carts", "cart_lines",
          "cart_agreements", "holds", "stock_items", "outbox", "free_numbers", "number_counters"})
      all += sql(std::string{"SELECT string_agg(t::text, ',' ORDER BY t::text) FROM "} + table +
                 " t") +
             "\n";
    return all;
  }
  const order::Because kStaff{"gdsctl ann", "asked by phone"};
};

CPPUNIT_TEST_FIXTURE(Quotes, a_quote_is_numbered_and_says_todays_price_beside_the_offered_one) {
  const auto quote = written(offer(2));

  CPPUNIT_ASSERT_EQUAL(std::string{"1001"}, quote.number);
  CPPUNIT_ASSERT_EQUAL(std::string{"2 45000 40000 project price"},
                       sql("SELECT concat_ws(' ', units, list_price_cents, unit_price_cents, "
                           "reason) FROM quote_lines"));
  CPPUNIT_ASSERT_EQUAL(std::string{"open"}, sql("SELECT state FROM quotes"));
  CPPUNIT_ASSERT_EQUAL(std::string{"written by gdsctl ann"},
                       sql("SELECT what || ' by ' || actor FROM quote_events"));
}

CPPUNIT_TEST_FIXTURE(Quotes, an_offer_that_cannot_be_is_refused_and_leaves_nothing) {
  const auto before = rows();
  const auto why = [&](auto change) {
    auto said = offer(2);
    change(said);
    return try_to_write(said).why();
  };

  CPPUNIT_ASSERT(why([](auto& o) { o.lines.clear(); }) == QuoteWhy::NoLines);
  CPPUNIT_ASSERT(why([](auto& o) { o.lines[0].units = 0; }) == QuoteWhy::BadUnits);
  CPPUNIT_ASSERT(why([](auto& o) { o.lines.push_back(o.lines[0]); }) == QuoteWhy::BadUnits);
  CPPUNIT_ASSERT(why([](auto& o) { o.lines[0].variant = base::VariantId{999}; }) ==
                 QuoteWhy::NotForSale);
  CPPUNIT_ASSERT(why([](auto& o) { o.lines[0].reason = ""; }) == QuoteWhy::NoReason);
  CPPUNIT_ASSERT(why([](auto& o) { o.terms = "net_90"; }) == QuoteWhy::NoTerms);
  CPPUNIT_ASSERT(why([](auto& o) { o.expires_at = kNoon; }) == QuoteWhy::PastDeadline);

  CPPUNIT_ASSERT_EQUAL(before, rows());
}

CPPUNIT_TEST_FIXTURE(Quotes, writing_fails_at_any_statement_and_leaves_nothing) {
  const auto before = rows();
  t::FailAt counting{0};
  db().watch(&counting);
  CPPUNIT_ASSERT_THROW(
      db().transact("write",
                    [&](store::Tx& tx) -> base::Done {
                      if (order::write_quote(tx, order::QuoteKind::Quote, offer(2), kStaff, kNoon))
                        throw base::Error{"undone"};
                      return {};
                    }),
      base::Error);
  db().watch(nullptr);
  CPPUNIT_ASSERT_EQUAL(before, rows());
  for (int nth = 1; nth <= counting.seen(); ++nth) {
    t::FailAt failing{nth};
    db().watch(&failing);
    CPPUNIT_ASSERT_THROW(static_cast<void>(try_to_write(offer(2))), store::DbError);
    db().watch(nullptr);
    CPPUNIT_ASSERT_EQUAL(before, rows());
  }
}

CPPUNIT_TEST_FIXTURE(Quotes, a_revision_leaves_the_earlier_one_to_be_read) {
  const auto quote = sent(2);
  const auto revised = db().transact("revise", [&](store::Tx& tx) {
    return order::revise_quote(tx, quote.id, offer(3, Money::cents(39000)), kStaff, kNoon);
  });

  CPPUNIT_ASSERT_EQUAL(2, *revised);
  CPPUNIT_ASSERT_EQUAL(std::string{"1: 2 for 40000; 2: 3 for 39000"},
                       sql("SELECT string_agg(revision || ': ' || units || ' for ' || "
                           "unit_price_cents, '; ' ORDER BY revision) FROM quote_lines"));
  // What is being written anew is not to be accepted.
  CPPUNIT_ASSERT(accept(quote).why() == QuoteWhy::NoSuchQuote);
  CPPUNIT_ASSERT(send(quote.id));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{3 * 39000}, view(*accept(quote)).subtotal.in_cents());
}

CPPUNIT_TEST_FIXTURE(Quotes, a_written_quote_is_not_found_by_its_link_until_it_is_sent) {
  const auto quote = written(offer(2));
  const auto found = [&](const std::string& token) {
    return db().snapshot("find", [&](store::Tx& tx) {
      return order::find_quote_by_token(tx, quote.number, token).has_value();
    });
  };

  CPPUNIT_ASSERT(!found(quote.token));
  CPPUNIT_ASSERT(send(quote.id));
  CPPUNIT_ASSERT(found(quote.token));
  CPPUNIT_ASSERT(!found("another"));
}

CPPUNIT_TEST_FIXTURE(Quotes, each_sending_is_a_mail_of_its_own) {
  const auto quote = sent(2);
  CPPUNIT_ASSERT(send(quote.id));

  CPPUNIT_ASSERT_EQUAL(std::string{"2"},
                       sql("SELECT count(DISTINCT key) FROM outbox WHERE kind = 'mail.quote'"));
}

CPPUNIT_TEST_FIXTURE(Quotes, an_accepted_quote_is_a_cart_at_the_agreed_price_whatever_the_catalog) {
  const auto quote = sent(2);
  const auto token = *accept(quote);
  sql("UPDATE variants SET price_cents = 99900");

  const auto cart = view(token);

  CPPUNIT_ASSERT(cart.agreed);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{80000}, cart.subtotal.in_cents());
  CPPUNIT_ASSERT(cart.lines[0].unit_price == cart.lines[0].price_when_added);
  CPPUNIT_ASSERT(cart.lines[0].held);
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 2"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"accepted"}, sql("SELECT state FROM quotes"));
  const auto sale = db().snapshot(
      "sale", [](store::Tx& tx) { return cart::sale_lines(tx, base::CartId{1}, kNoon); });
  CPPUNIT_ASSERT_EQUAL(std::int64_t{40000}, sale[0].unit_price.in_cents());
}

CPPUNIT_TEST_FIXTURE(Quotes, accepting_twice_gives_the_same_cart) {
  const auto quote = sent(2);

  CPPUNIT_ASSERT_EQUAL(*accept(quote), *accept(quote));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM carts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                       sql("SELECT count(*) FROM quote_events WHERE what = 'accepted'"));
}

CPPUNIT_TEST_FIXTURE(Quotes, of_20_acceptances_at_once_all_get_one_cart) {
  const auto quote = sent(2);

  const auto tokens = t::crowd<std::string>(
      *this, 20, "gds_shop", [&](store::Db& with, int) { return *accept(with, quote, kNoon); });

  for (const auto& token : tokens) CPPUNIT_ASSERT_EQUAL(tokens[0], token);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM carts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 2"}, stock());
}

CPPUNIT_TEST_FIXTURE(Quotes, an_expired_quote_is_not_accepted_and_changes_nothing) {
  const auto quote = sent(2);
  const auto before = rows();

  CPPUNIT_ASSERT(accept(quote, minutes_later(30 * kDay)).why() == QuoteWhy::Expired);

  CPPUNIT_ASSERT_EQUAL(before, rows());
}

CPPUNIT_TEST_FIXTURE(Quotes, what_was_declined_or_withdrawn_is_not_accepted) {
  const auto declined = sent(1);
  const auto withdrawn = sent(1);
  CPPUNIT_ASSERT(db().transact("decline", [&](store::Tx& tx) {
    return order::decline_quote(tx, declined.number, declined.token, "too dear", kNoon);
  }));
  CPPUNIT_ASSERT(db().transact("withdraw", [&](store::Tx& tx) {
    return order::withdraw_quote(tx, withdrawn.id, kStaff, kNoon);
  }));
  const auto before = rows();

  CPPUNIT_ASSERT(accept(declined).why() == QuoteWhy::NotNow);
  CPPUNIT_ASSERT(accept(withdrawn).why() == QuoteWhy::NoSuchQuote);

  CPPUNIT_ASSERT_EQUAL(before, rows());
}

CPPUNIT_TEST_FIXTURE(Quotes, accepting_fails_at_any_statement_and_leaves_nothing) {
  const auto quote = sent(2);
  const auto before = rows();
  for (int nth = 1;; ++nth) {
    t::FailAt failing{nth};
    db().watch(&failing);
    bool failed = false;
    try {
      CPPUNIT_ASSERT(accept(quote));
    } catch (const store::DbError&) {
      failed = true;
    }
    db().watch(nullptr);
    if (!failed) break;
    CPPUNIT_ASSERT_EQUAL(before, rows());
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM cart_agreements"));
}

CPPUNIT_TEST_FIXTURE(Quotes, more_than_there_is_is_accepted_and_the_cart_says_what_is_short) {
  const auto token = *accept(sent(5));

  const auto cart = view(token);

  CPPUNIT_ASSERT(cart.lines[0].short_of_stock());
  CPPUNIT_ASSERT_EQUAL(3, cart.lines[0].most);
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(Quotes, an_agreed_cart_does_not_change) {
  const auto token = *accept(sent(2));
  const auto before = rows();
  const cart::Shopper shopper{token, std::nullopt};
  const auto why = [&](auto change) {
    return db().transact("change", [&](store::Tx& tx) { return change(tx); }).why().why;
  };

  CPPUNIT_ASSERT(why([&](store::Tx& tx) {
                   return cart::add(tx, shopper, {variant, 1, Money::cents(45000)}, {}, kNoon);
                 }) == cart::Why::Agreed);
  CPPUNIT_ASSERT(why([&](store::Tx& tx) {
                   return cart::set_units(tx, shopper, variant, 1, {}, kNoon);
                 }) == cart::Why::Agreed);
  CPPUNIT_ASSERT(why([&](store::Tx& tx) {
                   return cart::remove(tx, shopper, variant, {}, kNoon);
                 }) == cart::Why::Agreed);
  // The database would not have it either.
  CPPUNIT_ASSERT_THROW(sql("UPDATE cart_lines SET units = 1"), store::DbError);
  CPPUNIT_ASSERT_THROW(sql("UPDATE cart_agreements SET terms = 'net_30'"), store::DbError);

  CPPUNIT_ASSERT_EQUAL(before, rows());
}

CPPUNIT_TEST_FIXTURE(Quotes, what_a_revision_said_is_not_edited) {
  written(offer(2));

  CPPUNIT_ASSERT_THROW(sql("UPDATE quote_lines SET units = 1"), store::DbError);
  CPPUNIT_ASSERT_THROW(sql("DELETE FROM quote_revisions"), store::DbError);
  CPPUNIT_ASSERT_THROW(sql("UPDATE quotes SET state = 'accepted'"), store::DbError);
}

}  // namespace
