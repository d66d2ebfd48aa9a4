#include "order/timeline.h"

#include "t/sale.h"

namespace {

using base::OrderId;
using order::Audience;
using t::kNoon;
using t::minutes_later;

struct Timeline : t::Sale {
  void setUp() override {
    Sale::setUp();
    CPPUNIT_ASSERT(complete(paid_session(frozen_order(1))) == payment::Completion::Placed);
  }
  bool comment(const std::string& text, Audience audience, OrderId order = OrderId{1}) {
    return static_cast<bool>(db().transact("comment", [&](store::Tx& tx) {
      return order::comment(tx, order, audience, {"gdsctl root", text}, minutes_later(9));
    }));
  }
  void note(const std::string& what, const std::string& reason) {
    db().transact("note", [&](store::Tx& tx) {
      order::note(tx, OrderId{1}, what, {"gdsctl root", reason}, minutes_later(5));
      return base::Done{};
    });
  }
  std::vector<order::Entry> entries() {
    return db().snapshot("timeline", [](store::Tx& tx) { return order::timeline(tx, OrderId{1}); });
  }
  // What is told, "what state: told", one a line.
  std::string told() {
    std::string out;
    for (const auto& entry : entries())
      if (entry.told) out += entry.what + " " + entry.state + ": " + *entry.told + "\n";
    return out;
  }
};

CPPUNIT_TEST_FIXTURE(Timeline, a_customer_reads_what_happened_and_not_who_or_why) {
  note("shipped", "parcel 7: UPS 1Z999");
  note("refund granted", "$10.00: a friend of the boss");
  note("refund sent", "$10.00 by card");
  note("payment declined", "insufficient_funds");
  CPPUNIT_ASSERT(comment("pays late", Audience::Staff));
  CPPUNIT_ASSERT(comment("We pack on Monday.", Audience::Customer));

  CPPUNIT_ASSERT_EQUAL(std::string{"moved placed: \nshipped : UPS 1Z999\nrefund granted : $10.00\n"
                                   "refund sent : $10.00 by card\ncomment : We pack on Monday.\n"},
                       told());
  const auto all = entries();
  CPPUNIT_ASSERT_EQUAL(std::size_t{8}, all.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"pays late"}, all[6].reason);
  CPPUNIT_ASSERT_EQUAL(std::string{"gdsctl root"}, all[6].actor);
  for (std::size_t i = 1; i < all.size(); ++i) CPPUNIT_ASSERT(all[i - 1].at <= all[i].at);
}

CPPUNIT_TEST_FIXTURE(Timeline, a_comment_is_never_edited_and_belongs_to_an_order) {
  CPPUNIT_ASSERT(!comment("", Audience::Staff));
  CPPUNIT_ASSERT(!comment("lost", Audience::Staff, OrderId{9}));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM order_comments"));

  CPPUNIT_ASSERT(comment("kept", Audience::Staff));
  CPPUNIT_ASSERT_THROW(sql("UPDATE order_comments SET body = 'other'"), store::DbError);
  CPPUNIT_ASSERT_THROW(sql("DELETE FROM order_comments"), store::DbError);
}

}  // namespace
