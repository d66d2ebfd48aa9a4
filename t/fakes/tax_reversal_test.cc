#include "stripe_error.h"
#include "stripe_tax_reversal.h"
#include "t/test.h"

namespace fakes {
namespace {

// Two lines and shipping: 100.00 + 8.25, 50.00 + 4.13, 10.00 + 0.83.
Json original() {
  const auto line = [](const char* id, int amount, int tax) {
    return Json::object({{"id", id},
                         {"amount", amount},
                         {"amount_tax", tax},
                         {"reference", std::string{"ref-"} + id}});
  };
  return Json::object(
      {{"line_items",
        Json::object({{"data", Json{Json::Array{line("a", 10000, 825), line("b", 5000, 413)}}}})},
       {"shipping_cost", Json::object({{"amount", 1000}, {"amount_tax", 83}})}});
}

Json stored(const TaxReversal& reversal) {
  return Json::object({{"line_items", Json::object({{"data", Json{reversal.lines}}})},
                       {"shipping_cost", reversal.shipping}});
}

std::string part(const std::string& line, int amount, int tax) {
  return "mode=partial&line_items[0][original_line_item]=" + line +
         "&line_items[0][reference]=r&line_items[0][amount]=" + std::to_string(amount) +
         "&line_items[0][amount_tax]=" + std::to_string(tax);
}

// The parameter a refusal names, "taken" when there is none.
std::string outcome(const std::string& form, const std::vector<Json>& earlier = {}) {
  try {
    reversal_of(parse_form(form), original(), earlier);
  } catch (const StripeError& error) {
    return error.param();
  }
  return "taken";
}

CPPUNIT_TEST_FIXTURE(t::Plain, reversal_in_full_negates_every_line_and_the_shipping) {
  const auto reversal = reversal_of(parse_form("mode=full"), original(), {});

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, reversal.lines.size());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{-10000}, reversal.lines[0]["amount"].number());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{-413}, reversal.lines[1]["amount_tax"].number());
  CPPUNIT_ASSERT_EQUAL(std::string{"b"},
                       reversal.lines[1]["reversal"]["original_line_item"].text());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{-1000}, reversal.shipping["amount"].number());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{-83}, reversal.shipping["amount_tax"].number());
}

CPPUNIT_TEST_FIXTURE(t::Plain, reversal_takes_no_more_than_is_left) {
  const auto half = stored(reversal_of(parse_form(part("a", -5000, -413)), original(), {}));

  CPPUNIT_ASSERT_EQUAL(std::string{"taken"}, outcome(part("a", -5000, -412), {half}));
  CPPUNIT_ASSERT_EQUAL(std::string{"line_items[0][amount]"},
                       outcome(part("a", -5001, -412), {half}));
  CPPUNIT_ASSERT_EQUAL(std::string{"line_items[0][amount]"},
                       outcome(part("a", -5000, -413), {half}));
  CPPUNIT_ASSERT_EQUAL(std::string{"shipping_cost[amount]"},
                       outcome("mode=partial&shipping_cost[amount]=-1001"
                               "&shipping_cost[amount_tax]=0"));
  CPPUNIT_ASSERT_EQUAL(std::string{"original_transaction"}, outcome("mode=full", {half}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, reversal_parts_must_go_together) {
  CPPUNIT_ASSERT_EQUAL(std::string{"mode"}, outcome("mode=full&flat_amount=-5"));
  CPPUNIT_ASSERT_EQUAL(std::string{"line_items"}, outcome("mode=partial"));
  CPPUNIT_ASSERT_EQUAL(std::string{"line_items[0][original_line_item]"}, outcome(part("c", -1, 0)));
}

CPPUNIT_TEST_FIXTURE(t::Plain, reversal_of_a_flat_amount_splits_off_the_tax_within) {
  const auto reversal = reversal_of(parse_form("mode=partial&flat_amount=-17321"), original(), {});

  CPPUNIT_ASSERT_EQUAL(std::int64_t{-10000}, reversal.lines[0]["amount"].number());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{-825}, reversal.lines[0]["amount_tax"].number());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{-83}, reversal.shipping["amount_tax"].number());
  CPPUNIT_ASSERT_EQUAL(std::string{"flat_amount"}, outcome("mode=partial&flat_amount=-17322"));
}

}  // namespace
}  // namespace fakes
