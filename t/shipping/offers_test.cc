#include "shipping/shipping.h"
#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::Money;

struct Offers : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    variant = t::make_variant(db(), "WS-1");
    weighs(4000);
  }
  void weighs(int grams) { sql("UPDATE products SET weight_g = " + std::to_string(grams)); }
  static shipping::Request to(const std::string& state, const std::string& zip,
                              std::vector<shipping::Line> lines) {
    return {.line1 = "500 W 2nd St",
            .line2 = "",
            .state = state,
            .zip = zip,
            .lines = std::move(lines)};
  }
  shipping::Offers offers(const shipping::Request& request, base::Instant now = t::kNoon) {
    return db().snapshot("test", [&](store::Tx& tx) { return shipping::offers(tx, request, now); });
  }
  shipping::Offers offers(const std::string& state, const std::string& zip, int units = 1) {
    return offers(to(state, zip, {{variant, units, Money::cents(10000) * units}}));
  }
  base::VariantId variant{0};
};

CPPUNIT_TEST_FIXTURE(Offers, the_price_is_the_zones_and_weights) {
  weighs(10000);
  const auto texas = offers("TX", "78701");
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, texas.methods.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"ground"}, texas.methods[0].code);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{2995}, texas.methods[0].price.in_cents());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{3894}, offers("CA", "94105").methods[0].price.in_cents());
  weighs(10001);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{4495}, offers("TX", "78701").methods[0].price.in_cents());
}

CPPUNIT_TEST_FIXTURE(Offers, many_heavy_goods_go_by_ground_only) {
  weighs(36000);
  const auto heavy = offers("TX", "78701", 2);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, heavy.methods.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"ground"}, heavy.methods[0].code);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, heavy.methods[0].shipments.at(0).packages.size());
}

CPPUNIT_TEST_FIXTURE(Offers, one_piece_beyond_a_parcel_goes_by_freight) {
  weighs(90000);
  const auto heavy = offers("TX", "78701");
  CPPUNIT_ASSERT(heavy.by_freight);
  CPPUNIT_ASSERT_EQUAL(std::string{"freight"}, heavy.methods.at(0).code);
  // 199 lb at the assumed class, to a residence, which needs a lift-gate.
  CPPUNIT_ASSERT_EQUAL(std::int64_t{19995 + 9500 + 7500}, heavy.methods[0].price.in_cents());
}

CPPUNIT_TEST_FIXTURE(Offers, the_answers_about_unloading_make_the_price_of_freight) {
  weighs(90000);
  using shipping::Site;
  using shipping::Wish;
  const auto price = [&](const shipping::Unloading& at) {
    auto request = to("TX", "78701", {{variant, 1, Money::cents(10000)}});
    request.unloading = at;
    return offers(request).methods.at(0).price.in_cents();
  };
  CPPUNIT_ASSERT_EQUAL(std::int64_t{19995}, price({Site::Dock, {}}));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{19995 + 7500}, price({Site::NoDock, {Wish::LiftGate}}));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{19995 + 9500 + 2500 + 8500},
                       price({Site::Dock, {Wish::Inside, Wish::Appointment, Wish::LimitedAccess}}));
}

CPPUNIT_TEST_FIXTURE(Offers, what_freight_is_priced_for_is_said_with_the_lift_gate_of_a_home) {
  weighs(90000);
  const auto to_home = offers("TX", "78701");
  CPPUNIT_ASSERT_EQUAL(std::string{"Home or home office; lift-gate"},
                       shipping::unloading_text(to_home.unloading.value()));
  weighs(4000);
  CPPUNIT_ASSERT(!offers("TX", "78701").unloading);
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_words_of_unloading_are_read_as_they_are_written) {
  for (const auto site : shipping::kSites)
    CPPUNIT_ASSERT(shipping::parse_site(to_word(site)) == site);
  for (const auto wish : shipping::kWishes)
    CPPUNIT_ASSERT(shipping::parse_wish(to_word(wish)) == wish);
  CPPUNIT_ASSERT(!shipping::parse_site("roof") && !shipping::parse_wish(""));
  CPPUNIT_ASSERT(!shipping::unloading_of(std::nullopt, {"inside"}));
}

