#include "shipping/rate.h"

#include "t/test.h"

namespace {

using base::Money;
using shipping::Basis;
using shipping::Cargo;
using shipping::Fee;
using shipping::FeeKind;
using shipping::Method;
using shipping::MethodKind;
using shipping::Package;

Package package(int weight_g, std::optional<shipping::Size> size = std::nullopt) {
  return {.contents = {{base::VariantId{1}, 1}},
          .weight_g = weight_g,
          .size = size,
          .box = "",
          .freight = weight_g > 68039};
}
Cargo cargo(std::vector<Package> packages, Money value = Money::cents(10000)) {
  Cargo out;
  out.items = static_cast<int>(packages.size());
  out.parts = {{std::nullopt, std::move(packages)}};
  out.value = value;
  out.counted = value;
  out.unloading.site = shipping::Site::Dock;
  return out;
}
Method method(const std::string& code, std::vector<shipping::Rate> rates) {
  Method out;
  out.code = code;
  out.name = code;
  out.zone = "near";
  out.rates = std::move(rates);
  return out;
}
Method flat(const std::string& code, std::int64_t cents) {
  return method(code, {{0, 1000000, Money::cents(cents), std::nullopt}});
}
shipping::Calendar any_day() {
  return {.today = shipping::Day{std::chrono::days{20000}},
          .minute_of_day = 0,
          .cutoff_minute = 840,
          .handling_days = 0,
          .closed_weekdays = {},
          .closed = {},
          .holidays = {}};
}
shipping::Offers rate(const Cargo& c, const std::vector<Method>& methods) {
  return shipping::rate(c, methods, any_day());
}
std::int64_t price(const Cargo& c, const Method& m) {
  const auto offered = rate(c, {m});
  return offered.methods.empty() ? -1 : offered.methods[0].price.in_cents();
}
Fee over_50_lb(std::int64_t cents) {
  return {FeeKind::AdditionalHandling, 50, {}, {}, {}, Money::cents(cents)};
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_smallest_row_that_fits_is_the_price) {
  const auto m =
      method("ground", {{0, 1000, Money::cents(895), {}}, {0, 2000, Money::cents(1095), {}}});
  CPPUNIT_ASSERT_EQUAL(std::int64_t{895}, price(cargo({package(1000)}), m));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1095}, price(cargo({package(600), package(401)}), m));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{-1}, price(cargo({package(2001)}), m));
}

CPPUNIT_TEST_FIXTURE(t::Plain, above_the_last_row_each_unit_costs_more) {
  auto m =
      method("ups", {{0, 1, Money::cents(900), {}}, {0, 10, Money::cents(1500), Money::cents(70)}});
  m.basis = Basis::BillablePounds;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1500}, price(cargo({package(4000)}), m));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1500 + 3 * 70}, price(cargo({package(5800)}), m));
}

CPPUNIT_TEST_FIXTURE(t::Plain, each_package_is_billed_by_its_own_greater_weight) {
  auto m = method("ups", {{0, 10, Money::cents(1000), {}}, {0, 20, Money::cents(2000), {}}});
  m.basis = Basis::BillablePounds;
  m.dim = {139, 0};
  // 22 x 20 x 6 inches are 19 lb; the same weight of unknown size is 5 lb.
  const auto both = cargo({package(2000, shipping::Size{559, 508, 152}), package(2000)});
  CPPUNIT_ASSERT_EQUAL(std::int64_t{3000}, price(both, m));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_table_may_count_goods_or_units) {
  auto by_value =
      method("value", {{0, 5000, Money::cents(500), {}}, {0, 50000, Money::cents(900), {}}});
  by_value.basis = Basis::Subtotal;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{500}, price(cargo({package(1)}, Money::cents(5000)), by_value));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{900}, price(cargo({package(1)}, Money::cents(5001)), by_value));
  auto by_item = method("items", {{0, 1, Money::cents(700), Money::cents(200)}});
  by_item.basis = Basis::Items;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1100},
                       price(cargo({package(1), package(1), package(1)}), by_item));
}

