#include "order/newest.h"

#include "order/cancel.h"
#include "t/placed.h"

namespace {

using store::Tx;

struct Newest : t::PlacedOrder {
  // The newest order of this mail address behind that one; "" when there is none.
  std::string page(const std::string& email, const std::string& state, order::Before before) {
    std::string ids;
    for (const auto& row : db().snapshot(
             "page", [&](Tx& tx) { return order::of_mail_before(tx, email, state, before, 1); }))
      ids += std::to_string(row.id.raw()) + ' ';
    return ids;
  }
  static constexpr order::Before kNone{std::nullopt, base::OrderId{0}};
};

CPPUNIT_TEST_FIXTURE(Newest, orders_of_a_mail_address_come_in_pages_whatever_its_case) {
  place();
  sql("UPDATE orders SET email = 'Kim@Example.com' WHERE id = 2");

  CPPUNIT_ASSERT_EQUAL(std::string{"2 "}, page("KIM@example.com", "", kNone));
  // Both were placed at the same moment: the id decides.
  CPPUNIT_ASSERT_EQUAL(std::string{"1 "},
                       page("kim@example.com", "", {t::kNoon, base::OrderId{2}}));
  CPPUNIT_ASSERT_EQUAL(std::string{}, page("kim@example.com", "", {t::kNoon, base::OrderId{1}}));
  CPPUNIT_ASSERT_EQUAL(std::string{"2 "}, page("kim@example.com", "placed", kNone));
  CPPUNIT_ASSERT_EQUAL(std::string{}, page("kim@example.com", "shipped", kNone));
  CPPUNIT_ASSERT_EQUAL(std::string{}, page("%@example.com", "", kNone));
}

// The plan of the statement of that name, made once for all values, where reading all of the table
// is out of the question.
std::string plan_of(Newest& test, const std::string& name, const std::string& values) {
  const auto* statement = store::Statement::first;
  while (statement != nullptr && statement->name != name) statement = statement->next;
  CPPUNIT_ASSERT_MESSAGE(name, statement != nullptr);
  test.sql(
      "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_bitmapscan = "
      "off");
  test.sql("PREPARE asked AS " + std::string{statement->sql});
  return test.sql("EXPLAIN (FORMAT JSON) EXECUTE asked (" + values + ")");
}

CPPUNIT_TEST_FIXTURE(Newest, orders_of_a_rare_state_are_found_by_that_state) {
  const auto plan =
      plan_of(*this, "order.newest_of_state_before", "'needs_attention', NULL, 0, 50");

  CPPUNIT_ASSERT_MESSAGE(plan, plan.find("\"orders_by_state\"") != std::string::npos);
  CPPUNIT_ASSERT_MESSAGE(plan, plan.find("(state = $1)") != std::string::npos);
  CPPUNIT_ASSERT_MESSAGE(plan, plan.find("Sort") == std::string::npos);
}

CPPUNIT_TEST_FIXTURE(Newest, orders_of_all_states_are_read_as_they_stand) {
  const auto plan = plan_of(*this, "order.newest_before", "NULL, 0, 50");

  CPPUNIT_ASSERT_MESSAGE(plan, plan.find("\"orders_by_placed\"") != std::string::npos);
  CPPUNIT_ASSERT_MESSAGE(plan, plan.find("Sort") == std::string::npos);
}

CPPUNIT_TEST_FIXTURE(Newest, a_list_of_one_state_has_no_other) {
  place();
  CPPUNIT_ASSERT(db().transact(
      "cancel", [](Tx& tx) { return order::cancel_rest(tx, base::OrderId{2}, kWhy, t::kNoon); }));
  const auto ids = [&](const std::string& state, order::Before before) {
    std::string out;
    for (const auto& row :
         db().snapshot("page", [&](Tx& tx) { return order::newest_before(tx, state, before, 9); }))
      out += std::to_string(row.id.raw()) + ' ';
    return out;
  };

  CPPUNIT_ASSERT_EQUAL(std::string{"2 1 "}, ids("", kNone));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 "}, ids("placed", kNone));
  CPPUNIT_ASSERT_EQUAL(std::string{"2 "}, ids("cancelled", kNone));
  CPPUNIT_ASSERT_EQUAL(std::string{}, ids("cancelled", {t::kNoon, base::OrderId{2}}));
}

}  // namespace
