#pragma once
#include <array>
#include <set>

#include "shipping/shipping.h"

// Private to shipping: which days are worked, and when what is ordered now leaves and arrives.
// Pure: the local date and time of day come from SQL, which knows zones and daylight saving.
namespace shipping {

struct Calendar {
  Day today;          // at the location
  int minute_of_day;  // there, at the moment of the order
  int cutoff_minute;  // what is ordered before it counts as of today
  int handling_days;
  std::array<bool, 7> closed_weekdays;  // from Sunday
  std::set<Day> closed;                 // the location's own
  std::set<Day> holidays;               // nobody works
};

// The warehouse packs.
bool is_open(const Calendar& calendar, Day day);
// Carriers move parcels: Monday to Friday but holidays.
bool is_carrier_day(const Calendar& calendar, Day day);

// `handling_days` working days after the first day that still takes the order (nobody's lead), or a
// supplier's lead in weekdays; then `min_days` to `max_days` carrier days on the way.
Promise promise(const Calendar& calendar, const std::optional<Lead>& lead, int min_days,
                int max_days);

}  // namespace shipping
