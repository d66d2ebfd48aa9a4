#include "order/enquiry.h"

#include "t/catalog/shop.h"

namespace {

struct Asking : t::SmallShop {
  base::Result<base::Done, order::EnquiryRefusal> ask(const order::Question& question) {
    auto shop = rival("gds_shop");
    return shop.transact("test",
                         [&](store::Tx& tx) { return order::enquire(tx, question, t::kShopTime); });
  }
  order::Question question() {
    return {"kim@shop.test",
            "Kim Doe",
            "Acme",
            "How deep is it?",
            {{base::VariantId{std::stoll(sql("SELECT id FROM variants WHERE sku = 'OPT'"))}, 40}}};
  }
};

CPPUNIT_TEST_FIXTURE(Asking, a_question_is_kept_and_told_to_staff_once) {
  CPPUNIT_ASSERT(ask(question()));
  CPPUNIT_ASSERT(ask(question()));
  auto other = question();
  other.message = "And how wide?";
  CPPUNIT_ASSERT(ask(other));

  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, sql("SELECT count(*) FROM enquiries"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2"},
                       sql("SELECT count(*) FROM outbox WHERE kind = 'mail.staff_enquiry'"));
}

CPPUNIT_TEST_FIXTURE(Asking, nothing_asked_is_refused_and_kept_nowhere) {
  auto empty = question();
  empty.message = " ";
  empty.wanted.clear();
  CPPUNIT_ASSERT(ask(empty).why() == order::EnquiryRefusal::Empty);
  CPPUNIT_ASSERT_EQUAL(std::string{"0|0"}, sql("SELECT (SELECT count(*) FROM enquiries) || '|' ||"
                                               " (SELECT count(*) FROM outbox)"));
}

CPPUNIT_TEST_FIXTURE(Asking, an_answered_question_leaves_the_list) {
  CPPUNIT_ASSERT(ask(question()));
  auto jobs = rival("gds_jobs");
  const auto open = [&] {
    return jobs.snapshot("test", [](store::Tx& tx) { return order::open_enquiries(tx); });
  };
  const auto first = open().at(0);
  CPPUNIT_ASSERT_EQUAL(std::string{"How deep is it?"}, first.message);
  const auto lines =
      jobs.snapshot("test", [&](store::Tx& tx) { return order::enquired_lines(tx, first.id); });
  CPPUNIT_ASSERT_EQUAL(40, lines.at(0).units);
  CPPUNIT_ASSERT_EQUAL(std::string{"OPT"}, lines.at(0).sku);
  const auto close = [&] {
    return jobs.transact("test", [&](store::Tx& tx) {
      return order::close_enquiry(tx, first.id, "kim", t::kShopTime);
    });
  };

  CPPUNIT_ASSERT(close());
  CPPUNIT_ASSERT(!close());
  CPPUNIT_ASSERT(open().empty());
  CPPUNIT_ASSERT(
      !jobs.snapshot("test", [&](store::Tx& tx) { return order::find_enquiry(tx, first.id); }));
}

CPPUNIT_TEST_FIXTURE(Asking, a_question_that_fails_half_way_leaves_no_trace) {
  auto shop = rival("gds_shop");
  for (int nth = 1; nth <= 2; ++nth) {
    t::FailAt failing{nth};
    shop.watch(&failing);
    const auto asked = question();
    CPPUNIT_ASSERT_THROW(
        static_cast<void>(shop.transact(
            "test", [&](store::Tx& tx) { return order::enquire(tx, asked, t::kShopTime); })),
        store::DbError);
    shop.watch(nullptr);
    CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM enquiries"));
  }
}

}  // namespace
