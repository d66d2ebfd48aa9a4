#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "base/columns.h"
#include "base/id.h"
#include "intake/intake.h"

// A product file that staff send in by the panel (decision 0091): it waits, what it would do is
// shown, and then exactly that is done, or nothing.
namespace intake {

using SentFileId = base::Id<struct SentFileTag>;

inline constexpr std::size_t kMostSentFile = std::size_t{10} * 1024 * 1024;
// Larger files are for the command: a page answers within seconds, and nobody waits for its locks.
inline constexpr std::size_t kMostLines = 5'000;

// Keeps the file until it is applied, in the place of the one that the same person sent before.
// Refuses with a reason in plain words: empty, too large, too many lines, no product file.
base::Result<SentFileId, std::string> send_file(store::Tx& tx, std::string_view bytes,
                                                const audit::Actor& actor, base::Instant now);

struct SentFile {
  SentFileId id{0};
  std::string state;  // waiting, applied
  std::string sha256;
  int lines = 0;
  std::string sent_by;
  base::Instant sent_at;
  std::optional<std::string> applied_by{};
  std::optional<base::Instant> applied_at{};
  std::optional<int> created{};  // what it has done, once it is applied
  std::optional<int> updated{};
  std::optional<int> refused{};
  static constexpr auto columns() {
    using S = SentFile;
    return base::Columns<&S::id, &S::state, &S::sha256, &S::lines, &S::sent_by, &S::sent_at,
                         &S::applied_by, &S::applied_at, &S::created, &S::updated, &S::refused>{};
  }
};
// Newest first.
std::vector<SentFile> sent_files(store::Tx& tx, std::int64_t most);

// What a file would do now.
struct Plan {
  SentFile file;
  ImportCounts counts;
  std::vector<RowReport> reports;  // of all rows that are not left as they are, by line
  std::vector<std::string> notices;
  // Names the file, the catalog it was tried on and each report. Empty: the database refuses one of
  // the rows, so that the file as a whole can not be applied.
  std::string digest;
};
// Tries the file in a transaction that is taken back. Nothing when it does not wait (any more).
// `db` connects as gds_admin.
std::optional<Plan> plan_file(store::Db& db, SentFileId id, base::Instant now);

enum class ApplyRefusal {
  Gone,     // it does not wait (any more)
  Busy,     // another import is running
  Changed,  // file, catalog or stock are not what they were: it would do something else now
  Broken    // the database refused a row
};
// Does what that plan said, in one transaction; rows that it reported as errors are left out. Holds
// the lock of imports meanwhile. Any refusal leaves everything as it was.
struct PlanToApply {
  SentFileId file;
  std::string digest;
};
base::Result<ImportCounts, ApplyRefusal> apply_file(store::Db& db, const PlanToApply& plan,
                                                    const audit::Actor& actor, base::Instant now);

}  // namespace intake
