#include "sitegen/feed.h"

#include "t/golden.h"
#include "t/test.h"

namespace {

using catalog::Condition;
using catalog::Offer;
using sitegen::Feed;
using sitegen::NotFed;

catalog::ProductPage page_of(std::vector<Offer> offers) {
  catalog::ProductPage page;
  page.title =
      "Cisco WS-C3850-48P-S 48x 1G RJ45 <PoE+> & 4x \x0b"
      "10G";
  page.mpn = "WS-C3850-48P-S";
  page.path = "/p/cisco-ws-c3850-48p-s";
  page.brand = {"Cisco", "/brand/cisco"};
  page.trail = {{"Networking", "/c/networking"}, {"Switches", "/c/networking/switches"}};
  page.offers = std::move(offers);
  page.specs = {{"Height", "1U"}};
  page.images = {{"/media/aa/front.jpg", 1600, 500, "front"},
                 {"/media/bb/rear.jpg", 1600, 500, ""}};
  return page;
}

Offer offer_of(Condition condition, std::int64_t cents, const std::string& sku) {
  Offer offer;
  offer.sku = sku;
  offer.condition = condition;
  offer.price = base::Money::cents(cents);
  offer.band = catalog::StockBand::InStock;
  return offer;
}

Feed feed() {
  return {"Shop & Co", "https://shop.example"};
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_feed_says_what_the_page_says) {
  auto sold_out = offer_of(Condition::New, 99900, "C3850-N");
  sold_out.band = catalog::StockBand::SoldOut;
  auto made = feed();

  made.add(page_of({offer_of(Condition::Used, 24900, "C3850-U"), sold_out}),
           {{8400, 8400}, "Networking > Switches", "2455"});

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, made.items());
  t::assert_golden("feed/google.xml", made.text());
}

CPPUNIT_TEST_FIXTURE(t::Plain, merchant_feed_4_1_open_box_is_used_and_parts_are_not_fed) {
  auto made = feed();
  made.add(
      page_of({offer_of(Condition::OpenBox, 100, "A"), offer_of(Condition::ForParts, 100, "B")}),
      {});
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, made.items());
  CPPUNIT_ASSERT(made.text().find("<g:condition>used</g:condition>") != std::string::npos);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, made.left_out().at(NotFed::ForParts));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_has_no_photo_of_its_own_or_a_small_one_is_left_out) {
  auto made = feed();
  auto page = page_of({offer_of(Condition::New, 100, "A")});
  page.images[0].height = 499;
  made.add(page, {});
  page.images.clear();
  made.add(page, {});
  page = page_of({offer_of(Condition::New, 100, std::string(51, 'A'))});
  made.add(page, {});
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, made.items());
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, made.left_out().at(NotFed::SmallPhoto));
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, made.left_out().at(NotFed::NoPhoto));
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, made.left_out().at(NotFed::LongId));
}

