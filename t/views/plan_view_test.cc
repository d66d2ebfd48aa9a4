#include "views/plan_view.h"

#include "t/golden.h"

namespace {

using base::Money;

const base::Instant kNoon = *base::parse_iso8601("2026-11-22T12:00:00Z");
const views::MailFrame kFrame{"https://shop.example", "Rack & Port",
                              "1 Rack Road, Columbus, OH 43215"};

payment::Subscribed subscribed() {
  return {.id = payment::SubscriptionId{4},
          .plan = "next-day",
          .name = "Next <day>",
          .price = Money::cents(4900),
          .every = "month",
          .status = "active",
          .period_end = kNoon + std::chrono::hours{24 * 30},
          .ends = false,
          .entitled_until = kNoon + std::chrono::hours{24 * 30},
          .grace_until = std::nullopt,
          .is_over = false};
}
std::string page(const payment::Subscribed& one) {
  return views::plans_page(t::templates(), t::layout(),
                           {.token = "tok", .subscribed = {one}, .now = kNoon});
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_plan_of_ones_own_says_when_it_renews_and_can_be_ended) {
  const auto html = page(subscribed());
  CPPUNIT_ASSERT(t::has(html, "Next &lt;day&gt;"));
  CPPUNIT_ASSERT(t::has(html, "$49.00 a month"));
  CPPUNIT_ASSERT(t::has(html, "Renews on "));
  CPPUNIT_ASSERT(t::has(html, "action=\"/account/plans/end\""));
  CPPUNIT_ASSERT(t::has(html, "There is none that you have not got"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "Pay now"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_plan_whose_payment_failed_leads_to_its_invoice) {
  auto one = subscribed();
  one.grace_until = kNoon + std::chrono::hours{24 * 7};
  CPPUNIT_ASSERT(t::has(page(one), "href=\"/checkout/invoice?id=4\">Pay now</a>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_plan_that_ends_is_not_ended_again) {
  auto one = subscribed();
  one.ends = true;
  CPPUNIT_ASSERT(t::has(page(one), "Ends on "));
  CPPUNIT_ASSERT_EQUAL(0, t::times(page(one), "/account/plans/end"));
  one.is_over = true;
  CPPUNIT_ASSERT(t::has(page(one), "Ended; yours until "));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_plan_that_is_sold_can_be_subscribed_to) {
  const auto html = views::plans_page(t::templates(), t::layout(),
                                      {.token = "tok",
                                       .notice = views::Notice{"Thank you", "Soon."},
                                       .offered = {{.id = payment::PlanId{1},
                                                    .code = "next-day",
                                                    .name = "Next day",
                                                    .about = "A part by <tomorrow>.",
                                                    .price = Money::cents(49900),
                                                    .every = "year",
                                                    .is_withdrawn = false}},
                                       .now = kNoon});
  CPPUNIT_ASSERT(t::has(html, "action=\"/checkout/subscribe\""));
  CPPUNIT_ASSERT(t::has(html, "name=\"plan\" value=\"next-day\""));
  CPPUNIT_ASSERT(t::has(html, "$499.00 a year. It renews by itself"));
  CPPUNIT_ASSERT(t::has(html, "A part by &lt;tomorrow&gt;."));
  CPPUNIT_ASSERT(t::has(html, "None yet."));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_failed_payment_and_an_end_are_told_in_both_parts) {
  const payment::PlanMail mail{"kim@example.com", "Next day", Money::cents(4900),
                               kNoon + std::chrono::hours{24 * 7}, true};
  const auto unpaid = views::plan_unpaid_mail(t::templates(), kFrame, mail);
  CPPUNIT_ASSERT_EQUAL(std::string{"A payment for Next day failed"}, unpaid.subject);
  const auto ended = views::plan_ended_mail(t::templates(), kFrame, mail);
  CPPUNIT_ASSERT_EQUAL(std::string{"Next day has ended"}, ended.subject);
  for (const auto& part : {unpaid.text, unpaid.html}) {
    CPPUNIT_ASSERT(t::has(part, "$49.00"));
    CPPUNIT_ASSERT(t::has(part, "https://shop.example/account/plans"));
  }
  for (const auto& part : {ended.text, ended.html})
    CPPUNIT_ASSERT(t::has(part, "Nothing more is charged"));
}

}  // namespace
