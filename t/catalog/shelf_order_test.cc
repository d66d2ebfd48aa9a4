#include "catalog/shelf_order.h"

#include "t/test.h"

namespace {

using catalog::ShelfOrder;

// Two products of one category below another, of one brand.
ShelfOrder order() {
  ShelfOrder made;
  made.items = {{7, 1, 1, 0, 1, 0, 0, 1, ShelfOrder::Item::Device, 1, 0, 0},
                {9, 2, 1, 0, 1, 0, 1, 0, ShelfOrder::Item::Device, 1, 0, 0}};
  made.categories = {{1, "Networking", "/c/networking", ShelfOrder::kNone, {1}, {0, 1}, {2, 1}},
                     {2, "Switches", "/c/networking/switches", 0, {}, {0, 1}, {2, 1}}};
  made.brands = {{3, "Cisco", "/brand/cisco", ShelfOrder::kNone, {}, {0, 1}, {2, 1}}};
  made.facets = {{"brand:cisco", "Cisco"}, {"stock:in", "in"}};
  made.facet_items = {0, 1, 0};
  made.facet_ends = {2, 3};
  made.home.rack = {0};
  return made;
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_order_of_the_shelf_comes_back_from_its_bytes) {
  CPPUNIT_ASSERT(*catalog::parse_order(catalog::to_bytes(order())) == order());
  CPPUNIT_ASSERT(*catalog::parse_order(catalog::to_bytes({})) == ShelfOrder{});
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_order_that_was_cut_anywhere_is_none) {
  const auto bytes = catalog::to_bytes(order());
  for (std::size_t n = 0; n < bytes.size(); ++n)
    CPPUNIT_ASSERT(!catalog::parse_order(std::string_view{bytes}.substr(0, n)));
  CPPUNIT_ASSERT(!catalog::parse_order(bytes + 'x'));
}

// As from a file in memory: nothing is copied before it changes, and then only that.
CPPUNIT_TEST_FIXTURE(t::Plain, an_order_reads_its_numbers_where_they_stand) {
  const auto kept = std::make_shared<const std::string>(catalog::to_bytes(order()));
  const auto stands_there = [&](const auto& numbers) {
    const auto* at = static_cast<const void*>(numbers.data());
    return at > kept->data() && at < kept->data() + kept->size();
  };
  auto read = *catalog::parse_order(*kept, kept);
  CPPUNIT_ASSERT(read == order());
  CPPUNIT_ASSERT(stands_there(read.items) && stands_there(read.facet_items));
  const auto before = read;
  read.set_facets(1, {"brand:cisco", "stock:in"});
  CPPUNIT_ASSERT(before == order());
  CPPUNIT_ASSERT(stands_there(before.facet_items) && !stands_there(read.facet_items));
  CPPUNIT_ASSERT(stands_there(read.items) && stands_there(read.categories[0].items));
  CPPUNIT_ASSERT_EQUAL(2U, read.categories[0].facet_counts[1]);

  for (std::size_t n = 0; n < kept->size(); ++n)
    CPPUNIT_ASSERT(!catalog::parse_order(std::string_view{*kept}.substr(0, n), kept));
  const auto askew = std::make_shared<const std::string>(' ' + *kept);
  CPPUNIT_ASSERT(!catalog::parse_order(std::string_view{*askew}.substr(1), askew));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_order_that_leads_nowhere_is_none) {
  auto bad = order();
  bad.home.rack = {2};
  CPPUNIT_ASSERT(!catalog::parse_order(catalog::to_bytes(bad)));
  bad = order();
  bad.items.change()[1].category = 2;
  CPPUNIT_ASSERT(!catalog::parse_order(catalog::to_bytes(bad)));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_product_is_found_by_its_id) {
  CPPUNIT_ASSERT(order().find(base::ProductId{9}) == 1U);
  CPPUNIT_ASSERT(!order().find(base::ProductId{8}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_runs_out_goes_behind_what_there_is_by_title) {
  auto moved = order();
  const auto title = [](std::uint32_t item) { return std::string{item == 0 ? "B" : "A"}; };
  moved.take_out({0});
  CPPUNIT_ASSERT(moved.categories[0].items == ShelfOrder::Indexes{1});
  moved.items.change()[0].in_stock = 0;
  moved.put_in(0, title);

  for (const auto* list : {&moved.categories[0], &moved.categories[1], &moved.brands[0]})
    CPPUNIT_ASSERT(list->items == (ShelfOrder::Indexes{1, 0}));
  CPPUNIT_ASSERT_EQUAL(1U, moved.items[0].place);
  CPPUNIT_ASSERT_EQUAL(0U, moved.items[1].place);
  CPPUNIT_ASSERT(moved.before(0, 12) == ShelfOrder::Indexes{1});
  moved.take_out({0});
  moved.items.change()[0].in_stock = 1;
  moved.put_in(0, title);
  CPPUNIT_ASSERT(moved == order());
}

CPPUNIT_TEST_FIXTURE(t::Plain, other_facets_count_in_every_list_of_the_product) {
  auto changed = order();
  changed.set_facets(1, {"brand:cisco", "stock:in"});
  CPPUNIT_ASSERT(changed.categories[0].facet_counts == (ShelfOrder::Indexes{2, 2}));
  CPPUNIT_ASSERT(changed.categories[1].facet_counts == (ShelfOrder::Indexes{2, 2}));
  CPPUNIT_ASSERT(changed.brands[0].facet_counts == (ShelfOrder::Indexes{2, 2}));
  CPPUNIT_ASSERT(changed.facets_of(1) == (ShelfOrder::Indexes{0, 1}));
  changed.set_facets(1, {"brand:cisco"});
  CPPUNIT_ASSERT(changed == order());
  changed.set_facets(1, {"speed:800g"});
  CPPUNIT_ASSERT_EQUAL(std::string{"800g"}, changed.facets[2].name);
  CPPUNIT_ASSERT(changed.categories[0].facet_counts == (ShelfOrder::Indexes{1, 1, 1}));
  CPPUNIT_ASSERT(changed.brands[0].facet_counts == (ShelfOrder::Indexes{1, 1, 1}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_goes_and_comes_is_counted_anew) {
  auto changed = order();
  const auto title = [](std::uint32_t item) { return std::string{item == 0 ? "A" : "B"}; };
  changed.take_out({0});
  auto fresh = changed.items[0];
  changed.replace({0}, {});
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, changed.items.size());
  CPPUNIT_ASSERT(changed.categories[1].items == ShelfOrder::Indexes{0});
  CPPUNIT_ASSERT(changed.brands[0].facet_counts == (ShelfOrder::Indexes{1, 0}));
  CPPUNIT_ASSERT(changed.facets_of(0) == ShelfOrder::Indexes{0});
  changed.replace({}, {fresh});
  changed.set_facets(0, {"brand:cisco", "stock:in"});
  changed.put_in(0, title);
  changed.home.rack = {0};
  CPPUNIT_ASSERT(changed == order());
  // After all others, and in the place of one that goes.
  fresh.product = 8;
  changed.take_out({0});
  changed.replace({0}, {fresh});
  CPPUNIT_ASSERT(changed.find(base::ProductId{8}) == 0U);
  fresh.product = 12;
  changed.replace({}, {fresh});
  CPPUNIT_ASSERT(changed.find(base::ProductId{12}) == 2U);
  CPPUNIT_ASSERT(changed.facets_of(1) == ShelfOrder::Indexes{0});
  CPPUNIT_ASSERT(changed.facets_of(2).empty());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_list_is_known_by_its_id) {
  CPPUNIT_ASSERT(ShelfOrder::list_of(order().categories, 2) == 1U);
  CPPUNIT_ASSERT(!ShelfOrder::list_of(order().brands, 2));
}

}  // namespace
