#include "intake/sent_file.h"

#include <algorithm>
#include <sstream>

#include "base/crypto.h"
#include "catalog/export.h"
#include "intake/halves.h"
#include "intake/pass.h"

namespace intake {
namespace {

using base::Instant;
using store::Query;

// One waits of each person: the next one takes its place.
const Query<SentFileId(std::string, store::Bytes, int, std::string, Instant)> kSend{
    "intake.send_file", R"sql(
    INSERT INTO sent_files (sha256, body, lines, sent_by, sent_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (sent_by) WHERE state = 'waiting' DO UPDATE
       SET sha256 = excluded.sha256, body = excluded.body, lines = excluded.lines,
           sent_at = excluded.sent_at
    RETURNING id)sql"};

const Query<SentFile(std::int64_t)> kSent{"intake.sent_files", R"sql(
    SELECT id, state, sha256, lines, sent_by, sent_at, applied_by, applied_at, created, updated,
           refused
      FROM sent_files ORDER BY id DESC LIMIT $1)sql"};

const Query<SentFile(SentFileId)> kFind{"intake.find_sent_file", R"sql(
    SELECT id, state, sha256, lines, sent_by, sent_at, applied_by, applied_at, created, updated,
           refused
      FROM sent_files WHERE id = $1 AND state = 'waiting')sql"};

const Query<store::Bytes(SentFileId)> kBody{"intake.body_of_file", R"sql(
    SELECT body FROM sent_files WHERE id = $1 AND state = 'waiting')sql"};
const Query<store::Bytes(SentFileId)> kLockBody{"intake.lock_file", R"sql(
    SELECT body FROM sent_files WHERE id = $1 AND state = 'waiting' FOR UPDATE)sql"};

// The lock of store::JobLock on "import", until the transaction ends.
const Query<bool()> kOnlyImport{"intake.only_import", R"sql(
    SELECT pg_try_advisory_xact_lock(7263, hashtext('import')))sql"};

const Query<void(SentFileId, std::string, Instant, int, int, int)> kApplied{
    "intake.file_is_applied", R"sql(
    UPDATE sent_files
       SET state = 'applied', body = NULL, applied_by = $2, applied_at = $3, created = $4,
           updated = $5, refused = $6
     WHERE id = $1)sql"};

// What came of a file, and on which catalog.
struct Outcome {
  ImportCounts counts{};
  std::vector<RowReport> reports{};
  std::vector<std::string> notices{};
  std::string digest{};
};

// All that a file could change of goods, as one text. Counts of stock are told by the reports.
void tell_catalog(store::Tx& tx, std::ostream& out) {
  for (const auto& [variant, row] : catalog::export_rows(tx))
    base::write_csv(out, catalog::product_fields(row));
}

void tell_report(const RowReport& report, std::ostream& out) {
  base::write_csv(out, {std::to_string(report.line), word_of(report.fate), report.sku,
                        report.detail, report.price ? base::to_text(report.price->from) : ""});
}

ImportWatch watch_of(Outcome& outcome, std::ostream& told) {
  ImportWatch watch;
  watch.row = [&](const RowReport& report) {
    tell_report(report, told);
    if (report.fate != RowFate::Unchanged) outcome.reports.push_back(report);
  };
  watch.notice = [&](const std::string& text) { outcome.notices.push_back(text); };
  return watch;
}

// In the caller's transaction, which decides whether it stays.
Outcome run(store::Db& db, store::Tx& tx, const std::string& bytes, Instant now) {
  Outcome outcome;
  std::ostringstream told;
  told << base::sha256_hex(bytes) << '\n';
  tell_catalog(tx, told);
  ImportOptions options;
  options.now = now;
  std::istringstream file{bytes};
  const auto watch = watch_of(outcome, told);
  outcome.counts = ImportPass{db, file, options, watch}.run_within(tx);
  outcome.digest = base::sha256_hex(told.str());
  return outcome;
}

// Which rows the database refuses, by trying ever fewer of them.
Outcome look_closer(store::Db& db, const std::string& bytes, Instant now) {
  Outcome outcome;
  std::ostringstream told;
  ImportOptions options;
  options.mode = ImportMode::DryRun;
  options.now = now;
  std::istringstream file{bytes};
  const auto watch = watch_of(outcome, told);
  outcome.counts = ImportPass{db, file, options, watch}.run();
  return outcome;
}

Outcome try_file(store::Db& db, const std::string& bytes, Instant now) {
  try {
    // A refusal is taken back.
    return db
        .transact("plan_file",
                  [&](store::Tx& tx) -> base::Result<base::Done, Outcome> {
                    return run(db, tx, bytes, now);
                  })
        .why();
  } catch (const store::DbError& error) {
    if (!is_of_the_data(error)) throw;
  }
  return look_closer(db, bytes, now);
}

}  // namespace

base::Result<SentFileId, std::string> send_file(store::Tx& tx, std::string_view bytes,
                                                const audit::Actor& actor, Instant now) {
  if (bytes.empty()) return std::string{"Please choose a file."};
  if (bytes.size() > kMostSentFile) return std::string{"This file is over 10 MB."};
  const auto lines = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  if (lines > kMostLines)
    return "This file has over " + std::to_string(kMostLines) +
           " lines. Please send it in parts, or ask for gdsctl import products.";
  try {
    std::istringstream file{std::string{bytes}};
    base::CsvReader reader{file, kProductFile};
    base::CsvRecord record;
    columns_of(reader, record);
  } catch (const base::Error& error) {
    return std::string{"This is no product file: "} + error.what() + '.';
  }
  return tx.one(kSend, base::sha256_hex(bytes), store::Bytes{std::string{bytes}},
                static_cast<int>(lines), actor.name, now);
}

std::vector<SentFile> sent_files(store::Tx& tx, std::int64_t most) {
  return tx.all(kSent, most);
}

std::optional<Plan> plan_file(store::Db& db, SentFileId id, Instant now) {
  std::optional<store::Bytes> body;
  auto file = db.snapshot("sent_file", [&](store::Tx& tx) {
    body = tx.one_or_none(kBody, id);
    return tx.one_or_none(kFind, id);
  });
  if (!file) return std::nullopt;
  auto outcome = try_file(db, body.value().raw, now);
  return Plan{*std::move(file), outcome.counts, std::move(outcome.reports),
              std::move(outcome.notices), std::move(outcome.digest)};
}

base::Result<ImportCounts, ApplyRefusal> apply_file(store::Db& db, const PlanToApply& plan,
                                                    const audit::Actor& actor, Instant now) {
  try {
    return db.transact(
        "apply_file", [&](store::Tx& tx) -> base::Result<ImportCounts, ApplyRefusal> {
          audit::act_as(tx, actor);
          if (!tx.one(kOnlyImport)) return ApplyRefusal::Busy;
          const auto body = tx.one_or_none(kLockBody, plan.file);
          if (!body) return ApplyRefusal::Gone;
          const auto outcome = run(db, tx, body->raw, now);
          if (outcome.digest != plan.digest) return ApplyRefusal::Changed;
          const auto& counts = outcome.counts;
          tx.exec(kApplied, plan.file, actor.name, now, static_cast<int>(counts.created),
                  static_cast<int>(counts.updated), static_cast<int>(counts.errors));
          return counts;
        });
  } catch (const store::DbError& error) {
    if (!is_of_the_data(error)) throw;
  }
  return ApplyRefusal::Broken;
}

}  // namespace intake
