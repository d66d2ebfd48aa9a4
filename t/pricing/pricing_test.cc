#include "pricing/pricing.h"

#include "cart/cart.h"
#include "catalog/shelf.h"
#include "inventory/inventory.h"
#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::Money;
using base::VariantId;
using t::kNoon;
using t::minutes_later;

Money dollars(int n) {
  return Money::cents(n * 100);
}

struct Pricing : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    variant = t::make_variant(db(), "SWITCH", dollars(100));
    t::make_stock(db(), variant, 10);
    sql("UPDATE variants SET updated_at = '2026-11-22T12:00:00Z'");
  }
  template <class Work>
  auto as(const std::string& role, Work work) {
    auto rival_db = rival(role);
    return rival_db.transact("test", work);
  }
  template <class Work>
  auto staff(Work work) {
    return as("gds_admin", work);
  }
  // The job of the minute.
  int apply(base::Instant now) {
    return as("gds_jobs", [&](store::Tx& tx) { return pricing::apply_schedules(tx, now); });
  }
  void on_sale(Money price, pricing::Period period, base::Instant now = kNoon) {
    CPPUNIT_ASSERT(staff([&](store::Tx& tx) {
      return pricing::set_web_price(tx, "SWITCH-U", price, period, "ann", now);
    }));
  }
  void put_list(const pricing::List& list, const std::vector<pricing::ListPrice>& prices,
                base::Instant now = kNoon) {
    CPPUNIT_ASSERT(
        staff([&](store::Tx& tx) { return pricing::put_list(tx, list, prices, "ann", now); }));
  }
  std::string price(const std::string& sku = "SWITCH-U") {
    return sql("SELECT price_cents || ' ' || price_source FROM variants WHERE sku = '" + sku + "'");
  }
  std::string unit_price(int units, const std::vector<std::string>& groups = {},
                         base::Instant now = kNoon) {
    return as("gds_shop", [&](store::Tx& tx) {
      const auto one = pricing::unit_prices(tx, {{variant, units}}, groups, now).front();
      return std::to_string(one.price.in_cents()) + ' ' + one.source;
    });
  }
  std::string faults() {
    return as("gds_jobs", [](store::Tx& tx) {
      std::string all;
      for (const auto& fault : pricing::faults(tx)) all += fault + '\n';
      return all;
    });
  }
  catalog::ProductPage page(std::size_t at = 0) {
    return as("gds_site", [&](store::Tx& tx) { return catalog::Shelf{tx}.product_page(at); });
  }
  std::string changes() {
    return sql(
        "WITH gone AS (DELETE FROM page_changes RETURNING kind, ref_id) "
        "SELECT string_agg(DISTINCT kind || ' ' || ref_id, ', ') FROM gone");
  }
  VariantId variant{0};
};

CPPUNIT_TEST_FIXTURE(Pricing, a_price_written_alone_is_the_base_price) {
  sql("UPDATE variants SET price_cents = 9000");

  CPPUNIT_ASSERT_EQUAL(std::string{"9000"}, sql("SELECT base_price_cents FROM variants"));
  CPPUNIT_ASSERT_EQUAL(std::string{"9000 base"}, price());
  CPPUNIT_ASSERT_EQUAL(std::string{}, faults());
}

CPPUNIT_TEST_FIXTURE(Pricing, a_base_price_set_by_staff_is_the_public_one_and_has_their_name) {
  const auto set = staff([](store::Tx& tx) {
    return pricing::set_price(tx, "switch-u", dollars(80), "ann", minutes_later(1));
  });

  CPPUNIT_ASSERT(set);
  CPPUNIT_ASSERT_EQUAL(std::string{"8000 base"}, price());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"web 10000 8000 base ann 2026-11-22 12:01:00+00"},
      sql("SELECT kind || ' ' || old_cents || ' ' || new_cents || ' ' || source || ' ' || actor || "
          "' ' || at AT TIME ZONE 'UTC' || '+00' FROM price_history ORDER BY id DESC LIMIT 1"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, faults());
}

