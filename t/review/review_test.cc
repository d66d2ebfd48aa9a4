#include "review/review.h"

#include <numeric>

#include "order/fulfil.h"
#include "t/placed.h"
#include "t/race/crowd.h"

namespace {

using namespace std::string_literals;
using review::Decision;
using review::WriteRefusal;
using store::Tx;
using t::kNoon;

struct Reviewing : t::PlacedOrder {
  void shipped(const std::vector<order::LineUnits>& lines) {
    db().transact("ship", [&](Tx& tx) {
      const auto parcel = order::pack(tx, kOrder, lines, kWhy, kNoon);
      CPPUNIT_ASSERT(order::ship(tx, *parcel, {"UPS", "1Z"}, kWhy, kNoon));
      return base::Done{};
    });
  }
  auto write(int position, int stars = 4, base::Instant now = kNoon) {
    return rival("gds_shop").transact("test", [&](Tx& tx) {
      return review::write(tx, kOrder, position, {stars, "Quiet", "Runs.\nStill.", "Kim L."}, now);
    });
  }
  // One of `stars` that is shown.
  review::ReviewId approved(int position, int stars) {
    const auto id = *write(position, stars);
    CPPUNIT_ASSERT(decide(id, Decision::Approve));
    return id;
  }
  bool decide(review::ReviewId id, Decision what, const std::string& reason = "") {
    return rival("gds_admin").transact("test", [&](Tx& tx) {
      return review::decide(tx, id, what, reason, "staff 4", kNoon);
    });
  }
  review::ByProduct shown() {
    return rival("gds_site").snapshot("test", [](Tx& tx) { return review::shown(tx); });
  }
  std::vector<std::string> faults() {
    return rival("gds_jobs").snapshot("test", [](Tx& tx) { return review::faults(tx); });
  }
  base::ProductId product(base::VariantId variant) {
    return base::ProductId{std::stoll(
        sql("SELECT product_id FROM variants WHERE id = " + std::to_string(variant.raw())))};
  }
};

CPPUNIT_TEST_FIXTURE(Reviewing, goods_that_were_sent_are_reviewed_once_a_line) {
  CPPUNIT_ASSERT(write(1).why() == WriteRefusal::NoSuchLine);
  shipped({{line(1), 1}});
  CPPUNIT_ASSERT(write(2).why() == WriteRefusal::NoSuchLine);
  CPPUNIT_ASSERT(write(3).why() == WriteRefusal::NoSuchLine);
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM reviews"));

  CPPUNIT_ASSERT(write(1));
  CPPUNIT_ASSERT(write(1, 1).why() == WriteRefusal::ReviewedAlready);

  CPPUNIT_ASSERT_EQUAL("4 waiting"s,
                       sql("SELECT string_agg(stars || ' ' || state, ', ') FROM reviews"));
  const auto lines =
      rival("gds_shop").snapshot("test", [](Tx& tx) { return review::lines(tx, kOrder); });
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lines.size());
  CPPUNIT_ASSERT_EQUAL("Thing 1"s, lines[0].title);
  CPPUNIT_ASSERT(lines[0].is_reviewed);
  CPPUNIT_ASSERT(faults().empty());
}

CPPUNIT_TEST_FIXTURE(Reviewing, a_gift_card_is_not_reviewed) {
  shipped({{line(1), 1}});
  sql("ALTER TABLE order_lines DISABLE TRIGGER USER; UPDATE order_lines SET kind = 'gift_card'"
      " WHERE id = 1");
  CPPUNIT_ASSERT(write(1).why() == WriteRefusal::NoSuchLine);
  sql("UPDATE order_lines SET kind = 'goods' WHERE id = 1");
}

CPPUNIT_TEST_FIXTURE(Reviewing, only_what_is_approved_is_shown_and_counted) {
  shipped({{line(1), 1}, {line(2), 1}});
  CPPUNIT_ASSERT(write(1));
  CPPUNIT_ASSERT(shown().empty());

  const auto id = approved(2, 5);
  const auto all = shown();
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, all.size());
  const auto& of = all.at(product(bundle_variant()));
  CPPUNIT_ASSERT_EQUAL(1, of.count());
  CPPUNIT_ASSERT_EQUAL(50, of.mean_tenths());
  CPPUNIT_ASSERT_EQUAL("Runs.\nStill."s, of.newest.at(0).text);
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, rival("gds_site").snapshot("test", [&](Tx& tx) {
    return review::shown(tx, {product(switch_variant())}).size();
  }));

  CPPUNIT_ASSERT(decide(id, Decision::Refuse, "tells who somebody is"));
  CPPUNIT_ASSERT(shown().empty());
}

CPPUNIT_TEST_FIXTURE(Reviewing, a_decision_is_made_once_and_names_who_made_it) {
  shipped({{line(1), 1}});
  const auto id = *write(1);
  CPPUNIT_ASSERT_THROW(decide(id, Decision::Refuse), store::DbError);
  CPPUNIT_ASSERT(decide(id, Decision::Refuse, "not about the goods"));
  CPPUNIT_ASSERT(!decide(id, Decision::Refuse, "again"));
  CPPUNIT_ASSERT(!decide(review::ReviewId{999}, Decision::Approve));
  const auto one =
      rival("gds_admin").snapshot("test", [&](Tx& tx) { return review::find(tx, id); });
  CPPUNIT_ASSERT_EQUAL("refused"s, one->state);
  CPPUNIT_ASSERT_EQUAL("not about the goods"s, one->reason);
  CPPUNIT_ASSERT_EQUAL("staff 4"s, one->decided_by);
  CPPUNIT_ASSERT_EQUAL("kim@example.com"s, one->email);
}

