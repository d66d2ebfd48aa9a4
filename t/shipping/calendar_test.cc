#include "shipping/calendar.h"

#include "t/test.h"

namespace {

using shipping::Calendar;
using shipping::Day;

Day day(int year_number, unsigned month_number, unsigned day_number) {
  return Day{std::chrono::year{year_number} / std::chrono::month{month_number} /
             std::chrono::day{day_number}};
}

// Monday 2026-11-23, 10:00; cut-off 14:00, a day to pack; Thanksgiving on the 26th.
Calendar monday() {
  return {.today = day(2026, 11, 23),
          .minute_of_day = 600,
          .cutoff_minute = 840,
          .handling_days = 1,
          .closed_weekdays = {true, false, false, false, false, false, true},
          .closed = {},
          .holidays = {day(2026, 11, 26), day(2026, 12, 25)}};
}

CPPUNIT_TEST_FIXTURE(t::Plain, before_the_cut_off_today_counts) {
  const auto p = shipping::promise(monday(), {}, 1, 2);

  CPPUNIT_ASSERT(p.ship_by == day(2026, 11, 24));
  CPPUNIT_ASSERT(p.earliest == day(2026, 11, 25));
  CPPUNIT_ASSERT(p.latest == day(2026, 11, 27));
}

CPPUNIT_TEST_FIXTURE(t::Plain, at_the_cut_off_it_is_the_next_day) {
  auto calendar = monday();
  calendar.minute_of_day = 839;
  CPPUNIT_ASSERT(shipping::promise(calendar, {}, 1, 1).ship_by == day(2026, 11, 24));
  calendar.minute_of_day = 840;
  CPPUNIT_ASSERT(shipping::promise(calendar, {}, 1, 1).ship_by == day(2026, 11, 25));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_order_of_saturday_begins_on_monday) {
  auto calendar = monday();
  calendar.today = day(2026, 11, 28);
  const auto p = shipping::promise(calendar, {}, 3, 5);

  CPPUNIT_ASSERT(p.ship_by == day(2026, 12, 1));
  CPPUNIT_ASSERT(p.earliest == day(2026, 12, 4));
  CPPUNIT_ASSERT(p.latest == day(2026, 12, 8));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_holiday_is_no_day_for_anyone) {
  auto calendar = monday();
  calendar.today = day(2026, 11, 25);
  const auto p = shipping::promise(calendar, {}, 1, 1);

  CPPUNIT_ASSERT(p.ship_by == day(2026, 11, 27));
  CPPUNIT_ASSERT(p.earliest == day(2026, 11, 30));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_day_closed_here_moves_packing_and_not_the_carrier) {
  auto calendar = monday();
  calendar.closed = {day(2026, 11, 24)};
  CPPUNIT_ASSERT(shipping::promise(calendar, {}, 1, 1).ship_by == day(2026, 11, 25));
  calendar.closed = {day(2026, 11, 25)};
  CPPUNIT_ASSERT(shipping::promise(calendar, {}, 1, 1).earliest == day(2026, 11, 25));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_warehouse_open_on_saturday_waits_for_the_carrier) {
  auto calendar = monday();
  calendar.today = day(2026, 11, 27);
  calendar.closed_weekdays[6] = false;
  const auto p = shipping::promise(calendar, {}, 1, 1);

  CPPUNIT_ASSERT(p.ship_by == day(2026, 11, 28));
  CPPUNIT_ASSERT(p.earliest == day(2026, 12, 1));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_supplier_takes_its_own_time_instead_of_ours) {
  const auto p = shipping::promise(monday(), shipping::Lead{2, 5}, 1, 2);

  CPPUNIT_ASSERT(p.ship_by == day(2026, 12, 1));
  CPPUNIT_ASSERT(p.earliest == day(2026, 11, 27));
  CPPUNIT_ASSERT(p.latest == day(2026, 12, 3));
}

}  // namespace