CPPUNIT_TEST_FIXTURE(t::Plain, shipping_tax_3_3_fees_come_in_their_order_and_are_rounded_once) {
  auto m = flat("ups", 1001);
  m.fuel_bp = 1550;
  m.residential = Money::cents(600);
  m.handling = Money::cents(150);
  m.declared_per_100 = Money::cents(90);
  m.margin_bp = 333;
  m.fees = {over_50_lb(2500),
            over_50_lb(2600),
            {FeeKind::DeliveryArea, {}, {}, {}, {}, Money::cents(410)}};
  auto c = cargo({package(30000)}, Money::cents(10001));
  c.unloading.site = shipping::Site::Residence;
  // (1001 x 1.155 + 600 + 410 + 2600 + 2 x 90 + 150) x 1.0333 = 5266.37...
  CPPUNIT_ASSERT_EQUAL(std::int64_t{5266}, price(c, m));
  m.ending_cents = 95;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{5295}, price(c, m));
  m.ending_cents = 66;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{5266}, price(c, m));
  m.ending_cents = 65;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{5365}, price(c, m));
}

CPPUNIT_TEST_FIXTURE(t::Plain, half_a_cent_is_rounded_up) {
  auto m = flat("ups", 100);
  m.margin_bp = 50;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{101}, price(cargo({package(1)}), m));
  m.margin_bp = 49;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{100}, price(cargo({package(1)}), m));
}

CPPUNIT_TEST_FIXTURE(t::Plain, sides_are_measured_whatever_way_they_lie) {
  auto m = flat("ups", 1000);
  m.fees = {{FeeKind::AdditionalHandling, {}, 48, 30, {}, Money::cents(2000)}};
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1000},
                       price(cargo({package(1, shipping::Size{300, 1219, 762})}), m));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{3000},
                       price(cargo({package(1, shipping::Size{300, 1221, 300})}), m));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{3000},
                       price(cargo({package(1, shipping::Size{764, 300, 764})}), m));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_method_with_a_package_it_cannot_take_is_hidden) {
  auto m = flat("usps", 1000);
  m.max_package_g = 31751;
  const auto offered = rate(cargo({package(1000), package(31752)}), {m});
  CPPUNIT_ASSERT(offered.methods.empty());
  CPPUNIT_ASSERT(offered.hidden.at(0).why == shipping::Hidden::TooHeavy);
}

CPPUNIT_TEST_FIXTURE(t::Plain, shipping_tax_9_6_a_po_box_leaves_usps_alone) {
  auto ups = flat("ups", 1000);
  ups.carrier = "ups";
  auto fedex = flat("fedex", 1100);
  fedex.carrier = "fedex";
  auto usps = flat("usps", 1200);
  usps.carrier = "usps";
  auto c = cargo({package(1000)});
  c.po_box = true;
  const auto offered = rate(c, {ups, fedex, usps});
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, offered.methods.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"usps"}, offered.methods[0].code);
  CPPUNIT_ASSERT(offered.hidden.at(0).why == shipping::Hidden::PoBox);
}

CPPUNIT_TEST_FIXTURE(t::Plain, batteries_do_not_fly) {
  auto air = flat("overnight", 1000);
  air.flies = true;
  auto c = cargo({package(1000)});
  c.hazmat = true;
  CPPUNIT_ASSERT(rate(c, {air}).hidden.at(0).why == shipping::Hidden::Hazmat);
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_four_cheapest_are_shown) {
  const auto offered = rate(cargo({package(1)}), {flat("e", 500), flat("b", 200), flat("d", 400),
                                                  flat("a", 100), flat("c", 300)});
  std::string codes;
  for (const auto& offer : offered.methods) codes += offer.code;
  CPPUNIT_ASSERT_EQUAL(std::string{"abcd"}, codes);
}

CPPUNIT_TEST_FIXTURE(t::Plain, shipping_tax_9_4_the_threshold_counts_discounted_merchandise) {
  auto ground = flat("ground", 1000);
  ground.free_from = Money::cents(50000);
  const auto at = [&](std::int64_t counted) {
    return price(cargo({package(1)}, Money::cents(counted)), ground);
  };
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1000}, at(48000));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1000}, at(46800));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1000}, at(49999));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, at(50000));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, at(52000));

  auto hawaii = cargo({package(1)}, Money::cents(60000));
  hawaii.contiguous = false;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1000}, price(hawaii, ground));
  CPPUNIT_ASSERT(!rate(hawaii, {ground}).free_from);
  ground.free_everywhere = true;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, price(hawaii, ground));
  auto excluded = cargo({package(1)}, Money::cents(60000));
  excluded.excluded = true;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1000}, price(excluded, ground));
}

