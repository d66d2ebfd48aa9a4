#include "order/newest.h"

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

}  // namespace
