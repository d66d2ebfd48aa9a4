#include "cart/lists.h"

#include <numeric>

#include "customers/customers.h"
#include "t/db_test.h"
#include "t/race/crowd.h"
#include "t/rows.h"

namespace {

using base::VariantId;
using cart::Keeper;
using cart::SavedListId;
using cart::SaveWhy;
using store::Tx;
using t::kNoon;
using namespace std::string_literals;

struct Saving : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    shop_.emplace(rival("gds_shop"));
    apples = t::make_variant(db(), "A-1", base::Money::cents(100));
    pears = t::make_variant(db(), "P-1", base::Money::cents(250));
  }
  void tearDown() override {
    shop_.reset();
    OwnDatabase::tearDown();
  }
  template <class Work>
  auto shop(const Work& work) {
    return shop_->transact("test", work);
  }
  auto save(const Keeper& keeper, VariantId variant, int units = 1,
            std::optional<SavedListId> list = {}, base::Instant now = kNoon) {
    return shop([&](Tx& tx) { return cart::save(tx, keeper, {variant, units}, list, now); });
  }
  Keeper account(const std::string& mail) {
    return {{}, shop([&](Tx& tx) { return customers::for_mail(tx, mail, "Kim", kNoon); })};
  }
  // A browser with one list on which these stand.
  Keeper browser(const std::vector<VariantId>& variants) {
    Keeper keeper;
    for (const auto variant : variants)
      if (const auto saved = save(keeper, variant); saved->new_token)
        keeper.token = *saved->new_token;
    return keeper;
  }
  // "Saved items: P-1x2 A-1x1; Rack: "
  std::string all(const Keeper& keeper) {
    std::string text;
    for (const auto& head : shop([&](Tx& tx) { return cart::lists_of(tx, keeper); })) {
      text += (text.empty() ? "" : "; ") + head.name + ':';
      const auto list = shop([&](Tx& tx) { return cart::list_of(tx, keeper, head.id, kNoon); });
      for (const auto& item : list->items)
        text += ' ' + item.mpn + 'x' + std::to_string(item.units);
    }
    return text;
  }
  SavedListId first(const Keeper& keeper) {
    return shop([&](Tx& tx) { return cart::lists_of(tx, keeper); }).front().id;
  }

  VariantId apples{0};
  VariantId pears{0};

 private:
  std::optional<store::Db> shop_;
};

CPPUNIT_TEST_FIXTURE(Saving, the_first_thing_saved_begins_a_list_of_the_browser) {
  const auto saved = save({}, apples, 3);
  const Keeper keeper{*saved->new_token};

  CPPUNIT_ASSERT(!save(keeper, pears, 2, {}, t::minutes_later(1))->new_token);

  CPPUNIT_ASSERT_EQUAL("Saved items: P-1x2 A-1x3"s, all(keeper));
  CPPUNIT_ASSERT_EQUAL(""s, all({"another"}));
  CPPUNIT_ASSERT_EQUAL(""s, all({}));
  save(keeper, apples, 1);
  CPPUNIT_ASSERT_EQUAL("Saved items: P-1x2 A-1x1"s, all(keeper));
}

CPPUNIT_TEST_FIXTURE(Saving, what_is_refused_changes_nothing) {
  const auto keeper = browser({apples});
  const auto kim = account("kim@example.com");
  sql("UPDATE products SET state = 'archived' WHERE mpn = 'P-1'");

  CPPUNIT_ASSERT(save(keeper, pears).why() == SaveWhy::NotForSale);
  CPPUNIT_ASSERT(save(keeper, VariantId{999999}).why() == SaveWhy::NotForSale);
  CPPUNIT_ASSERT(save(kim, apples, 1, first(keeper)).why() == SaveWhy::NoList);
  CPPUNIT_ASSERT(save({}, apples, 1, first(keeper)).why() == SaveWhy::NoList);
  CPPUNIT_ASSERT(save({}, pears).why() == SaveWhy::NotForSale);

  CPPUNIT_ASSERT_EQUAL("Saved items: A-1x1"s, all(keeper));
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT count(*) FROM saved_lists"));
}