CPPUNIT_TEST_FIXTURE(Offers, a_zip_prefix_rules_over_its_state_the_longest_first) {
  sql("INSERT INTO shipping_zone_prefixes SELECT '787', id FROM shipping_zones WHERE code = 'mid'; "
      "INSERT INTO shipping_zone_prefixes SELECT '78701', id FROM shipping_zones WHERE code = "
      "'far'");
  CPPUNIT_ASSERT_EQUAL(std::string{"near"}, offers("TX", "77001").methods.at(0).zone);
  CPPUNIT_ASSERT_EQUAL(std::string{"mid"}, offers("TX", "78702").methods.at(0).zone);
  CPPUNIT_ASSERT_EQUAL(std::string{"far"}, offers("TX", "78701-1234").methods.at(0).zone);
}

CPPUNIT_TEST_FIXTURE(Offers, no_zone_is_no_offer) {
  CPPUNIT_ASSERT(offers("PR", "00901").methods.empty());
}

CPPUNIT_TEST_FIXTURE(Offers, a_price_table_counts_from_its_day_and_the_old_one_stays) {
  sql("INSERT INTO shipping_tariffs (method_id, valid_from, source, entered_by, entered_at, basis) "
      "SELECT id, '2026-12-01', 'test', 'test', '2026-11-22', 'grams' FROM shipping_methods WHERE "
      "code = 'ground'; "
      "INSERT INTO shipping_rates (tariff_id, zone_id, up_to, cents) "
      "SELECT max(t.id), z.id, 1000000, 100 FROM shipping_tariffs t, shipping_zones z GROUP BY "
      "z.id");
  const auto request = to("TX", "78701", {{variant, 1, Money::cents(10000)}});
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1995}, offers(request).methods.at(0).price.in_cents());
  const auto later = offers(request, *base::parse_iso8601("2026-12-01T00:00:00Z"));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{100}, later.methods.at(0).price.in_cents());
}

CPPUNIT_TEST_FIXTURE(Offers, a_bundle_is_packed_as_its_parts) {
  const auto other = t::make_variant(db(), "WS-2");
  weighs(40000);
  const auto bundle = t::make_bundle(db(), "KIT", {{variant, 1}, {other, 2}});
  const auto offered = offers(to("TX", "78701", {{bundle, 1, Money::cents(30000)}}));
  CPPUNIT_ASSERT(!offered.by_freight);
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, offered.methods.at(0).shipments.at(0).packages.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"120000"},
                       sql("SELECT variant_weight_g(" + std::to_string(bundle.raw()) + ")"));
}

CPPUNIT_TEST_FIXTURE(Offers, an_unknown_weight_is_estimated_and_never_nothing) {
  sql("UPDATE products SET weight_g = NULL, u_height_milli = 1000");
  const auto offered = offers("TX", "78701");
  const auto& package = offered.methods.at(0).shipments.at(0).packages.at(0);
  CPPUNIT_ASSERT_EQUAL(7000, package.weight_g);
  CPPUNIT_ASSERT(!package.size);
}

CPPUNIT_TEST_FIXTURE(Offers, shipping_tax_9_3_lines_permuted_have_the_same_offers) {
  const auto other = t::make_variant(db(), "WS-2");
  sql("INSERT INTO shipping_facts (variant_id, l_mm, w_mm, h_mm) SELECT id, 430, 300, 60 FROM "
      "variants");
  const shipping::Line a{variant, 3, Money::cents(30000)};
  const shipping::Line b{other, 2, Money::cents(20000)};
  const auto one = offers(to("TX", "78701", {a, b}));
  const auto two = offers(to("TX", "78701", {b, a}));
  CPPUNIT_ASSERT_EQUAL(one.methods.size(), two.methods.size());
  for (std::size_t i = 0; i < one.methods.size(); ++i) {
    CPPUNIT_ASSERT_EQUAL(one.methods[i].price, two.methods[i].price);
    CPPUNIT_ASSERT(one.methods[i].shipments.at(0).packages ==
                   two.methods[i].shipments.at(0).packages);
  }
}

CPPUNIT_TEST_FIXTURE(Offers, shipping_tax_9_4_gift_cards_bought_do_not_count_towards_free) {
  sql("UPDATE shipping_tariffs SET free_from_cents = 50000");
  const auto card = t::make_variant(db(), "GIFT");
  const auto price = [&](std::int64_t goods, std::int64_t cards) {
    std::vector<shipping::Line> lines{{variant, 1, Money::cents(goods)}};
    if (cards > 0) lines.push_back({card, 1, Money::cents(cards), shipping::Goods::GiftCard});
    const auto offered = offers(to("TX", "78701", lines));
    CPPUNIT_ASSERT_EQUAL(goods, offered.free_from->counted.in_cents());
    return offered.methods.at(0).price.in_cents();
  };
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1995}, price(48000, 5000));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1995}, price(46800, 0));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, price(52000, 0));
}

