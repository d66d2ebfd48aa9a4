#include "documents/papers.h"

#include "documents/winansi.h"
#include "t/golden.h"
#include "t/pdf.h"
#include "t/rows.h"

namespace {

using base::Money;
using documents::Sender;
using t::kNoon;

const Sender kSender{"GigDataServ",
                     {"GigDataServ Inc., 100 Congress Ave, Suite 200, Austin, TX 78701"},
                     {"GigDataServ", "Dock 4", "100 Congress Ave", "Austin, TX 78701"},
                     "https://shop.example"};
const order::Address kAddress{
    "Kim Łée", "Łódź Networks & Co.", "500 W 2nd St", "Suite 1900", "Austin", "TX",
    "78701",   "512-555-0100"};

order::Line line(int position, const std::string& title, int units, std::int64_t cents) {
  return {position,
          base::VariantId{1},
          "CIS-3850-R",
          "WS-C3850-24T-L",
          title,
          "slug",
          "refurbished",
          units,
          Money::cents(cents),
          Money::cents(cents * units),
          Money{},
          Money{}};
}

// $1,800.00 of goods less $180.00, $44.95 of shipping, tax of two jurisdictions and a fee.
documents::InvoiceFacts invoice() {
  documents::InvoiceFacts facts{.order = {.id = base::OrderId{1},
                                          .public_id = "",
                                          .number = "10001",
                                          .token = {},
                                          .state = "placed",
                                          .attention = "",
                                          .email = "kim@example.com",
                                          .subtotal = Money::cents(180000),
                                          .discount = Money::cents(18000),
                                          .shipping = Money::cents(4495),
                                          .tax = Money::cents(13393),
                                          .total = Money::cents(179888),
                                          .due = Money::cents(179888),
                                          .shipping_method_name = "Ground",
                                          .min_days = 1,
                                          .max_days = 5,
                                          .tax_calculation_id = "",
                                          .frozen_at = kNoon,
                                          .placed_at = kNoon,
                                          .terms = "net_30",
                                          .po_number = "4500012345",
                                          .payment_due_at = t::minutes_later(30 * 24 * 60),
                                          .balance = Money::cents(74888)},
                                .address = kAddress,
                                .lines = {},
                                .discounts = {},
                                .taxes = {},
                                .billing = {}};
  facts.lines = {line(0, "Cisco Catalyst 3850 24-port", 2, 45000),
                 line(1,
                      "Cisco Catalyst 3850 24-port Gigabit Ethernet switch with four SFP uplinks, "
                      "350 W power supply, LAN Base, rack ears and console cable",
                      2, 45000)};
  const base::PromotionId promotion{1};
  facts.discounts = {{0, promotion, "Ten percent", "TEN", "product", Money::cents(9000)},
                     {1, promotion, "Ten percent", "TEN", "product", Money::cents(9000)}};
  facts.taxes = {{0, "US-TX", "6.25", Money::cents(162000), Money::cents(10125), ""},
                 {0, "US-TX Austin", "2", Money::cents(162000), Money::cents(3240), ""},
                 {std::nullopt, "US-CO", "0.0", Money{}, Money::cents(28), ""}};
  facts.billing = {Money::cents(4495), Money{}, Money::cents(5000), Money::cents(100000)};
  return facts;
}

std::string printed(const documents::Paper& paper, const std::string& number, int revision = 1) {
  return t::text_of_pdf(documents::print(paper, {number, revision, kNoon}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_invoice_reads_as_it_should) {
  t::assert_golden("documents/invoice.txt",
                   printed(documents::invoice_paper(invoice(), kSender), "INV-1001", 2));
}

CPPUNIT_TEST_FIXTURE(t::Plain, shipping_tax_9_12_a_fee_per_delivery_is_a_line_of_the_invoice) {
  const auto paper = documents::invoice_paper(invoice(), kSender);

  int fees = 0;
  for (const auto& total : paper.totals)
    if (total.name == "Retail delivery fee US-CO" && total.amount == "$0.28") ++fees;
  CPPUNIT_ASSERT_EQUAL(1, fees);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_packing_slip_reads_as_it_should) {
  documents::SlipLine many{"Dell R740xd", "DEL-740", "R740XD", "used", 40, 40, {}};
  for (int i = 0; i < 40; ++i) many.serials.push_back("CN" + std::to_string(7000000 + i));
  const documents::SlipFacts facts{
      base::FulfilmentId{1},
      "10001",
      "4500012345",
      "Ground",
      "",
      "UPS",
      "1Z999AA10123456784",
      2,
      kAddress,
      {{"Cisco Catalyst 3850 24-port", "CIS-3850-R", "WS-C3850-24T-L", "refurbished", 4, 2, {}},
       many}};
  t::assert_golden("documents/packing_slip.txt",
                   printed(documents::packing_slip_paper(facts, kSender), "PS-1001"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_packing_slip_of_freight_says_how_it_is_unloaded) {
  const documents::SlipFacts facts{base::FulfilmentId{1},
                                   "10001",
                                   "",
                                   "Freight",
                                   "Business without a loading dock; lift-gate",
                                   "",
                                   "",
                                   1,
                                   kAddress,
                                   {}};
  const auto paper = documents::packing_slip_paper(facts, kSender);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, paper.blocks.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"UNLOADING"}, paper.blocks[1].title);
  CPPUNIT_ASSERT_EQUAL(std::string{"Business without a loading dock; lift-gate"},
                       paper.blocks[1].lines.at(0));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_credit_note_reads_as_it_should) {
  const documents::CreditFacts facts{base::RefundId{1},
                                     "10001",
                                     "",
                                     "return",
                                     kAddress,
                                     {{"goods", "Cisco Catalyst 3850", 1, Money::cents(45000)},
                                      {"tax", "Cisco Catalyst 3850", 1, Money::cents(3713)},
                                      {"fee", "Cisco Catalyst 3850", 0, Money::cents(-2500)},
                                      {"shipping", "", 0, Money::cents(1995)},
                                      {"goodwill", "", 0, Money::cents(1000)}},
                                     Money::cents(49208)};
  t::assert_golden("documents/credit_note.txt",
                   printed(documents::credit_note_paper(facts, kSender), "CN-1001"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_return_slip_reads_as_it_should) {
  const documents::ReturnSlipFacts facts{
      base::ReturnId{1},
      "10001",
      "1001",
      kAddress,
      {{"Cisco Catalyst 3850 24-port", "CIS-3850-R", 2, "not_as_described"}}};
  t::assert_golden("documents/return_slip.txt",
                   printed(documents::return_slip_paper(facts, kSender), "RMA-1001"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_quote_reads_as_it_should) {
  documents::QuoteFacts facts{{base::QuoteId{1},
                               "1001",
                               "token",
                               "quote",
                               "sent",
                               1,
                               "kim@example.com",
                               "Kim Lee",
                               "Networks & Co.",
                               "net_30",
                               "",
                               "Freight",
                               Money::cents(25000),
                               "Two weeks after your order.",
                               t::minutes_later(14 * 24 * 60),
                               kNoon,
                               Money::cents(420000),
                               {}},
                              {}};
  facts.lines = {{0, base::VariantId{1}, "CIS-3850-R", "WS-C3850-24T-L",
                  "Cisco Catalyst 3850 24-port", "slug", "refurbished", 10, Money::cents(45000),
                  Money::cents(42000), "volume"}};
  t::assert_golden("documents/quote.txt",
                   printed(documents::quote_paper(facts, kSender), "Q-1001"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_sums_of_an_invoice_add_up) {
  auto facts = invoice();
  // What no named promotion took off is said as well.
  facts.order.discount = Money::cents(20000);
  facts.order.total = Money::cents(177888);
  facts.billing.paid = Money::cents(177888);
  facts.order.balance = Money::cents(-5000);
  const auto paper = documents::invoice_paper(facts, kSender);

  std::vector<std::string> sums;
  for (const auto& total : paper.totals) sums.push_back(total.name + " " + total.amount);
  const std::vector<std::string> expected{"Goods $1,800.00",
                                          "Shipping, Ground $44.95",
                                          "Ten percent (TEN) -$180.00",
                                          "Discount -$20.00",
                                          "Sales tax US-TX 6.25% $101.25",
                                          "Sales tax US-TX Austin 2% $32.40",
                                          "Retail delivery fee US-CO $0.28",
                                          "Total $1,778.88",
                                          "Credited -$50.00",
                                          "Paid -$1,778.88",
                                          "Owed to you $50.00"};
  CPPUNIT_ASSERT(expected == sums);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, paper.notes.size());  // nobody is asked to pay
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_long_table_goes_on_under_its_head_on_every_page) {
  auto facts = invoice();
  facts.lines.clear();
  for (int i = 0; i < 100; ++i)
    facts.lines.push_back(line(i, "Part " + std::to_string(1000 + i), 1, 100));
  const auto text = printed(documents::invoice_paper(facts, kSender), "INV-1001");

  const int pages = t::times(text, "\f");
  CPPUNIT_ASSERT_EQUAL(6, pages);
  CPPUNIT_ASSERT_EQUAL(pages, t::times(text, "Page "));
  CPPUNIT_ASSERT(t::has(text, "Page 6 of 6"));
  CPPUNIT_ASSERT_EQUAL(pages - 1, t::times(text, "Invoice INV-1001"));
  CPPUNIT_ASSERT(t::times(text, "Unit price") >= pages - 1);
  for (int i = 0; i < 100; ++i)
    CPPUNIT_ASSERT_EQUAL(1, t::times(text, "Part " + std::to_string(1000 + i)));
  CPPUNIT_ASSERT_EQUAL(1, t::times(text, "Balance due"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_word_wider_than_its_column_is_cut_and_nothing_is_lost) {
  auto facts = invoice();
  facts.lines = {line(0, std::string(300, 'W'), 1, 100)};
  const auto text = printed(documents::invoice_paper(facts, kSender), "INV-1001");
  CPPUNIT_ASSERT(t::times(text, "W") >= 300);
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_same_paper_is_the_same_bytes) {
  const auto paper = documents::invoice_paper(invoice(), kSender);
  const auto first = documents::print(paper, {"INV-1001", 1, kNoon});
  CPPUNIT_ASSERT(first == documents::print(paper, {"INV-1001", 1, kNoon}));
  CPPUNIT_ASSERT(first != documents::print(paper, {"INV-1001", 2, kNoon}));
  CPPUNIT_ASSERT(first != documents::print(paper, {"INV-1001", 1, t::minutes_later(1)}));

  CPPUNIT_ASSERT_EQUAL(documents::digest(paper),
                       documents::digest(documents::invoice_paper(invoice(), kSender)));
  auto other = invoice();
  other.order.po_number = "4500012346";
  CPPUNIT_ASSERT(documents::digest(paper) !=
                 documents::digest(documents::invoice_paper(other, kSender)));
}

CPPUNIT_TEST_FIXTURE(t::Plain, letters_that_the_fonts_lack_become_the_nearest_ones) {
  using documents::to_winansi;
  CPPUNIT_ASSERT_EQUAL(std::string{"plain"}, to_winansi("plain"));
  CPPUNIT_ASSERT_EQUAL(std::string{"\xE9 \x80 \x96 \x93q\x94"}, to_winansi("é € – “q”"));
  CPPUNIT_ASSERT_EQUAL(std::string{"L\xF3"
                                   "dz Dvor\xE1k \x8Akoda"},
                       to_winansi("Łódź Dvořák Škoda"));
  CPPUNIT_ASSERT_EQUAL(std::string{"e ? ?"}, to_winansi("e\xCC\x81 漢 \xFF"));
  CPPUNIT_ASSERT_EQUAL(std::string{"a b c"}, to_winansi("a\tb\nc"));
}

}  // namespace