CPPUNIT_TEST_FIXTURE(Reviewing, those_that_wait_stand_first) {
  shipped({{line(1), 1}, {line(2), 1}});
  const auto decided = approved(1, 3);
  const auto waits = *write(2);
  const auto all =
      rival("gds_admin").snapshot("test", [](Tx& tx) { return review::reviews(tx, 10); });
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, all.size());
  CPPUNIT_ASSERT(all[0].id == waits);
  CPPUNIT_ASSERT(all[1].id == decided);
}

CPPUNIT_TEST_FIXTURE(Reviewing, a_decision_asks_for_the_products_page_and_nothing_else_does) {
  shipped({{line(1), 1}});
  const auto changes = [&] {
    return sql("SELECT coalesce(string_agg(kind || ' ' || ref_id, ', '), '') FROM page_changes");
  };
  sql("DELETE FROM page_changes");
  const auto id = *write(1);
  CPPUNIT_ASSERT_EQUAL(""s, changes());
  CPPUNIT_ASSERT(decide(id, Decision::Approve));
  CPPUNIT_ASSERT_EQUAL("product " + std::to_string(product(switch_variant()).raw()), changes());
}

CPPUNIT_TEST_FIXTURE(Reviewing, the_mean_is_rounded_to_tenths) {
  const auto mean = [](std::array<int, 5> counts) {
    return review::OfProduct{counts, {}}.mean_tenths();
  };
  CPPUNIT_ASSERT_EQUAL(10, mean({1, 0, 0, 0, 0}));
  CPPUNIT_ASSERT_EQUAL(45, mean({0, 0, 0, 1, 1}));
  CPPUNIT_ASSERT_EQUAL(43, mean({0, 0, 0, 2, 1}));   // 4.33
  CPPUNIT_ASSERT_EQUAL(47, mean({0, 0, 0, 1, 2}));   // 4.67
  CPPUNIT_ASSERT_EQUAL(43, mean({0, 0, 0, 3, 1}));   // 4.25
  CPPUNIT_ASSERT_EQUAL(50, mean({0, 0, 0, 1, 29}));  // 4.97
  CPPUNIT_ASSERT_THROW(mean({}), base::BugError);
}

CPPUNIT_TEST_FIXTURE(Reviewing, twelve_at_most_are_kept_for_a_page_and_all_are_counted) {
  shipped({{line(1), 1}});
  approved(1, 5);
  sql("ALTER TABLE reviews DROP CONSTRAINT reviews_order_line_id_key;"
      " INSERT INTO reviews (order_line_id, product_id, stars, title, body, author, state,"
      " written_at, decided_by, decided_at) SELECT order_line_id, product_id, 1, 'n' || n, 'x', "
      "'y',"
      " state, written_at + n * interval '1 day', 'z', decided_at FROM reviews,"
      " generate_series(1, 14) n");
  const auto of = shown().at(product(switch_variant()));
  CPPUNIT_ASSERT_EQUAL(15, of.count());
  CPPUNIT_ASSERT_EQUAL(std::size_t{12}, of.newest.size());
  CPPUNIT_ASSERT_EQUAL("n14"s, of.newest.front().title);
}

CPPUNIT_TEST_FIXTURE(Reviewing, of_twenty_who_send_at_once_one_is_kept) {
  shipped({{line(1), 1}});
  const auto kept = t::crowd<int>(*this, 20, "gds_shop", [&](store::Db& on, int i) {
    return on.transact(
               "write",
               [&](Tx& tx) {
                 return review::write(tx, kOrder, 1, {1 + i % 5, "One of many", "x", "y"}, kNoon);
               })
               ? 1
               : 0;
  });
  CPPUNIT_ASSERT_EQUAL(1, std::accumulate(kept.begin(), kept.end(), 0));
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT count(*) FROM reviews"));
}

CPPUNIT_TEST_FIXTURE(Reviewing, one_that_fails_at_any_statement_leaves_no_trace) {
  shipped({{line(1), 1}});
  auto shop = rival("gds_shop");
  t::FailAt failing{1};
  shop.watch(&failing);
  CPPUNIT_ASSERT_THROW(static_cast<void>(shop.transact(
                           "test",
                           [&](Tx& tx) {
                             return review::write(tx, kOrder, 1, {5, "a", "b", "c"}, kNoon);
                           })),
                       store::DbError);
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM reviews"));
}

CPPUNIT_TEST_FIXTURE(Reviewing, a_review_of_other_goods_than_the_lines_is_a_fault) {
  shipped({{line(1), 1}});
  CPPUNIT_ASSERT(write(1));
  sql("UPDATE reviews SET product_id = (SELECT product_id FROM variants WHERE id = " +
      std::to_string(cable_variant().raw()) + ")");
  CPPUNIT_ASSERT_EQUAL("reviews: review 1 is of goods that its line did not bring"s,
                       faults().at(0));
}

}  // namespace
