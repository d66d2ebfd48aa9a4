#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/faults.h"

// What looks like an attack: passwords, links by mail and cards that are tried in numbers. The
// limits of each hold by themselves; this is word of it to staff while it goes on.
namespace app {

// How many within ten minutes nobody is told of.
struct AlarmLimits {
  int wrong = 200;    // passwords that were wrong, or came while a mailbox waited
  int links = 100;    // links by mail that were asked for
  int declined = 30;  // cards
};

// What was over its limit in the ten minutes before `now`, as sentences without a name; none when
// nothing was.
std::vector<std::string> alarms(store::Tx& tx, const AlarmLimits& limits, base::Instant now);

// Keeps what was found (at least one) as a report, and leaves word in the outbox; nothing when
// staff were told within the hour.
std::optional<FaultReportId> raise_alarm(store::Tx& tx, const std::vector<std::string>& found,
                                         base::Instant now);

}  // namespace app