CPPUNIT_TEST_FIXTURE(t::Plain, merchant_feed_4_4_a_gift_card_is_not_fed) {
  auto page = page_of({offer_of(Condition::New, 2500, "CARD")});
  page.gift_card = true;
  auto made = feed();
  made.add(page, {});
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, made.items());
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, made.left_out().at(NotFed::GiftCard));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_weight_is_rounded_up_and_names_its_tables) {
  CPPUNIT_ASSERT_EQUAL(std::string{"0.1 lb"}, sitegen::pounds_text(1));
  CPPUNIT_ASSERT_EQUAL(std::string{"1.0 lb"}, sitegen::pounds_text(453));
  CPPUNIT_ASSERT_EQUAL(std::string{"1.1 lb"}, sitegen::pounds_text(454));
  CPPUNIT_ASSERT_EQUAL(std::string{"220.5 lb"}, sitegen::pounds_text(100000));
  auto made = feed();
  made.add(page_of({offer_of(Condition::Used, 100, "A"), offer_of(Condition::New, 100, "B")}),
           {{9300, 70000}, "", ""});
  const auto light = made.text().find(
      "<g:shipping_weight>20.6 lb</g:shipping_weight>\n"
      "<g:shipping_label>parcel-small</g:shipping_label>");
  const auto heavy = made.text().find(
      "<g:shipping_weight>154.4 lb</g:shipping_weight>\n"
      "<g:shipping_label>freight</g:shipping_label>");
  CPPUNIT_ASSERT(light < heavy && heavy != std::string::npos);
  // Nothing is promised that goes by day and address.
  CPPUNIT_ASSERT_EQUAL(std::string::npos, made.text().find("<g:shipping>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_long_title_is_cut_before_the_condition_and_not_within_a_letter) {
  auto page = page_of({offer_of(Condition::Used, 100, "A")});
  page.title = std::string(143, 'x') + "\xc3\xa9\xc3\xa9 WS-C3850-48P-S";
  auto made = feed();
  made.add(page, {});
  CPPUNIT_ASSERT(made.text().find("<g:title>" + std::string(143, 'x') + ", Used</g:title>") !=
                 std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, merchant_feed_8_4_a_feed_that_lost_a_fifth_is_kept_back) {
  CPPUNIT_ASSERT(sitegen::may_replace(80, 100));
  CPPUNIT_ASSERT(!sitegen::may_replace(79, 100));
  CPPUNIT_ASSERT(sitegen::may_replace(0, 0));
  auto made = feed();
  made.add(page_of({offer_of(Condition::Used, 100, "A"), offer_of(Condition::New, 100, "B")}), {});
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, sitegen::items_in(made.text()));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_struck_price_is_the_price_and_what_is_paid_the_sale_price) {
  auto offer = offer_of(Condition::Used, 24900, "A");
  offer.was = base::Money::cents(27900);
  auto made = feed();
  made.add(page_of({offer}), {});
  CPPUNIT_ASSERT(made.text().find("<g:price>279.00 USD</g:price>\n"
                                  "<g:sale_price>249.00 USD</g:sale_price>") != std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_items_of_one_product_are_put_where_its_address_belongs) {
  const auto other = [](const char* path) {
    auto page = page_of({offer_of(Condition::New, 100, path + 3)});
    page.path = path;
    return page;
  };
  const auto whole = [&](const std::vector<Offer>& offers) {
    auto made = feed();
    made.add(other("/p/z"), {});
    made.add(page_of(offers), {});
    made.add(other("/p/a"), {});
    return made.text();
  };
  const std::set<std::string> own{page_of({}).path};
  const std::vector<Offer> two = {offer_of(Condition::New, 900, "N"),
                                  offer_of(Condition::Used, 500, "U")};
  const std::vector<Offer> dearer = {offer_of(Condition::New, 950, "N"),
                                     offer_of(Condition::Used, 510, "U")};
  auto fresh = feed();
  fresh.add(page_of(dearer), {});
  CPPUNIT_ASSERT(fresh.put_into(whole(two), own) == whole(dearer));
  CPPUNIT_ASSERT(fresh.put_into(whole(dearer), own) == whole(dearer));
  // One of them is no longer fed, or both.
  auto less = feed();
  less.add(page_of({two[1]}), {});
  CPPUNIT_ASSERT(less.put_into(whole(two), own) == whole({two[1]}));
  CPPUNIT_ASSERT(feed().put_into(whole(two), own) == whole({}));
  // It had none.
  CPPUNIT_ASSERT(fresh.put_into(whole({}), own) == whole(dearer));
  CPPUNIT_ASSERT(feed().put_into(whole({}), own) == whole({}));
  // Nothing was in the feed; the address was another one.
  CPPUNIT_ASSERT(fresh.put_into(feed().text(), own) == fresh.text());
  CPPUNIT_ASSERT(less.put_into(fresh.text(), {"/p/former", *own.begin()}) == less.text());
}

}  // namespace