CPPUNIT_TEST_FIXTURE(Saving, lists_and_their_items_are_not_without_end) {
  const auto kim = account("kim@example.com");
  save(kim, apples);
  sql("INSERT INTO variants (product_id, sku, condition, price_cents)"
      " SELECT product_id, 'X' || n, 'used', 100 FROM variants, generate_series(1, 200) n"
      " WHERE id = " +
      std::to_string(pears.raw()));
  sql("INSERT INTO saved_items SELECT l.id, v.id, 1, l.created_at FROM saved_lists l, variants v"
      " WHERE v.sku ~ '^X' ORDER BY v.id LIMIT 199");
  CPPUNIT_ASSERT(save(kim, pears).why() == SaveWhy::TooManyItems);
  CPPUNIT_ASSERT(save(kim, apples, 7));

  for (int n = 2; n <= cart::kMostLists; ++n)
    CPPUNIT_ASSERT(shop(
        [&](Tx& tx) { return cart::begin_list(tx, kim, "List " + std::to_string(n), kNoon); }));
  const auto begin = [&](const std::string& name) {
    return shop([&](Tx& tx) { return cart::begin_list(tx, kim, name, kNoon); }).why();
  };
  CPPUNIT_ASSERT(begin("List 21") == SaveWhy::TooManyLists);
  CPPUNIT_ASSERT(begin("lisT 2") == SaveWhy::NameTaken);
}

CPPUNIT_TEST_FIXTURE(Saving, of_8_lists_begun_at_once_the_twentieth_is_the_last) {
  const auto kim = account("kim@example.com");
  for (int n = 1; n < cart::kMostLists; ++n)
    shop([&](Tx& tx) { return cart::begin_list(tx, kim, "List " + std::to_string(n), kNoon); });
  const auto begun = t::crowd<int>(*this, 8, "gds_shop", [&](store::Db& db, int number) {
    return db.transact("begin", [&](Tx& tx) {
      const auto list = cart::begin_list(tx, kim, "Rival " + std::to_string(number), kNoon);
      return list ? 1 : 0;
    });
  });
  CPPUNIT_ASSERT_EQUAL(1, std::accumulate(begun.begin(), begun.end(), 0));
  CPPUNIT_ASSERT_EQUAL("20"s, sql("SELECT count(*) FROM saved_lists"));
}

CPPUNIT_TEST_FIXTURE(Saving, a_list_is_named_emptied_and_removed_by_its_keeper_alone) {
  const auto mine = browser({apples, pears});
  const auto other = browser({apples});
  const auto list = first(mine);
  const auto name = [&](const Keeper& keeper, const std::string& called) {
    return shop([&](Tx& tx) { return cart::name_list(tx, keeper, list, called, kNoon); });
  };
  const auto drop = [&](const Keeper& keeper, VariantId variant) {
    return shop([&](Tx& tx) { return cart::remove_item(tx, keeper, list, variant); });
  };
  CPPUNIT_ASSERT(name(other, "Mine").why() == SaveWhy::NoList);
  CPPUNIT_ASSERT(!drop(other, apples));
  CPPUNIT_ASSERT(!shop([&](Tx& tx) { return cart::remove_list(tx, other, list); }));
  CPPUNIT_ASSERT_EQUAL("Saved items: A-1x1 P-1x1"s, all(mine));

  CPPUNIT_ASSERT(name(mine, "Rack 4"));
  CPPUNIT_ASSERT(drop(mine, apples));
  CPPUNIT_ASSERT(!drop(mine, apples));
  CPPUNIT_ASSERT_EQUAL("Rack 4: P-1x1"s, all(mine));
  shop([&](Tx& tx) { return cart::begin_list(tx, mine, "Rack 5", kNoon); });
  CPPUNIT_ASSERT(name(mine, "rack 5").why() == SaveWhy::NameTaken);
  CPPUNIT_ASSERT(name(mine, "RACK 4"));
  CPPUNIT_ASSERT(shop([&](Tx& tx) { return cart::remove_list(tx, mine, list); }));
  CPPUNIT_ASSERT_EQUAL("Rack 5:"s, all(mine));
}

CPPUNIT_TEST_FIXTURE(Saving, a_link_shows_a_list_until_it_is_shared_no_more) {
  using cart::Sharing;
  const auto mine = browser({apples});
  const auto other = browser({pears});
  const auto share = [&](const Keeper& keeper, Sharing sharing) {
    return shop([&](Tx& tx) { return cart::share_list(tx, keeper, first(mine), sharing); });
  };
  CPPUNIT_ASSERT(!share(other, Sharing::On));
  CPPUNIT_ASSERT(share(mine, Sharing::On));
  const auto code = sql("SELECT share_code FROM saved_lists WHERE share_code IS NOT NULL");
  CPPUNIT_ASSERT(share(mine, Sharing::On));
  const auto shown = [&] {
    return shop([&](Tx& tx) { return cart::shared_list(tx, code, kNoon); });
  };
  CPPUNIT_ASSERT_EQUAL("A-1"s, shown()->items.front().mpn);

  CPPUNIT_ASSERT(share(mine, Sharing::Off));

  CPPUNIT_ASSERT(!shown());
  share(mine, Sharing::On);
  CPPUNIT_ASSERT(code != sql("SELECT share_code FROM saved_lists WHERE share_code IS NOT NULL"));
}

