#include "documents/documents.h"

#include <atomic>
#include <thread>

#include "documents/facts.h"
#include "order/edit.h"
#include "t/golden.h"
#include "t/pdf.h"
#include "t/sale.h"

namespace {

using base::OrderId;
using documents::Document;
using documents::Kind;
using documents::Refusal;
using t::kNoon;
using t::minutes_later;

const documents::Sender kSender{"GigDataServ", {"Austin"}, {"Dock 4"}, "https://shop.example"};

// One placed order of one switch, and its papers.
struct Documents : t::Sale {
  void setUp() override {
    Sale::setUp();
    CPPUNIT_ASSERT(complete(paid_session(frozen_order(1))) == payment::Completion::Placed);
    number = sql("SELECT number FROM orders WHERE id = 1");
  }
  auto make(Kind kind, base::Instant at = kNoon, OrderId order = OrderId{1}) {
    return db().transact("documents", [&](store::Tx& tx) {
      return documents::make(tx, kind, order, kSender, "gdsctl root", at);
    });
  }
  Document made(Kind kind, base::Instant at = kNoon) {
    const auto all = make(kind, at);
    CPPUNIT_ASSERT(all);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, all->size());
    return all->front();
  }
  // What stands on it, one blank between words.
  std::string text_of(const Document& document) {
    std::string text;
    for (const char c : t::text_of_pdf(db().snapshot(
             "body", [&](store::Tx& tx) { return documents::body(tx, document.id); })))
      if (c != ' ' || !text.ends_with(' ')) text += c;
    return text;
  }
  std::string rows() {
    return sql(
        "SELECT string_agg(concat_ws(' ', kind, number, revision), ', ' ORDER BY id) "
        "FROM documents");
  }
  std::string faults() {
    std::string out;
    for (const auto& fault :
         db().snapshot("faults", [](store::Tx& tx) { return documents::faults(tx); }))
      out += fault + "\n";
    return out;
  }
  void credit(const std::string& cents) {
    sql("WITH granted AS (INSERT INTO refunds (order_id, kind, total_cents, reason, actor, at) "
        "VALUES (1, 'goodwill', " +
        cents +
        ", 'late', 'test', '2026-11-22') RETURNING id) "
        "INSERT INTO refund_shares (refund_id, share, cents) SELECT id, 'goodwill', " +
        cents + " FROM granted");
  }
  std::string number;
};

CPPUNIT_TEST_FIXTURE(Documents, an_invoice_says_what_was_frozen) {
  const auto invoice = made(Kind::Invoice);

  CPPUNIT_ASSERT_EQUAL(std::string{"INV-1001"}, invoice.number);
  const auto text = text_of(invoice);
  for (const auto& part : {number, std::string{"Cisco Catalyst 3850 24-port"},
                           std::string{"WS-C3850-24T-L"}, std::string{"Kim Lee"},
                           std::string{"$450.00"}, std::string{"$19.95"}, base::to_text(total(1))})
    CPPUNIT_ASSERT_MESSAGE(part, t::has(text, part));
  const auto facts = db().snapshot("facts", [](store::Tx& tx) {
    return documents::invoice_facts(tx, *order::find(tx, OrderId{1}));
  });
  CPPUNIT_ASSERT(facts.billing.paid == total(1));
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, facts.taxes.size());
  CPPUNIT_ASSERT_EQUAL(std::string{""}, faults());
}

CPPUNIT_TEST_FIXTURE(Documents, what_says_the_same_is_the_one_there_is) {
  const auto first = made(Kind::Invoice);
  const auto again = made(Kind::Invoice, minutes_later(9));
  CPPUNIT_ASSERT(first.id == again.id);

  credit("1000");
  const auto next = made(Kind::Invoice, minutes_later(10));
  CPPUNIT_ASSERT(next.id == made(Kind::Invoice, minutes_later(11)).id);

  CPPUNIT_ASSERT_EQUAL(std::string{"invoice INV-1001 1, invoice INV-1001 2"}, rows());
  CPPUNIT_ASSERT(t::has(text_of(next), "Credited"));
  CPPUNIT_ASSERT(!t::has(text_of(first), "Credited"));
  const auto found = [&](std::optional<int> revision) {
    return db().snapshot("find",
                         [&](store::Tx& tx) { return documents::find(tx, "INV-1001", revision); });
  };
  CPPUNIT_ASSERT(found({})->id == next.id);
  CPPUNIT_ASSERT(found(1)->id == first.id);
  CPPUNIT_ASSERT(!found(3));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, faults());
}