CPPUNIT_TEST_FIXTURE(t::Plain, shipping_tax_9_4_a_coupon_frees_the_cheapest_eligible_method_only) {
  const auto offered = rate(cargo({package(1)}), {flat("express", 3000), flat("ground", 1000)});
  CPPUNIT_ASSERT(offered.methods.at(0).coupon_frees);
  CPPUNIT_ASSERT(!offered.methods.at(1).coupon_frees);
  auto excluded = cargo({package(1)});
  excluded.excluded = true;
  CPPUNIT_ASSERT(!rate(excluded, {flat("ground", 1000)}).methods.at(0).coupon_frees);
}

Method freight() {
  auto m = method("freight", {{700, 500, Money::cents(20000), {}},
                              {1000, 500, Money::cents(25000), {}},
                              {1000, 1000, Money::cents(40000), {}},
                              {4000, 1000, Money::cents(90000), {}}});
  m.kind = MethodKind::Freight;
  m.basis = Basis::FreightPounds;
  m.fees = {{FeeKind::Residence, {}, {}, {}, {}, Money::cents(9500)},
            {FeeKind::LiftGate, {}, {}, {}, {}, Money::cents(7500)},
            {FeeKind::Inside, {}, {}, {}, {}, std::nullopt}};
  return m;
}
// 30 x 48 x 82 inches, 800 lb: class 92.5.
const Package kRack = package(362874, shipping::Size{762, 1219, 2083});

CPPUNIT_TEST_FIXTURE(t::Plain, freight_goes_by_freight_methods_at_its_class) {
  const auto offered = rate(cargo({kRack}), {flat("ground", 1000), freight()});
  CPPUNIT_ASSERT(offered.by_freight);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, offered.methods.size());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{40000}, offered.methods[0].price.in_cents());
  CPPUNIT_ASSERT(!offered.methods[0].coupon_frees);
  CPPUNIT_ASSERT(rate(cargo({package(1)}), {freight()}).methods.empty());
}

CPPUNIT_TEST_FIXTURE(t::Plain, heavy_freight_to_a_residence_always_has_a_lift_gate) {
  auto c = cargo({kRack});
  c.unloading.site = shipping::Site::Residence;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{40000 + 9500 + 7500}, price(c, freight()));
  c.unloading.site = shipping::Site::NoDock;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{40000}, price(c, freight()));
  c.unloading.wishes = {shipping::Wish::LiftGate};
  CPPUNIT_ASSERT_EQUAL(std::int64_t{47500}, price(c, freight()));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_wish_without_a_price_or_a_size_unknown_is_quoted_by_hand) {
  auto c = cargo({kRack});
  c.unloading.wishes = {shipping::Wish::Inside};
  CPPUNIT_ASSERT(rate(c, {freight()}).hidden.at(0).why == shipping::Hidden::ByQuote);
  const auto unknown = cargo({package(362874)});
  CPPUNIT_ASSERT(rate(unknown, {freight()}).hidden.at(0).why == shipping::Hidden::ByQuote);
  auto assuming = freight();
  assuming.assumed_class = 925;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{40000}, price(unknown, assuming));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_last_part_to_come_is_the_date_of_the_whole) {
  auto c = cargo({package(1000)});
  c.parts.push_back({shipping::Lead{3, 5}, {package(2000)}});
  auto m = flat("ground", 1000);
  m.min_days = 1;
  m.max_days = 2;
  const auto offered = rate(c, {m});
  const auto& offer = offered.methods.at(0);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, offer.shipments.size());
  CPPUNIT_ASSERT(offer.shipments[0].promise.latest < offer.shipments[1].promise.latest);
  CPPUNIT_ASSERT(offer.promise == offer.shipments[1].promise);
}

}  // namespace
