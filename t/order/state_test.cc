#include "order/state.h"

#include "t/placed.h"

namespace {

using order::State;

struct States : t::PlacedOrder {};

CPPUNIT_TEST_FIXTURE(States, o6_the_moves_are_those_that_the_database_allows) {
  std::string said;
  for (const auto& move : order::moves())
    said +=
        std::string{order::to_word(move.from)} + " " + std::string{order::to_word(move.to)} + "\n";

  std::string listed;
  for (const auto& move : order::moves()) {
    const auto known =
        sql("DELETE FROM order_moves WHERE from_state = '" +
            std::string{order::to_word(move.from)} + "' AND to_state = '" +
            std::string{order::to_word(move.to)} + "' RETURNING from_state || ' ' || to_state");
    listed += known + "\n";
  }

  CPPUNIT_ASSERT_EQUAL(said, listed);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM order_moves"));
}

CPPUNIT_TEST_FIXTURE(States, o6_a_move_that_is_not_listed_is_refused_and_leaves_the_order) {
  const auto before = everything();

  for (const auto* const to : {"delivered", "awaiting_payment", "expired", "needs_attention"})
    CPPUNIT_ASSERT_THROW(sql("UPDATE orders SET state = '" + std::string{to} + "'"),
                         store::DbError);

  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(States, o12_what_was_ever_ordered_is_archived_and_never_deleted) {
  const auto before = everything();
  const auto ordered = std::to_string(switch_variant().raw());

  CPPUNIT_ASSERT_THROW(sql("DELETE FROM variants WHERE id = " + ordered), store::DbError);
  CPPUNIT_ASSERT_THROW(sql("DELETE FROM products USING variants v WHERE products.id = v.product_id "
                           "AND v.id = " +
                           ordered),
                       store::DbError);

  CPPUNIT_ASSERT_EQUAL(before, everything());
  sql("UPDATE variants SET state = 'archived' WHERE id = " + ordered);
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

// Whatever is called cents in the database is a whole number; shares and rates are not called so.
CPPUNIT_TEST_FIXTURE(States, m1_every_amount_in_the_database_is_a_whole_number_of_cents) {
  CPPUNIT_ASSERT_EQUAL(
      std::string{},
      sql("SELECT string_agg(table_name || '.' || column_name, ', ') FROM "
          "information_schema.columns "
          "WHERE table_schema = 'public' AND (data_type IN ('real', 'double precision', 'money') "
          "OR (column_name ~ 'cents' AND data_type NOT IN ('bigint', 'integer', 'ARRAY')))"));
}

}  // namespace