CPPUNIT_TEST_FIXTURE(Documents, an_edited_order_has_a_new_revision_of_its_invoice) {
  made(Kind::Invoice);
  db().transact("edit", [&](store::Tx& tx) {
    const order::Because why{"staff", ""};
    const auto edit = *order::begin_edit(tx, OrderId{1}, why, kNoon);
    CPPUNIT_ASSERT(order::edit_add(tx, edit, {variant, 1, base::Money::cents(40123), "loyal"}));
    const auto plan = *order::preview_edit(tx, edit, kNoon);
    CPPUNIT_ASSERT(order::confirm_edit(tx, edit, plan.fingerprint, why, kNoon));
    return base::Done{};
  });

  const auto invoice = made(Kind::Invoice);

  CPPUNIT_ASSERT_EQUAL(std::string{"INV-1001"}, invoice.number);
  CPPUNIT_ASSERT_EQUAL(2, invoice.revision);
  const auto text = text_of(invoice);
  for (const auto& part : {"$450.00", "$401.23", "Balance due $434.33"})
    CPPUNIT_ASSERT_MESSAGE(part, t::has(text, part));
}

CPPUNIT_TEST_FIXTURE(Documents, each_parcel_refund_and_return_has_its_paper) {
  sql("INSERT INTO fulfilments (order_id, state, actor, packed_at) VALUES "
      "(1, 'cancelled', 'test', '2026-11-22'), (1, 'packed', 'test', '2026-11-22'); "
      "INSERT INTO fulfilment_lines (fulfilment_id, order_line_id, units) VALUES (1, 1, 1), (2, 1, "
      "1); "
      "INSERT INTO serials (variant_id, serial, stock_item_id) VALUES (1, 'FDO1628P0AB', 1); "
      "INSERT INTO serial_events (serial_id, from_state, to_state, fulfilment_line_id, cause, "
      "actor, at) "
      "VALUES (1, 'in_stock', 'shipped', 2, 'fulfilment 2', 'test', '2026-11-22'); "
      "INSERT INTO returns (order_id, number, state, reason, actor, requested_at, answered_at) "
      "VALUES "
      "(1, '1001', 'approved', 'late', 'test', '2026-11-22', '2026-11-22'), "
      "(1, '1002', 'refused', 'late', 'test', '2026-11-22', '2026-11-22'); "
      "INSERT INTO return_lines (return_id, order_line_id, units, reason) VALUES (1, 1, 1, "
      "'late')");
  credit("1000");
  credit("500");

  const auto slip = made(Kind::PackingSlip);
  const auto back = made(Kind::ReturnSlip);
  const auto notes = make(Kind::CreditNote);

  CPPUNIT_ASSERT(notes && notes->size() == 2);
  CPPUNIT_ASSERT_EQUAL(std::string{"packing_slip PS-1001 1, return_slip RMA-1001 1, "
                                   "credit_note CN-1001 1, credit_note CN-1002 1"},
                       rows());
  CPPUNIT_ASSERT(t::has(text_of(slip), "Parcel 2"));
  CPPUNIT_ASSERT(t::has(text_of(slip), "Serial numbers: FDO1628P0AB"));
  CPPUNIT_ASSERT(!t::has(text_of(slip), "$"));
  CPPUNIT_ASSERT(t::has(text_of(back), "RMA-1001"));
  CPPUNIT_ASSERT(t::has(text_of(notes->back()), "$5.00"));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, faults());

  // It leaves: the slip says by whom, and is the next revision of the same number.
  sql("UPDATE fulfilments SET state = 'shipped', carrier = 'UPS', tracking = '1Z999', "
      "shipped_at = '2026-11-23' WHERE id = 2");
  CPPUNIT_ASSERT_EQUAL(2, made(Kind::PackingSlip, minutes_later(1)).revision);
}

CPPUNIT_TEST_FIXTURE(Documents, a_quote_has_its_own_number) {
  const auto quoted = db().transact("quote", [&](store::Tx& tx) {
    order::OfferTerms offer{};
    offer.email = "kim@example.com";
    offer.name = "Kim Lee";
    offer.expires_at = minutes_later(9999);
    offer.lines = {{variant, 2, base::Money::cents(40000), "project price"}};
    return order::write_quote(tx, order::QuoteKind::Quote, offer, {"gdsctl root", ""}, kNoon);
  });
  CPPUNIT_ASSERT(quoted);
  const auto paper = [&](base::QuoteId id) {
    return db().transact("paper", [&](store::Tx& tx) {
      return documents::make_quote(tx, id, kSender, "gdsctl root", kNoon);
    });
  };

  const auto made = paper(quoted->id);
  CPPUNIT_ASSERT(made);
  CPPUNIT_ASSERT_EQUAL("Q-" + quoted->number, made->number);
  CPPUNIT_ASSERT(paper(quoted->id)->id == made->id);
  CPPUNIT_ASSERT(!paper(base::QuoteId{9}));
  CPPUNIT_ASSERT(t::has(text_of(*made), "$800.00"));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, faults());
}