CPPUNIT_TEST_FIXTURE(Saving, at_sign_in_a_browsers_lists_are_the_accounts) {
  const auto kim = account("kim@example.com");
  save(kim, apples, 5);
  const auto guest = browser({apples, pears});
  shop([&](Tx& tx) { return cart::begin_list(tx, guest, "Rack 4", kNoon); });

  for (int n = 0; n < 2; ++n)
    shop([&](Tx& tx) {
      cart::join_lists(tx, guest.token, *kim.customer, kNoon);
      return base::Done{};
    });

  CPPUNIT_ASSERT_EQUAL(""s, all(guest));
  CPPUNIT_ASSERT_EQUAL("Rack 4:; Saved items: A-1x5 P-1x1"s, all(kim));
}

CPPUNIT_TEST_FIXTURE(Saving, a_cart_is_saved_as_it_is) {
  const auto cart = std::to_string(t::make_cart(db(), "token").raw());
  sql("INSERT INTO cart_lines (cart_id, variant_id, units, price_cents, added_at)"
      " SELECT " +
      cart + ", id, 2, price_cents, '2026-11-22' FROM variants");
  const auto keep = [&](const std::string& token) {
    return shop([&](Tx& tx) { return cart::save_cart(tx, {"me"}, token, "Rack", kNoon); });
  };

  CPPUNIT_ASSERT(keep("nobody").why() == SaveWhy::NoCart);
  CPPUNIT_ASSERT_EQUAL(""s, all({"me"}));
  CPPUNIT_ASSERT(keep("token"));
  CPPUNIT_ASSERT_EQUAL("Rack: A-1x2 P-1x2"s, all({"me"}));
}

CPPUNIT_TEST_FIXTURE(Saving, a_products_card_saves_the_offer_that_it_shows) {
  const auto product =
      base::ProductId{std::stoll(sql("SELECT product_id FROM variants WHERE sku ~ 'A-1' LIMIT 1"))};
  const auto offer = [&] {
    return shop([&](Tx& tx) { return cart::offer_of(tx, product, kNoon); });
  };
  sql("INSERT INTO variants (product_id, sku, condition, price_cents) VALUES (" +
      std::to_string(product.raw()) + ", 'A-1-used', 'used', 50)");
  CPPUNIT_ASSERT(offer() != apples);
  t::make_stock(db(), apples, 1);

  CPPUNIT_ASSERT(offer() == apples);
  CPPUNIT_ASSERT(!shop([&](Tx& tx) { return cart::offer_of(tx, base::ProductId{99}, kNoon); }));
}

CPPUNIT_TEST_FIXTURE(Saving, lists_of_browsers_that_came_back_no_more_go) {
  browser({apples});
  const auto kim = account("kim@example.com");
  save(kim, pears);
  auto jobs = rival("gds_jobs");
  const auto forget = [&](int days) {
    return jobs.transact("forget", [&](Tx& tx) {
      return cart::forget_lists(tx, kNoon + std::chrono::hours{24 * days});
    });
  };
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, forget(396));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, forget(397));
  CPPUNIT_ASSERT_EQUAL("Saved items: P-1x1"s, all(kim));
}

CPPUNIT_TEST_FIXTURE(Saving, a_save_that_fails_at_any_statement_leaves_nothing) {
  bool failed = true;
  for (int nth = 1; failed; ++nth) {
    auto failing_db = rival("gds_shop");
    t::FailAt failing{nth};
    failing_db.watch(&failing);
    failed = false;
    try {
      failing_db.transact("test", [&](Tx& tx) {
        return cart::save(tx, {"me"}, {apples, 1}, {}, kNoon);
      });
    } catch (const store::DbError&) {
      failed = true;
    }
    CPPUNIT_ASSERT_EQUAL(failed ? ""s : "Saved items: A-1x1"s, all({"me"}));
  }
}

}  // namespace
