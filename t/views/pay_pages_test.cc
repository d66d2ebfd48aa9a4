#include "t/golden.h"
#include "t/page_samples.h"
#include "views/pay_view.h"

namespace {

using base::Money;

CPPUNIT_TEST_FIXTURE(t::Plain, a_page_to_pay_asks_for_what_is_due_and_names_the_order) {
  const auto html =
      views::pay_page(t::templates(), t::layout(),
                      {"10042", "tok-EN_1", Money::cents(10825), "/orders/10042?t=tok-EN_1"});

  CPPUNIT_ASSERT(t::has(html, "Pay $108.25 by card"));
  CPPUNIT_ASSERT(t::has(html, R"(action="/checkout/balance")"));
  CPPUNIT_ASSERT(t::has(html, R"(name="number" value="10042")"));
  CPPUNIT_ASSERT(t::has(html, R"(name="token" value="tok-EN_1")"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_page_to_pay_with_nothing_due_has_no_button) {
  const auto html =
      views::pay_page(t::templates(), t::layout(), {"10042", "tok", {}, "/orders/10042?t=tok"});

  CPPUNIT_ASSERT(t::has(html, "Nothing of this order is to be paid here."));
  CPPUNIT_ASSERT(!t::has(html, "/checkout/balance"));
}

}  // namespace