CPPUNIT_TEST_FIXTURE(Documents, an_order_that_needs_a_decision_has_no_papers) {
  frozen_order(1);
  frozen_order(1);
  const auto before = sql("SELECT string_agg(c::text, ' ') FROM number_counters c");
  sql("UPDATE orders SET state = 'needs_attention', attention = 'stock', number = '99', "
      "token = 'token', placed_at = '2026-11-22' WHERE id = 3");

  CPPUNIT_ASSERT(make(Kind::Invoice, kNoon, OrderId{2}).why() == Refusal::NotNow);
  CPPUNIT_ASSERT(make(Kind::Invoice, kNoon, OrderId{3}).why() == Refusal::NotNow);
  CPPUNIT_ASSERT(make(Kind::Invoice, kNoon, OrderId{9}).why() == Refusal::NoOrder);

  CPPUNIT_ASSERT_EQUAL(std::string{""}, rows());
  CPPUNIT_ASSERT_EQUAL(before, sql("SELECT string_agg(c::text, ' ') FROM number_counters c"));
}

CPPUNIT_TEST_FIXTURE(Documents, a_number_is_not_lost_when_making_fails_at_any_statement) {
  int statements = 0;
  for (int nth = 1; statements < nth; ++nth) {
    t::FailAt fault{nth};
    db().watch(&fault);
    try {
      made(Kind::Invoice);
      statements = fault.seen();
    } catch (const store::DbError&) {
      db().watch(nullptr);
      CPPUNIT_ASSERT_EQUAL(std::string{""}, rows());
      CPPUNIT_ASSERT_EQUAL(std::string{""}, faults());
    }
    db().watch(nullptr);
    if (statements > 0) break;
  }
  CPPUNIT_ASSERT(statements >= 8);
  CPPUNIT_ASSERT_EQUAL(std::string{"invoice INV-1001 1"}, rows());
}

CPPUNIT_TEST_FIXTURE(Documents, of_ten_that_make_the_invoice_at_once_one_does) {
  std::vector<std::thread> all;
  std::atomic<int> ended{0};
  for (int i = 0; i < 10; ++i)
    all.emplace_back([&] {
      auto own = rival("gds_shop");
      const auto papers = own.transact("documents", [](store::Tx& tx) {
        return documents::make(tx, Kind::Invoice, OrderId{1}, kSender, "shopper", kNoon);
      });
      if (papers && papers->size() == 1) ++ended;
    });
  for (auto& one : all) one.join();

  CPPUNIT_ASSERT_EQUAL(10, ended.load());
  CPPUNIT_ASSERT_EQUAL(std::string{"invoice INV-1001 1"}, rows());
  CPPUNIT_ASSERT_EQUAL(std::string{""}, faults());
}

CPPUNIT_TEST_FIXTURE(Documents, what_was_made_is_never_changed) {
  made(Kind::Invoice);
  CPPUNIT_ASSERT_THROW(sql("UPDATE documents SET revision = 2"), store::DbError);
  CPPUNIT_ASSERT_THROW(sql("DELETE FROM documents"), store::DbError);
  CPPUNIT_ASSERT_THROW(
      sql("INSERT INTO documents (kind, order_id, number, drawn, revision, says, body, sha256, "
          "actor, made_at) SELECT kind, order_id, number, drawn, 2, says, body || '!', sha256, "
          "actor, made_at FROM documents"),
      store::DbError);
}

CPPUNIT_TEST_FIXTURE(Documents, faults_tell_of_a_lost_number_and_of_changed_bytes) {
  made(Kind::Invoice);
  sql("DELETE FROM free_numbers WHERE kind = 'invoice' AND number = 1002; "
      "ALTER TABLE documents DISABLE TRIGGER append_only; "
      "ALTER TABLE documents DROP CONSTRAINT documents_bytes; "
      "UPDATE documents SET body = body || '!'");
  CPPUNIT_ASSERT_EQUAL(std::string{"documents: INV-1001 revision 1 is not what was made\n"
                                   "documents: invoice lost 1 numbers\n"},
                       faults());
}

}  // namespace