CPPUNIT_TEST_FIXTURE(Pricing, an_unknown_sku_gets_no_price) {
  const auto set = staff(
      [](store::Tx& tx) { return pricing::set_price(tx, "NOTHING", dollars(80), "ann", kNoon); });

  CPPUNIT_ASSERT(set.why() == pricing::Refused::NoSuchSku);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM price_history"));
}

CPPUNIT_TEST_FIXTURE(Pricing, an_override_counts_from_its_beginning_until_its_end) {
  changes();
  on_sale(dollars(70), {minutes_later(10), minutes_later(20)});
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 base"}, price());
  CPPUNIT_ASSERT_EQUAL(std::string{}, changes());

  CPPUNIT_ASSERT_EQUAL(0, apply(minutes_later(9)));
  CPPUNIT_ASSERT_EQUAL(1, apply(minutes_later(10)));
  CPPUNIT_ASSERT_EQUAL(std::string{"7000 web override"}, price());
  CPPUNIT_ASSERT_EQUAL(std::string{"product 1"}, changes());
  CPPUNIT_ASSERT_EQUAL(0, apply(minutes_later(19)));
  CPPUNIT_ASSERT_EQUAL(std::string{}, changes());
  CPPUNIT_ASSERT_EQUAL(1, apply(minutes_later(20)));

  CPPUNIT_ASSERT_EQUAL(std::string{"10000 base"}, price());
  CPPUNIT_ASSERT_EQUAL(std::string{"product 1"}, changes());
  CPPUNIT_ASSERT_EQUAL(std::string{}, faults());
}

CPPUNIT_TEST_FIXTURE(Pricing, an_import_during_a_sale_writes_the_price_after_it) {
  on_sale(dollars(70), {{}, minutes_later(20)});
  sql("UPDATE variants SET base_price_cents = 9500");
  CPPUNIT_ASSERT_EQUAL(std::string{"7000 web override"}, price());
  CPPUNIT_ASSERT_EQUAL(std::string{}, faults());

  apply(minutes_later(20));

  CPPUNIT_ASSERT_EQUAL(std::string{"9500 base"}, price());
  CPPUNIT_ASSERT_EQUAL(std::string{}, faults());
}

CPPUNIT_TEST_FIXTURE(Pricing, the_applied_moment_never_goes_back) {
  on_sale(dollars(70), {minutes_later(10), {}}, minutes_later(5));
  apply(minutes_later(10));

  CPPUNIT_ASSERT_EQUAL(0, apply(minutes_later(5)));

  CPPUNIT_ASSERT_EQUAL(std::string{"7000 web override"}, price());
}

CPPUNIT_TEST_FIXTURE(Pricing, an_override_that_is_cleared_ends_at_once) {
  on_sale(dollars(70), {});
  CPPUNIT_ASSERT_EQUAL(std::string{"7000 web override"}, price());

  CPPUNIT_ASSERT(staff([](store::Tx& tx) {
    return pricing::clear_override(tx, "SWITCH-U", pricing::Channel::Web, "ann", minutes_later(1));
  }));

  CPPUNIT_ASSERT_EQUAL(std::string{"10000 base"}, price());
}

CPPUNIT_TEST_FIXTURE(Pricing, an_override_that_ends_before_it_begins_is_refused) {
  const auto set = staff([](store::Tx& tx) {
    return pricing::set_web_price(tx, "SWITCH-U", dollars(1), {minutes_later(2), minutes_later(1)},
                                  "ann", kNoon);
  });

  CPPUNIT_ASSERT(set.why() == pricing::Refused::Backwards);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM channel_overrides"));
}

CPPUNIT_TEST_FIXTURE(Pricing, everybodys_list_is_the_public_price_while_it_lasts) {
  put_list({"Autumn", "", 0, {minutes_later(1), minutes_later(2)}}, {{"SWITCH-U", 1, dollars(85)}});
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 base"}, price());

  apply(minutes_later(1));
  CPPUNIT_ASSERT_EQUAL(std::string{"8500 list Autumn"}, price());
  CPPUNIT_ASSERT_EQUAL(std::string{"8500 list Autumn"}, unit_price(1));
  apply(minutes_later(2));

  CPPUNIT_ASSERT_EQUAL(std::string{"10000 base"}, price());
  CPPUNIT_ASSERT_EQUAL(std::string{}, faults());
}

