#include "views/payment_mail_view.h"

#include "t/golden.h"

namespace {

CPPUNIT_TEST_FIXTURE(t::Plain, staff_are_told_what_to_look_at_and_by_when) {
  const payment::Task task{.id = payment::TaskId{5},
                           .kind = "dispute",
                           .subject = "du_1",
                           .order = base::OrderId{7},
                           .number = "10042",
                           .said = "the bank of the card took $508.71 back: <fraudulent>",
                           .due_at = base::parse_iso8601("2026-12-01T12:00:00Z"),
                           .opened_at = *base::parse_iso8601("2026-11-22T12:00:00Z"),
                           .done_at = std::nullopt};
  const auto letter = views::staff_payment_mail(
      t::templates(), {"https://shop.example", "Rack & Port", "1 Rack Road, Columbus, OH 43215"},
      task);
  CPPUNIT_ASSERT_EQUAL(std::string{"Order 10042: the payment wants a look"}, letter.subject);
  t::assert_golden("mail/staff_payment.txt", letter.text);
  t::assert_golden("mail/staff_payment.html", letter.html);
}

}  // namespace
