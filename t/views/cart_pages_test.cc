#include "t/golden.h"
#include "views/assets.h"
#include "views/cart_view.h"
#include "views/content_view.h"
#include "views/error_view.h"

namespace {

std::string cart(const views::CartView& view) {
  return views::cart_page(t::templates(), t::layout(), view);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_cart_links_its_lines_and_leads_to_the_checkout) {
  const auto html = cart(t::cart());

  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "href=\"/p/cisco-ws-c3850-24t-l\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "href=\"/checkout\">Checkout</a>"));
  CPPUNIT_ASSERT(t::has(html, "data-cart-units=\"2\""));
  CPPUNIT_ASSERT(t::has(html, "for another 15 minutes"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "action=\"/cart/update\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "action=\"/cart/remove\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_empty_cart_is_no_dead_end) {
  const auto html = cart({});

  CPPUNIT_ASSERT(t::has(html, "Nothing is in it yet."));
  CPPUNIT_ASSERT(t::has(html, "href=\"/#departments\""));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "/checkout"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_line_that_is_short_offers_what_there_is_and_blocks_the_checkout) {
  auto view = t::cart();
  view.lines.front().available = 1;
  view.lines.front().price_was = base::Money::cents(27900);

  const auto html = cart(view);

  CPPUNIT_ASSERT_EQUAL(1, t::times(html, ">Change it to 1 unit</button>"));
  CPPUNIT_ASSERT(t::has(html, "<del>$279.00</del> → <ins>$289.00</ins>"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "href=\"/checkout\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_was_typed_into_a_line_stays_with_its_error) {
  auto view = t::cart();
  view.lines.front().typed = "\"><b>";
  view.lines.front().error = "Give a whole number.";

  const auto html = cart(view);

  CPPUNIT_ASSERT(t::has(html, "value=\"&quot;&gt;&lt;b&gt;\""));
  CPPUNIT_ASSERT(t::has(html, ">Give a whole number.</p>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "aria-invalid=\"true\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_cart_being_paid_for_is_read_only) {
  auto view = t::cart();
  view.mode = views::CartMode::Paying;

  const auto html = cart(view);

  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "action=\"/cart/"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "href=\"/checkout\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "action=\"/checkout/resume\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "action=\"/checkout/cancel\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_hold_that_is_over_is_not_counted_down) {
  auto view = t::cart();
  view.held_until = t::views_noon();

  CPPUNIT_ASSERT_EQUAL(0, t::times(cart(view), "kept for you"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_refused_addition_says_why_and_what_can_be_done) {
  using views::AddAgain;
  struct Case {
    AddAgain again;
    int forms;  // to add the same again
    int payments;
    int wrong_fields;
  };
  for (const auto& [again, forms, payments, wrong_fields] :
       {Case{AddAgain::No, 0, 0, 0}, Case{AddAgain::Form, 1, 0, 0},
        Case{AddAgain::UnitsWrong, 1, 0, 1}, Case{AddAgain::AfterPayment, 0, 1, 0}}) {
    views::AddRefusedView view;
    view.sentence = "We sell at most 50 units at once.";
    view.again = again;
    view.title = "Catalyst 3850";
    view.path = "/p/x";
    view.condition = "used";
    view.units = "50";
    view.price = base::Money::cents(29900);

    const auto html = views::add_refused(t::templates(), t::layout(), view);

    CPPUNIT_ASSERT_EQUAL(forms, t::times(html, "action=\"/cart/add\""));
    CPPUNIT_ASSERT_EQUAL(forms, t::times(html, "name=\"price_version\" value=\"29900\""));
    CPPUNIT_ASSERT_EQUAL(forms, t::times(html, "maxlength=\"10\" value=\"50\""));
    CPPUNIT_ASSERT_EQUAL(forms, t::times(html, "aria-describedby=\"refusal\""));
    CPPUNIT_ASSERT_EQUAL(payments, t::times(html, "action=\"/checkout/resume\""));
    CPPUNIT_ASSERT_EQUAL(wrong_fields, t::times(html, "aria-invalid=\"true\" autofocus"));
    CPPUNIT_ASSERT_EQUAL(
        1,
        t::times(html, "role=\"alert\"><p id=\"refusal\">We sell at most 50 units at once.</p>"));
    CPPUNIT_ASSERT(t::has(html, "<title>Error: not added to the cart | GigDataServ</title>"));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_not_known_has_no_form_to_add_it) {
  views::AddRefusedView view;
  view.sentence = "This one is not for sale any more.";
  view.again = views::AddAgain::Form;

  const auto html = views::add_refused(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "action=\"/cart/add\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_error_in_the_cart_is_announced_and_has_the_focus) {
  auto view = t::cart();
  CPPUNIT_ASSERT(t::has(cart(view), "<title>Cart | GigDataServ</title>"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(cart(view), "role=\"alert\""));
  view.lines.front().error = "Give a whole number.";

  const auto html = cart(view);

  CPPUNIT_ASSERT(t::has(html, "<title>Error: Cart | GigDataServ</title>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<div class=\"notice bad\" role=\"alert\">"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html,
                                   "<a href=\"#units-11\">Cisco Catalyst 3850-24T-L stackable "
                                   "24-port gigabit switch, LAN Base: Give a whole number.</a>"));
  CPPUNIT_ASSERT_EQUAL(
      1, t::times(html, "aria-invalid=\"true\" autofocus aria-describedby=\"units-11-error\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "id=\"units-11-error\">Give a whole number.</p>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_error_of_no_line_is_announced_above_all) {
  auto view = t::cart();
  view.error = "This one is not in your cart any more.";

  const auto html = cart(view);

  CPPUNIT_ASSERT(t::has(html, "<title>Error: Cart | GigDataServ</title>"));
  CPPUNIT_ASSERT(t::has(html, "<p>This one is not in your cart any more.</p>"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "autofocus"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_removed_line_can_be_put_back_by_one_form) {
  views::CartView view;
  view.removed =
      views::RemovedLineView{base::VariantId{11}, "Catalyst 3850", 2, base::Money::cents(28900)};

  const auto html = cart(view);

  CPPUNIT_ASSERT(t::has(html, "role=\"status\">\n<p>Removed: Catalyst 3850, 2 units.</p>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "action=\"/cart/add\""));
  CPPUNIT_ASSERT(t::has(html, "name=\"variant\" value=\"11\""));
  CPPUNIT_ASSERT(t::has(html, "name=\"units\" value=\"2\""));
  CPPUNIT_ASSERT(t::has(html, "name=\"price_version\" value=\"28900\""));
  CPPUNIT_ASSERT(t::has(html, "Nothing is in it yet."));
}

CPPUNIT_TEST_FIXTURE(t::Plain, every_error_page_names_its_request_and_a_way_on) {
  for (const int status : {400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503}) {
    const auto html = views::error_page(t::templates(), t::layout(), {status, "4f2a9c0d", false});

    CPPUNIT_ASSERT(t::has(html, "<h1>" + views::error_title(status) + "</h1>"));
    CPPUNIT_ASSERT(t::has(html, "4f2a9c0d"));
    CPPUNIT_ASSERT(t::has(html, ">Go to the start page</a>"));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, every_page_of_fixed_text_renders_and_the_footer_links_it) {
  for (const auto& page : views::content_pages()) {
    const auto html = views::content_page(t::templates(), t::layout(), page);

    CPPUNIT_ASSERT(t::has(html, "<h1>" + page.title + "</h1>"));
    CPPUNIT_ASSERT(t::has(html, "<li><a href=\"/pages/" + page.slug + "\">"));
    CPPUNIT_ASSERT(
        t::has(html, "rel=\"canonical\" href=\"https://shop.example/pages/" + page.slug + "\""));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, every_text_below_pages_is_a_page) {
  for (const auto& name : t::templates().names()) {
    if (name.starts_with("pages/")) {
      const auto slug = name.substr(6);
      const auto& pages = views::content_pages();
      CPPUNIT_ASSERT_MESSAGE(name, std::any_of(pages.begin(), pages.end(), [&](const auto& page) {
                               return page.slug == slug;
                             }));
    }
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, assets_are_named_by_their_content_and_stay_small) {
  const auto assets = views::read_assets("templates");

  for (const auto& asset : assets) {
    const auto dot = asset.name.rfind('.');
    CPPUNIT_ASSERT(asset.path.starts_with("/assets/" + asset.name.substr(0, dot) + "."));
    CPPUNIT_ASSERT_EQUAL(std::size_t{8} + asset.name.size() + 11, asset.path.size());
    if (asset.name == "site.js") CPPUNIT_ASSERT(asset.content.size() < 15 * 1024);
  }
  CPPUNIT_ASSERT_EQUAL(std::size_t{4}, assets.size());
}

}  // namespace