CPPUNIT_TEST_FIXTURE(Pricing, of_lists_the_higher_priority_counts_then_the_cheaper) {
  put_list({"A", "", 1, {}}, {{"SWITCH-U", 1, dollars(95)}});
  put_list({"B", "", 2, {}}, {{"SWITCH-U", 1, dollars(97)}});
  CPPUNIT_ASSERT_EQUAL(std::string{"9700 list B"}, price());

  put_list({"C", "", 2, {}}, {{"SWITCH-U", 1, dollars(96)}});

  CPPUNIT_ASSERT_EQUAL(std::string{"9600 list C"}, price());
}

CPPUNIT_TEST_FIXTURE(Pricing, several_units_cost_less_and_a_group_has_its_own_price) {
  put_list({"Volume", "", 0, {}}, {{"SWITCH-U", 5, dollars(90)}, {"SWITCH-U", 10, dollars(80)}});
  put_list({"Resellers", "reseller", 0, {}}, {{"SWITCH-U", 1, dollars(88)}});

  CPPUNIT_ASSERT_EQUAL(std::string{"10000 base"}, price());
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 base"}, unit_price(4));
  CPPUNIT_ASSERT_EQUAL(std::string{"9000 list Volume, 5 or more"}, unit_price(5));
  CPPUNIT_ASSERT_EQUAL(std::string{"8000 list Volume, 10 or more"}, unit_price(12));
  CPPUNIT_ASSERT_EQUAL(std::string{"8800 list Resellers"}, unit_price(5, {"reseller"}));
  CPPUNIT_ASSERT_EQUAL(std::string{"8000 list Volume, 10 or more"}, unit_price(10, {"reseller"}));
}

CPPUNIT_TEST_FIXTURE(Pricing, a_groups_list_never_costs_more_than_the_public_price) {
  put_list({"Resellers", "reseller", 9, {}}, {{"SWITCH-U", 1, dollars(88)}});
  on_sale(dollars(70), {});

  CPPUNIT_ASSERT_EQUAL(std::string{"7000 web override"}, unit_price(1, {"reseller"}));
}

CPPUNIT_TEST_FIXTURE(Pricing, a_groups_list_ends_by_its_date_whether_or_not_a_job_runs) {
  put_list({"Resellers", "reseller", 0, {{}, minutes_later(30)}}, {{"SWITCH-U", 1, dollars(88)}});

  CPPUNIT_ASSERT_EQUAL(std::string{"8800 list Resellers"},
                       unit_price(1, {"reseller"}, minutes_later(29)));
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 base"}, unit_price(1, {"reseller"}, minutes_later(30)));
}

CPPUNIT_TEST_FIXTURE(Pricing, unit_prices_are_one_statement_however_many) {
  std::vector<pricing::Wanted> wanted;
  for (int i = 0; i < 30; ++i) wanted.push_back({variant, i + 1});
  t::FailAt count{0};
  auto shop = rival("gds_shop");
  shop.watch(&count);

  const auto prices = shop.transact("test", [&](store::Tx& tx) {
    return pricing::unit_prices(tx, wanted, {"a", "b"}, kNoon);
  });

  CPPUNIT_ASSERT_EQUAL(std::size_t{30}, prices.size());
  CPPUNIT_ASSERT_EQUAL(2, count.seen());  // and commit
}

CPPUNIT_TEST_FIXTURE(Pricing, a_list_put_again_loses_what_it_no_longer_has_and_keeps_its_history) {
  put_list({"Volume", "", 0, {}}, {{"SWITCH-U", 5, dollars(90)}, {"SWITCH-U", 10, dollars(80)}});
  put_list({"Volume", "", 0, {}}, {{"SWITCH-U", 5, dollars(89)}}, minutes_later(1));

  CPPUNIT_ASSERT_EQUAL(std::string{"5 8900"},
                       sql("SELECT string_agg(min_units || ' ' || price_cents, ',') FROM prices"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"5 - 9000;10 - 8000;10 8000 -;5 9000 8900"},
      sql("SELECT string_agg(min_units || ' ' || coalesce(old_cents::text, '-') || ' ' || "
          "coalesce(new_cents::text, '-'), ';' ORDER BY id) FROM price_history WHERE kind = "
          "'list'"));
}

