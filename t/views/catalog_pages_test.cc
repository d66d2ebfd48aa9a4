#include "base/json.h"
#include "t/golden.h"
#include "views/category_view.h"
#include "views/home_view.h"
#include "views/menu.h"
#include "views/product_view.h"
#include "views/search_view.h"

namespace {

constexpr const char* kHostile = "</script><b>&\"'<img src=x onerror=alert(1)>{{TITLE}}";

std::string product(const catalog::ProductPage& page) {
  return views::product_page(t::templates(), t::layout(), page, 50);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_product_page_is_byte_for_byte_the_golden_one) {
  t::assert_golden("shop/product.html", product(t::switch_page()));
  t::assert_golden("shop/bundle.html", product(t::bundle_page()));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_same_values_give_the_same_bytes) {
  CPPUNIT_ASSERT_EQUAL(product(t::switch_page()), product(t::switch_page()));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_gift_card_has_neither_condition_nor_warranty_nor_parcel) {
  auto page = t::switch_page();
  page.gift_card = true;
  page.specs.clear();

  const auto html = product(page);

  for (const char* text : {"class=\"grade", "returns</a>.</p>", "Shipping</a> to", "Drawing, not"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text, 0,
                                 t::times(html.substr(0, html.find("related-title")), text));
  CPPUNIT_ASSERT(t::has(html, "Sent to the buyer&#39;s e-mail address"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_product_page_has_one_button_named_add_to_cart) {
  const auto page = product(t::switch_page());

  CPPUNIT_ASSERT_EQUAL(1, t::times(page, ">Add to cart</button>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(page, ">Add used to cart</button>"));
  CPPUNIT_ASSERT_EQUAL(2, t::times(page, "action=\"/cart/add\" method=\"post\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, each_offer_sends_back_the_price_that_the_page_shows) {
  const auto page = product(t::switch_page());

  CPPUNIT_ASSERT_EQUAL(1, t::times(page, "name=\"variant\" value=\"11\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(page, "name=\"price_version\" value=\"28900\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(page, "data-price-version=\"28900\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(page, "<p class=\"price\">$289.00 <s class=\"was\">"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(page, "\"price\":\"289.00\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(page, "\"price\":\"219.00\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, no_more_can_be_asked_for_than_the_cart_takes_or_there_are) {
  const auto page = product(t::switch_page());

  CPPUNIT_ASSERT_EQUAL(1, t::times(page, "max=\"50\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(page, "max=\"3\""));
  CPPUNIT_ASSERT_EQUAL(0, t::times(page, "max=\"99\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_sold_for_parts_promises_neither_warranty_nor_returns) {
  auto page = t::switch_page();
  page.offers.back().condition = catalog::Condition::ForParts;

  const auto both = product(page);

  CPPUNIT_ASSERT_EQUAL(1, t::times(both, ">One-year <a"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(both, ">Sold as it is: no <a"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(both, "MerchantReturnNotPermitted"));
  CPPUNIT_ASSERT_EQUAL(2, t::times(both, "Tested, with one-year warranty and 30-day returns."));

  page.offers.erase(page.offers.begin());
  const auto alone = product(page);

  CPPUNIT_ASSERT_EQUAL(0, t::times(alone, "One-year"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(alone, "30 days"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(alone, "30-day"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(alone, "Tested, with"));
  CPPUNIT_ASSERT_EQUAL(2, t::times(alone, "Sold for spare parts, without warranty or returns."));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_new_is_not_said_to_be_tested) {
  auto page = t::switch_page();
  page.offers.front().condition = catalog::Condition::New;

  CPPUNIT_ASSERT_EQUAL(2, t::times(product(page), ". With one-year warranty and 30-day returns."));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_sold_out_offer_cannot_be_put_in_the_cart) {
  const auto page = product(t::bundle_page());

  CPPUNIT_ASSERT_EQUAL(0, t::times(page, "/cart/add"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(page, ">Sold out</p>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(page, "https://schema.org/OutOfStock"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_product_without_offers_is_no_product_in_the_structured_data) {
  auto page = t::switch_page();
  page.offers.clear();

  const auto json = views::product_json(t::layout(), page);

  CPPUNIT_ASSERT_EQUAL(0, t::times(json, "Offer"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(json, "BreadcrumbList"));
  CPPUNIT_ASSERT(t::has(product(page), "not for sale at the moment"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, one_variant_is_a_product_and_two_are_a_group) {
  auto page = t::switch_page();
  const auto two = views::product_json(t::layout(), page);
  page.offers.resize(1);
  const auto one = views::product_json(t::layout(), page);

  CPPUNIT_ASSERT_EQUAL(1, t::times(two, "\"ProductGroup\""));
  CPPUNIT_ASSERT_EQUAL(2, t::times(two, "\"@type\":\"Product\""));
  CPPUNIT_ASSERT_EQUAL(0, t::times(one, "\"ProductGroup\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(one, "\"@type\":\"Product\""));
  CPPUNIT_ASSERT_EQUAL(5, t::times(one, "\"ListItem\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, hostile_words_of_a_product_stay_words) {
  auto page = t::switch_page();
  page.title = kHostile;
  page.mpn = kHostile;
  page.brand.name = kHostile;
  page.specs = {{kHostile, kHostile}};
  page.front.ports = kHostile;
  page.offers.front().sku = kHostile;
  page.trail.front().name = kHostile;
  page.related.front().title = kHostile;

  const auto html = product(page);

  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "<img src=x"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "<b>&"));
  // The page's own two scripts, and no third that a title closed or opened.
  CPPUNIT_ASSERT_EQUAL(2, t::times(html, "</script>"));
  CPPUNIT_ASSERT(t::has(html, "\\u003c/script\\u003e"));
  CPPUNIT_ASSERT(t::has(html, "&lt;/script&gt;&lt;b&gt;&amp;&quot;&#39;"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_address_that_runs_script_becomes_harmless) {
  auto page = t::switch_page();
  page.brand.path = "javascript:alert(1)";

  CPPUNIT_ASSERT_EQUAL(0, t::times(product(page), "javascript:"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_category_names_itself_its_page_and_its_canonical_address) {
  const auto html = views::category_page(t::templates(), t::layout(), t::category());

  CPPUNIT_ASSERT(t::has(html, "<title>Switches, page 2 | GigDataServ</title>"));
  CPPUNIT_ASSERT(t::has(
      html, "<link rel=\"canonical\" href=\"https://shop.example/c/networking/switches/page/2\">"));
  // How many there are stands on the first page alone: others need not change with it.
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "113 products"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<p>Those in stock first."));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<a href=\"/c/networking/switches\">Previous</a>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<a href=\"/c/networking/switches/page/3\">Next</a>"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "noindex"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_first_page_of_a_category_says_how_many_there_are) {
  auto category = t::category();
  category.paging.page = 1;
  const auto html = views::category_page(t::templates(), t::layout(), category);

  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<p>113 products, those in stock first."));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_list_links_each_product_once) {
  const auto html = views::category_page(t::templates(), t::layout(), t::category());

  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "href=\"/p/cisco-ws-c3850-24t-l\""));
  CPPUNIT_ASSERT_EQUAL(3, t::times(html, "href=\"/p/"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_home_page_shows_departments_makers_and_bundles) {
  const auto html = views::home_page(t::templates(), t::layout(), t::home());

  CPPUNIT_ASSERT(t::has(html, "<title>GigDataServ: tested enterprise hardware</title>"));
  CPPUNIT_ASSERT(t::has(html, "<link rel=\"canonical\" href=\"https://shop.example/\">"));
  CPPUNIT_ASSERT_EQUAL(7, t::times(html, "</svg><a href=\"/c/"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "href=\"/brand/apc\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<li>Bundle</li>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_brand_page_says_that_we_are_not_the_maker) {
  catalog::BrandPage page;
  page.name = "Cisco";
  page.path = "/brand/cisco";
  page.cards = {t::switch_card()};
  page.paging.products = 1;

  const auto html = views::brand_page(t::templates(), t::layout(), page);

  CPPUNIT_ASSERT(t::has(html, "1 product of this maker"));
  CPPUNIT_ASSERT(t::has(html, "not affiliated with Cisco"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, search_keeps_the_question_and_is_not_indexed) {
  views::SearchView view;
  view.query = kHostile;
  view.nearest = {t::switch_card()};

  const auto html = views::search_page(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "<img src=x"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "value=\"&lt;/script&gt;"));
  CPPUNIT_ASSERT(t::has(html, "<meta name=\"robots\" content=\"noindex, follow\">"));
  CPPUNIT_ASSERT(t::has(html, "Nearest part numbers"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "rel=\"canonical\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_refused_search_says_why_and_keeps_what_was_typed) {
  views::SearchView view;
  view.query = "<b>";
  view.error = "At most 200 characters, please.";

  const auto html = views::search_page(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT(t::has(html, "<title>Error: Search | GigDataServ</title>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "<p>At most 200 characters, please. "));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "role=\"alert\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, "value=\"&lt;b&gt;\""));
  CPPUNIT_ASSERT_EQUAL(0, t::times(html, "Nothing in the shop"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_menu_of_a_page_is_the_departments_or_one_way_to_them) {
  auto layout = t::layout();
  const auto menu_of = [&] {
    const auto html = views::search_page(t::templates(), layout, {});
    const auto from = html.find("aria-label=\"Departments\">");
    return html.substr(from, html.find("</nav>", from) - from);
  };

  CPPUNIT_ASSERT_EQUAL(7, t::times(menu_of(), "<li>"));
  CPPUNIT_ASSERT_EQUAL(7, t::times(menu_of(), "href=\"/c/"));
  layout.menu.departments.clear();
  CPPUNIT_ASSERT_EQUAL(1, t::times(menu_of(), "<li>"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(menu_of(), "href=\"/#departments\">All departments<"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_menu_survives_its_file) {
  catalog::Menu menu;
  menu.departments = {{"Cables & \"optics\"", "/c/cables"}, {"Server", "/c/servers"}};

  const auto read = views::parse_menu(views::menu_json(menu));

  CPPUNIT_ASSERT(read.has_value());
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, read->departments.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"Cables & \"optics\""}, read->departments[0].name);
  CPPUNIT_ASSERT_EQUAL(std::string{"/c/servers"}, read->departments[1].path);
  for (const auto* broken : {"", "{}", "[]", "{\"departments\":[{\"name\":\"x\"}]}", "{\"depart"})
    CPPUNIT_ASSERT_MESSAGE(broken, !views::parse_menu(broken));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_missing_page_names_the_nearest_part_numbers) {
  views::NotFoundView view;
  view.nearest = {t::switch_card(), t::server_card()};
  view.request_id = "4f2a9c0d";

  const auto html = views::not_found_page(t::templates(), t::layout(), view);

  CPPUNIT_ASSERT_EQUAL(2, t::times(html, "class=\"unit\""));
  CPPUNIT_ASSERT(t::has(html, "4f2a9c0d"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_structured_data_of_a_page_is_json) {
  auto page = t::switch_page();
  page.title = kHostile;

  CPPUNIT_ASSERT_NO_THROW(base::Json::parse(views::product_json(t::layout(), page)));
}

}  // namespace
