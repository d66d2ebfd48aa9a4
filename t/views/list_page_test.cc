#include "t/golden.h"
#include "views/list_view.h"

namespace {

cart::SavedItem item(std::int64_t variant, int units, int available, bool for_sale = true) {
  return {base::VariantId{variant},
          "Catalyst <3850>",
          "cisco-3850",
          "WS-C3850",
          "used",
          std::nullopt,
          std::nullopt,
          std::nullopt,
          units,
          base::Money::cents(21900),
          for_sale,
          available};
}

views::ListView own() {
  views::ListView view;
  view.list = {cart::SavedListId{7}, "Rack \"4\"", std::nullopt, {item(1, 2, 9), item(2, 3, 2)}};
  return view;
}

std::string page(const views::ListView& view) {
  return views::list_page(t::templates(), t::layout(), view);
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_can_be_had_of_a_list_goes_into_the_cart) {
  const auto html = page(own());

  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "action=\"/cart/add\""));
  CPPUNIT_ASSERT(t::has(html, "name=\"list\" value=\"7\"><button class=\"plain\""));
  CPPUNIT_ASSERT(t::has(html, "1 item that can be had</span> <b>$438.00</b>"));
  CPPUNIT_ASSERT(t::has(html, "name=\"total_version\" value=\"43800\""));
  CPPUNIT_ASSERT(t::has(html, "Only 2 left"));
  CPPUNIT_ASSERT(t::has(html, "<h1>Rack &quot;4&quot;</h1>"));
  CPPUNIT_ASSERT(t::has(html, "Make a link to it"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "<select"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_item_of_a_list_can_go_to_another_one) {
  auto view = own();
  view.others = {{cart::SavedListId{8}, "Spares", 0, false}};
  const auto html = page(view);

  CPPUNIT_ASSERT_EQUAL(2, t::times(html, "<select"));
  CPPUNIT_ASSERT_EQUAL(2, t::times(html, "<option value=\"8\">Spares</option>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, who_has_the_link_of_a_list_changes_nothing_of_it) {
  auto view = own();
  view.of = views::ListOf::Another;
  view.list.share_code = "abc";
  view.list.items.push_back(item(3, 1, 5, false));
  const auto html = page(view);

  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "action=\"/lists/remove"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "action=\"/lists/name"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "name=\"list\""));
  CPPUNIT_ASSERT(t::has(html, "name=\"code\" value=\"abc\""));
  CPPUNIT_ASSERT(t::has(html, "Not sold any more"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_name_that_was_refused_stays_in_its_field) {
  auto view = own();
  view.error = "You have a list of that name. Choose another one.";
  view.typed = "Spares";
  const auto html = page(view);

  CPPUNIT_ASSERT(t::has(html, "<title>Error: Rack"));
  CPPUNIT_ASSERT(t::has(html, "value=\"Spares\" required aria-invalid=\"true\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, lists_are_named_and_a_guest_is_told_whose_they_are) {
  views::ListsView view;
  CPPUNIT_ASSERT(
      t::has(views::lists_page(t::templates(), t::layout(), view), "Nothing is saved yet"));
  view.lists = {{cart::SavedListId{7}, "Rack 4", 2, true}};
  auto html = views::lists_page(t::templates(), t::layout(), view);
  CPPUNIT_ASSERT(t::has(html, "<a href=\"/lists/7\">Rack 4</a></h2><p>2 items <span"));
  CPPUNIT_ASSERT(t::has(html, "This browser alone"));
  view.signed_in = true;
  view.error = "no";
  html = views::lists_page(t::templates(), t::layout(), view);
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "This browser alone"));
  CPPUNIT_ASSERT(t::has(html, "<title>Error: Saved lists"));
}

}  // namespace