CPPUNIT_TEST_FIXTURE(Pricing, a_list_with_an_unknown_sku_is_refused_whole) {
  const auto put = staff([](store::Tx& tx) {
    return pricing::put_list(tx, {"L", "", 0, {}},
                             {{"SWITCH-U", 1, dollars(1)}, {"NOPE", 1, dollars(1)}}, "ann", kNoon);
  });

  CPPUNIT_ASSERT_EQUAL(std::string{"NOPE"}, put.why().sku);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM price_lists"));
}

CPPUNIT_TEST_FIXTURE(Pricing, prices_fail_at_any_statement_and_leave_nothing) {
  on_sale(dollars(70), {minutes_later(10), {}});
  const auto everything = [&] {
    return sql(
        "SELECT (SELECT string_agg(v::text, ',') FROM variants v) || (SELECT "
        "string_agg(p::text, ',') FROM price_clock p) || (SELECT count(*) FROM price_history) "
        "|| (SELECT string_agg(o::text, ',') FROM channel_overrides o)");
  };
  const auto before = everything();
  auto admin = rival("gds_admin");
  int failed = 0;
  for (int nth = 1;; ++nth) {
    t::FailAt fail{nth};
    admin.watch(&fail);
    try {
      CPPUNIT_ASSERT(admin.transact("test", [](store::Tx& tx) {
        return pricing::set_web_price(tx, "SWITCH-U", dollars(60), {}, "ann", minutes_later(1));
      }));
      break;
    } catch (const store::DbError&) {
      ++failed;
      CPPUNIT_ASSERT_EQUAL(before, everything());
    }
  }
  admin.watch(nullptr);

  CPPUNIT_ASSERT_EQUAL(6, failed);  // actor, find, write, tick, apply, commit
  CPPUNIT_ASSERT_EQUAL(std::string{"6000 web override"}, price());
}

CPPUNIT_TEST_FIXTURE(Pricing, a_day_ends_with_its_last_instant_in_the_stores_zone) {
  const auto text = [&](const std::string& day) {
    return as("gds_shop", [&](store::Tx& tx) {
      const auto begins = pricing::day_begins(tx, day);
      const auto ends = pricing::day_after_begins(tx, day);
      return begins && ends ? base::to_iso8601(*begins) + ' ' + base::to_iso8601(*ends)
                            : std::string{"no day"};
    });
  };

  CPPUNIT_ASSERT_EQUAL(std::string{"2026-12-24T06:00:00Z 2026-12-25T06:00:00Z"},
                       text("2026-12-24"));
  // The days on which the clocks change have 25 hours and 23.
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-11-01T05:00:00Z 2026-11-02T06:00:00Z"},
                       text("2026-11-01"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2027-03-14T06:00:00Z 2027-03-15T05:00:00Z"},
                       text("2027-03-14"));
  CPPUNIT_ASSERT_EQUAL(std::string{"no day"}, text("2026-02-30"));
  CPPUNIT_ASSERT_EQUAL(std::string{"no day"}, text("tomorrow"));
}

CPPUNIT_TEST_FIXTURE(Pricing, a_struck_price_was_really_asked_for_a_week) {
  sql("ALTER TABLE price_history DISABLE TRIGGER append_only");
  sql("UPDATE price_history SET at = '2026-11-16T12:00:00Z'");
  CPPUNIT_ASSERT(staff(
      [](store::Tx& tx) { return pricing::set_compare_at(tx, "SWITCH-U", dollars(100), kNoon); }));
  on_sale(dollars(70), {});  // six days after
  CPPUNIT_ASSERT(!page().offers.at(0).was);

  sql("UPDATE price_history SET at = '2026-11-15T12:00:00Z' WHERE old_cents IS NULL");
  CPPUNIT_ASSERT(page().offers.at(0).was == dollars(100));

  CPPUNIT_ASSERT(staff(
      [](store::Tx& tx) { return pricing::set_compare_at(tx, "SWITCH-U", dollars(101), kNoon); }));
  CPPUNIT_ASSERT(!page().offers.at(0).was);  // that was never asked
}

