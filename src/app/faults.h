#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "store/db.h"

// The nightly proof: what must always hold, asked of the tables. Each module looks for broken
// invariants of its own; here they come together, are kept, and are told to staff.
namespace app {

using FaultReportId = base::Id<struct FaultReportTag>;

// The faults that all modules find, as sentences; none when all is well. Reads everything: at
// night, in a snapshot.
std::vector<std::string> faults(store::Tx& tx, base::Instant now);

// Keeps what was found (at least one), and leaves word in the outbox that staff are to be told.
FaultReportId report_faults(store::Tx& tx, const std::vector<std::string>& found,
                            base::Instant now);

// Leaves word in the outbox of a report that was kept.
void tell_of_report(store::Tx& tx, FaultReportId id, base::Instant now);

// What a report says; nothing when there is no such report.
struct FaultReport {
  std::vector<std::string> faults;
  bool is_alarm;  // see app/alarms.h
  static constexpr auto columns() {
    return base::Columns<&FaultReport::faults, &FaultReport::is_alarm>{};
  }
};
std::optional<FaultReport> fault_report(store::Tx& tx, FaultReportId id);

}  // namespace app
