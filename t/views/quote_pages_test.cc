#include "t/golden.h"
#include "views/quote_view.h"

namespace {

std::string page(const views::QuoteView& view) {
  return views::quote_page(t::templates(), t::layout(), view);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_quote_says_what_is_offered_and_how_to_answer) {
  const auto html = page(t::quote());

  CPPUNIT_ASSERT(t::has(html, "For Kim Doe, Doe Labs, good until"));
  CPPUNIT_ASSERT(t::has(html, "instead of <del>$450.00</del>"));
  CPPUNIT_ASSERT(t::has(html, "Shipping, Freight</th><td class=\"num\">$250.00"));
  CPPUNIT_ASSERT(
      t::has(html, "Net 30: no card is charged when you order. Your purchase order: PO-7."));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "action=\"/quotes/accept\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "action=\"/quotes/decline\""));
  CPPUNIT_ASSERT_EQUAL(2, t::times(html, "name=\"token\" value=\"tok-EN_1\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_quote_that_is_over_can_be_answered_no_more) {
  auto view = t::quote();
  for (const auto standing : {views::QuoteStanding::Expired, views::QuoteStanding::Declined,
                              views::QuoteStanding::Ordered}) {
    view.standing = standing;
    view.order = standing == views::QuoteStanding::Ordered ? "10001" : "";
    const auto html = page(view);
    CPPUNIT_ASSERT_EQUAL(0, t::times(html, "action=\"/quotes/accept\""));
    CPPUNIT_ASSERT_EQUAL(0, t::times(html, "action=\"/quotes/decline\""));
  }
  CPPUNIT_ASSERT(t::has(page(view), "It is order 10001."));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_a_quote_holds_is_text) {
  auto view = t::quote();
  view.note = view.company = view.lines[0].line.title = "\"><script>alert(1)</script>";

  CPPUNIT_ASSERT_EQUAL(0, t::times(page(view), "<script>alert"));
}

}  // namespace
