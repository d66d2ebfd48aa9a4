#include "t/golden.h"
#include "views/compare_view.h"
#include "views/estimate_view.h"

namespace {

catalog::Compared compared(const catalog::ProductCard& card, const char* height) {
  catalog::Compared one;
  one.card = card;
  one.specs = {{"Brand", "Cisco"}, {"Rack height", height}};
  one.offer = t::switch_page().offers.front();
  return one;
}

std::string compare(const views::CompareView& view) {
  return views::compare_page(t::templates(), t::layout(), view);
}

CPPUNIT_TEST_FIXTURE(t::Plain, rows_in_which_products_differ_are_marked) {
  views::CompareView view;
  view.products = {compared(t::switch_card(), "1U"), compared(t::server_card(), "2U")};
  view.products.front().specs.push_back({"PoE ports", "24"});

  const auto page = compare(view);

  // Height, PoE, and the conditions that the cards have.
  CPPUNIT_ASSERT_EQUAL(3, t::times(page, "<tr class=\"differs\">"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(page, "<tr class=\"same\">"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(page, "not known"));
  CPPUNIT_ASSERT_EQUAL(2, t::times(page, "action=\"/cart/add\""));
  CPPUNIT_ASSERT(t::has(page, "href=\"/compare?p=9\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, one_alone_says_how_to_choose_others) {
  views::CompareView view;
  CPPUNIT_ASSERT(t::has(compare(view), "Mark two to four products"));

  view.products = {compared(t::switch_card(), "1U")};
  view.products.front().offer.reset();
  CPPUNIT_ASSERT(t::has(compare(view), "Mark two to four products"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(compare(view), "action=\"/cart/add\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_estimate_has_ways_or_a_reason_or_a_person) {
  views::EstimateView view;
  view.product = t::switch_card();
  view.sku = "C24";
  view.zip = "78701";
  const auto page = [&] { return views::estimate_page(t::templates(), t::layout(), view); };
  CPPUNIT_ASSERT(t::has(page(), "have a person make the price"));

  const std::chrono::sys_days day{std::chrono::year{2026} / 12 / 1};
  view.options = {{"ground", "Ground", day, day, base::Money::cents(2495)}};
  CPPUNIT_ASSERT(t::has(page(), "<td class=\"num\">$24.95</td>"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{
          R"({"zip":"78701","ways":[{"name":"Ground","arrives":"Tue, Dec 1","price":"$24.95"}]})"},
      views::estimate_json(view));

  view.error = "No.";
  CPPUNIT_ASSERT_EQUAL(std::string{R"({"error":"No."})"}, views::estimate_json(view));
}

}  // namespace
