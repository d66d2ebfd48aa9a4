#include "ctl/relation_import.h"

#include <array>

#include "base/csv.h"
#include "base/text.h"
#include "catalog/relations.h"

namespace ctl {
namespace {

using catalog::RelationFate;

constexpr std::array<std::string_view, 5> kColumns = {"brand", "mpn", "relation", "other_brand",
                                                      "other_mpn"};

intake::RowFate fate_of(RelationFate fate) {
  switch (fate) {
    case RelationFate::Created:
      return intake::RowFate::Create;
    case RelationFate::Updated:
      return intake::RowFate::Update;
    case RelationFate::Unchanged:
      return intake::RowFate::Unchanged;
  }
  throw base::BugError{"a relation without a fate"};
}

// Why the record is no relation; "" when it is one.
std::string parse(const base::CsvRecord& record, catalog::Relation& relation) {
  if (!record.problem.empty()) return record.problem;
  if (record.fields.size() != kColumns.size()) return "a row has five fields";
  const std::array<std::string*, 5> into{&relation.brand, &relation.mpn, nullptr,
                                         &relation.other_brand, &relation.other_mpn};
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const auto value = base::trimmed(record.fields[i]);
    const std::string name{kColumns[i]};
    if (value.empty()) return name + " is missing";
    if (base::text_flaw(value, base::Lines::One) != base::TextFlaw::None)
      return name + " is not plain text";
    if (into[i] != nullptr) *into[i] = value;
  }
  const auto kind = base::lower_ascii(base::trimmed(record.fields[2]));
  if (kind != "fits" && kind != "replaces") return "relation is neither fits nor replaces";
  relation.kind = kind == "fits" ? catalog::RelationKind::Fits : catalog::RelationKind::Replaces;
  return {};
}

// What would have become of a row that is not kept: refused, or a dry run.
struct NotKept {
  intake::RowFate fate;
  std::string detail;
};

intake::RowReport write(store::Db& db, std::size_t line, const catalog::Relation& relation,
                        const intake::ImportOptions& options) {
  const auto answer =
      db.transact("import_relations", [&](store::Tx& tx) -> base::Result<intake::RowFate, NotKept> {
        const auto applied = catalog::relate(tx, relation);
        if (!applied) return NotKept{intake::RowFate::Error, to_text(applied.why())};
        if (options.mode == intake::ImportMode::DryRun) return NotKept{fate_of(*applied), {}};
        return fate_of(*applied);
      });
  if (answer) return {line, *answer, relation.mpn, {}};
  return {line, answer.why().fate, relation.mpn, answer.why().detail};
}

}  // namespace

intake::ImportCounts import_relations(store::Db& db, std::istream& file,
                                      const intake::ImportOptions& options,
                                      const intake::ImportWatch& watch) {
  base::CsvReader reader{file, {.records = base::CsvRecords::OneLineEach}};
  base::CsvRecord record;
  if (!reader.next(record)) throw base::Error{"the file is empty"};
  if (!std::equal(kColumns.begin(), kColumns.end(), record.fields.begin(), record.fields.end()))
    throw base::Error{"the first line is not brand,mpn,relation,other_brand,other_mpn"};
  intake::ImportCounts counts;
  while (reader.next(record)) {
    catalog::Relation relation;
    const auto problem = parse(record, relation);
    const auto report = problem.empty() ? write(db, record.line, relation, options)
                                        : intake::RowReport{record.line, intake::RowFate::Error,
                                                            relation.mpn, problem};
    intake::count_row(counts, report.fate);
    if (watch.row) watch.row(report);
  }
  return counts;
}

}  // namespace ctl