CPPUNIT_TEST_FIXTURE(Pricing, g1_the_page_shows_of_several_units_what_the_cart_asks) {
  changes();
  put_list(
      {"Volume", "", 0, {minutes_later(5), {}}},
      {{"SWITCH-U", 5, dollars(90)}, {"SWITCH-U", 8, dollars(92)}, {"SWITCH-U", 10, dollars(80)}});
  CPPUNIT_ASSERT_EQUAL(std::string{"product 1"}, changes());
  CPPUNIT_ASSERT(page().offers.at(0).tiers.empty());
  // Not before the moment is applied, though its time has come: page and cart change together.
  CPPUNIT_ASSERT_EQUAL(std::string{"10000 base"}, unit_price(5, {}, minutes_later(6)));

  apply(minutes_later(6));

  CPPUNIT_ASSERT_EQUAL(std::string{"product 1"}, changes());
  const auto tiers = page().offers.at(0).tiers;
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, tiers.size());
  CPPUNIT_ASSERT(tiers[0].min_units == 5 && tiers[0].price == dollars(90));
  CPPUNIT_ASSERT(tiers[1].min_units == 10 && tiers[1].price == dollars(80));
  CPPUNIT_ASSERT_EQUAL(std::string{"9000 list Volume, 5 or more"}, unit_price(5));
}

CPPUNIT_TEST_FIXTURE(Pricing, a_bundle_follows_its_parts_sale_and_may_have_its_own_price) {
  t::make_bundle(db(), "KIT", {{variant, 2}});
  CPPUNIT_ASSERT_EQUAL(std::string{"20000 base"}, price("KIT-U"));
  on_sale(dollars(70), {{}, minutes_later(20)});
  CPPUNIT_ASSERT_EQUAL(std::string{"14000 base"}, price("KIT-U"));

  CPPUNIT_ASSERT(staff([](store::Tx& tx) {
    return pricing::set_price(tx, "KIT-U", dollars(150), "ann", minutes_later(1));
  }));
  CPPUNIT_ASSERT_EQUAL(std::string{"15000 base"}, price("KIT-U"));
  apply(minutes_later(20));
  CPPUNIT_ASSERT_EQUAL(std::string{"15000 base"}, price("KIT-U"));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{2500}, page(0).mpn == "KIT" ? page(0).bundle_off_basis_points
                                                                : page(1).bundle_off_basis_points);
  CPPUNIT_ASSERT(staff(
      [](store::Tx& tx) { return pricing::follow_parts(tx, "KIT-U", "ann", minutes_later(21)); }));

  CPPUNIT_ASSERT_EQUAL(std::string{"20000 base"}, price("KIT-U"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, faults());
}

CPPUNIT_TEST_FIXTURE(Pricing, faults_are_told) {
  sql("INSERT INTO channel_overrides (variant_id, channel, price_cents, actor, updated_at) "
      "SELECT id, 'web', 5000, 'x', '2026-11-22T12:00:00Z' FROM variants");

  CPPUNIT_ASSERT_EQUAL(
      std::string{"pricing: SWITCH-U costs 10000 (base), but 5000 (web override) counts\n"},
      faults());
}

CPPUNIT_TEST_FIXTURE(Pricing, rivals_who_apply_prices_write_each_change_once) {
  on_sale(dollars(70), {minutes_later(10), {}});
  auto first = rival("gds_jobs");
  auto second = rival("gds_jobs");
  int late = -1;
  const int written = first.transact(
      "one", [&](store::Tx& tx) { return pricing::apply_schedules(tx, minutes_later(10)); });
  late = second.transact(
      "two", [&](store::Tx& tx) { return pricing::apply_schedules(tx, minutes_later(10)); });

  CPPUNIT_ASSERT_EQUAL(1, written);
  CPPUNIT_ASSERT_EQUAL(0, late);
  CPPUNIT_ASSERT_EQUAL(std::string{"2"},
                       sql("SELECT count(*) FROM price_history WHERE kind = 'web'"));
}

}  // namespace