CPPUNIT_TEST_FIXTURE(Offers, gift_cards_alone_take_no_parcel) {
  const auto offered =
      offers(to("TX", "78701", {{variant, 1, Money::cents(5000), shipping::Goods::GiftCard}}));
  CPPUNIT_ASSERT_EQUAL(std::string{"none"}, offered.methods.at(0).code);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, offered.methods[0].price.in_cents());
}

CPPUNIT_TEST_FIXTURE(Offers, shipping_tax_9_6_a_po_box_is_no_place_for_ups) {
  sql("UPDATE shipping_methods SET carrier = 'ups' WHERE code = 'ground'");
  auto request = to("TX", "78701", {{variant, 1, Money::cents(10000)}});
  request.line2 = "P.O. Box 12";
  const auto offered = offers(request);
  CPPUNIT_ASSERT(offered.find("ground") == nullptr);
  CPPUNIT_ASSERT(offered.find("express") != nullptr);
}

CPPUNIT_TEST_FIXTURE(Offers, dates_are_those_of_the_warehouses_clock_over_daylight_saving) {
  // The cut-off is 14:00 in Chicago: 19:00 UTC in summer, 20:00 in winter. Clocks change on
  // 2026-11-01; October 30 and November 2 are a Friday and a Monday.
  const auto ship_by = [&](const char* at) {
    const auto request = to("TX", "78701", {{variant, 1, Money::cents(10000)}});
    const auto offered = offers(request, *base::parse_iso8601(at));
    return base::to_iso8601(offered.methods.at(0).promise.ship_by).substr(0, 10);
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-11-02"}, ship_by("2026-10-30T18:59:00Z"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-11-03"}, ship_by("2026-10-30T19:00:00Z"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-11-03"}, ship_by("2026-11-02T19:59:00Z"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-11-04"}, ship_by("2026-11-02T20:00:00Z"));
}

CPPUNIT_TEST_FIXTURE(Offers, dates_know_the_federal_holidays) {
  // Wednesday before Thanksgiving, in the morning: packed on Friday, three to five days from there.
  const auto request = to("TX", "78701", {{variant, 1, Money::cents(10000)}});
  const auto offered = offers(request, *base::parse_iso8601("2026-11-25T15:00:00Z"));
  const auto& promise = offered.methods.at(0).promise;
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-11-27"}, base::to_iso8601(promise.ship_by).substr(0, 10));
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-12-02"}, base::to_iso8601(promise.earliest).substr(0, 10));
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-12-04"}, base::to_iso8601(promise.latest).substr(0, 10));
  // 2027: New Year's Day of 2028 is a Saturday, kept on the Friday before.
  CPPUNIT_ASSERT_EQUAL(
      std::string{"2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-07-05 "
                  "2027-09-06 2027-10-11 2027-11-11 2027-11-25 2027-12-24 2027-12-31"},
      sql("SELECT string_agg(day::text, ' ' ORDER BY day) FROM federal_holidays "
          "WHERE extract(year FROM day) = 2027"));
}

CPPUNIT_TEST_FIXTURE(Offers, the_statements_are_as_many_whatever_the_cart) {
  const auto count = [&](int lines) {
    std::vector<shipping::Line> wanted(static_cast<std::size_t>(lines),
                                       {variant, 1, Money::cents(100)});
    t::FailAt watch{0};
    db().watch(&watch);
    offers(to("TX", "78701", wanted));
    db().watch(nullptr);
    return watch.seen();
  };
  CPPUNIT_ASSERT_EQUAL(count(1), count(30));
}

CPPUNIT_TEST_FIXTURE(Offers, a_fresh_shop_has_no_faults_and_a_broken_table_is_told) {
  const auto faults = [&] {
    std::string all;
    for (const auto& fault :
         db().snapshot("test", [&](store::Tx& tx) { return shipping::faults(tx); }))
      all += fault + "\n";
    return all;
  };
  CPPUNIT_ASSERT_EQUAL(std::string{}, faults());
  sql("DELETE FROM shipping_zone_states WHERE state = 'OH'");
  CPPUNIT_ASSERT_EQUAL(std::string{"shipping: OH has no zone\n"}, faults());
}

}  // namespace
