#include "shipping/calendar.h"

#include <chrono>

namespace shipping {
namespace {

using std::chrono::days;

// The n-th day after `from` that `counts`; with n = 0, `from` itself or the next that does.
template <class Counts>
Day nth(Day from, int n, const Counts& counts) {
  while (!counts(from)) from += days{1};
  for (; n > 0; --n) {
    from += days{1};
    while (!counts(from)) from += days{1};
  }
  return from;
}

}  // namespace

bool is_open(const Calendar& c, Day day) {
  const auto weekday = std::chrono::weekday{day}.c_encoding();
  return !c.closed_weekdays.at(weekday) && !c.closed.contains(day) && !c.holidays.contains(day);
}

bool is_carrier_day(const Calendar& c, Day day) {
  const auto weekday = std::chrono::weekday{day};
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday &&
         !c.holidays.contains(day);
}

Promise promise(const Calendar& c, const std::optional<Lead>& lead, int min_days, int max_days) {
  const auto open = [&c](Day day) { return is_open(c, day); };
  const auto moves = [&c](Day day) { return is_carrier_day(c, day); };
  const bool too_late = c.minute_of_day >= c.cutoff_minute;
  const auto first = nth(too_late ? c.today + days{1} : c.today, 0, open);
  // A supplier works when carriers do; our warehouse has its own days.
  const auto soonest = lead ? nth(first, lead->min_days, moves) : nth(first, c.handling_days, open);
  const auto ship_by = lead ? nth(first, lead->max_days, moves) : soonest;
  return {.ship_by = ship_by,
          .earliest = nth(nth(soonest, 0, moves), min_days, moves),
          .latest = nth(nth(ship_by, 0, moves), max_days, moves)};
}

}  // namespace shipping
