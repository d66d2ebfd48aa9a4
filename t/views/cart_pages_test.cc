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
  using views::AddRefusal;
  struct Case {
    AddRefusal why;
    int available;
    int forms;  // to add the same again
  };
  for (const auto& [why, available, forms] :
       {Case{AddRefusal::PriceChanged, 0, 1}, Case{AddRefusal::NotEnough, 3, 1},
        Case{AddRefusal::SoldOut, 0, 0}, Case{AddRefusal::NotSold, 0, 0},
        Case{AddRefusal::TooMany, 0, 0}, Case{AddRefusal::CartClosed, 0, 0},
        Case{AddRefusal::BadUnits, 0, 1}}) {
    views::AddRefusedView view;
    view.why = why;
    view.available = available;
    view.title = "Catalyst 3850";
    view.path = "/p/x";
    view.condition = "used";
    view.price = base::Money::cents(29900);
    view.price_version = 29900;

    const auto html = views::add_refused(t::templates(), t::layout(), view);

    CPPUNIT_ASSERT_EQUAL(forms, t::times(html, "action=\"/cart/add\""));
    CPPUNIT_ASSERT_EQUAL(forms, t::times(html, "name=\"price_version\" value=\"29900\""));
    CPPUNIT_ASSERT_EQUAL(1, t::times(html, "data-refusal"));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, fewer_units_left_are_proposed_as_they_are) {
  views::AddRefusedView view;
  view.why = views::AddRefusal::NotEnough;
  view.available = 3;
  view.units = 9;
  view.title = "Catalyst 3850";

  const auto html = views::add_refused(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT(t::has(html, "3 units can be added to your cart"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "maxlength=\"10\" value=\"3\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, every_error_page_names_its_request_and_a_way_on) {
  for (const int status : {400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503}) {
    const auto html =
        views::error_page(t::templates(), t::layout(), {status, "4f2a9c0d", false, status == 409});

    CPPUNIT_ASSERT(t::has(html, "<h1>" + views::error_title(status) + "</h1>"));
    CPPUNIT_ASSERT(t::has(html, "4f2a9c0d"));
    CPPUNIT_ASSERT(t::has(html, ">Go to the start page</a>"));
    CPPUNIT_ASSERT_EQUAL(status == 409 ? 1 : 0, t::times(html, "Resume payment"));
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
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, assets.size());
}

}  // namespace
