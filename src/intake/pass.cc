#include "intake/pass.h"

#include <algorithm>

#include "base/text.h"
#include "catalog/picture.h"
#include "intake/halves.h"

namespace intake {

catalog::ProductColumns columns_of(base::CsvReader& reader, base::CsvRecord& record) {
  if (!reader.next(record)) throw base::Error{"the file is empty"};
  if (!record.problem.empty()) throw base::Error{"the first line: " + record.problem};
  return catalog::ProductColumns{record.fields};
}

ImportPass::ImportPass(store::Db& db, std::istream& file, const ImportOptions& options,
                       const ImportWatch& watch)
    : db_{db},
      options_{options},
      watch_{watch},
      reader_{file, kProductFile},
      columns_{columns_of(reader_, record_)} {
  if (!watch_.notice) return;
  for (const auto& name : columns_.unknown())
    watch_.notice("the column \"" + name + "\" is not known and is left out");
}

ImportCounts ImportPass::run() {
  while (fill()) {
    finish_batch(batch_.empty() ? BatchAnswer{} : write_in_halves(db_, batch_, decided_, options_));
  }
  return counts_;
}

ImportCounts ImportPass::run_within(store::Tx& tx) {
  while (fill()) {
    finish_batch(batch_.empty() ? BatchAnswer{} : write_rows(tx, batch_, decided_, options_.now));
  }
  return counts_;
}

// Reads until the batch is full; false when there is nothing more.
bool ImportPass::fill() {
  batch_.clear();
  reports_.clear();
  while (batch_.size() < options_.batch && reports_.size() < options_.batch &&
         reader_.next(record_)) {
    FileRow row;
    auto problem = read_row(row);
    if (problem.empty())
      batch_.push_back(std::move(row));
    else
      reports_.push_back({row.row.line, RowFate::Error, row.row.sku, std::move(problem)});
  }
  return !batch_.empty() || !reports_.empty();
}

// "" or what is wrong with it.
std::string ImportPass::read_row(FileRow& row) {
  auto problem = columns_.parse(record_, row.row);
  if (!problem.empty()) return problem;
  const auto hash = std::hash<std::string>{}(base::lower_ascii(row.row.sku));
  const auto [at, fresh] = line_of_sku_.emplace(hash, row.row.line);
  if (!fresh)
    return "sku \"" + row.row.sku + "\" stands on line " + std::to_string(at->second) + " already";
  return read_pictures(row);
}

std::string ImportPass::read_pictures(FileRow& row) {
  if (options_.pictures.empty()) return {};
  const catalog::PictureFolders folders{options_.pictures, options_.media};
  const auto mode = options_.mode == ImportMode::DryRun ? catalog::PictureStore::LookOnly
                                                        : catalog::PictureStore::Keep;
  const auto read = [&](const std::string& path, std::optional<catalog::StoredPicture>& into) {
    if (path.empty()) return std::string{};
    auto picture = catalog::store_picture(folders, path, mode);
    if (!picture) return picture.why();
    into = std::move(*picture);
    return std::string{};
  };
  auto problem = read(row.row.image_front, row.pictures.front);
  return problem.empty() ? read(row.row.image_rear, row.pictures.rear) : problem;
}

// After the commit, in the order of the file.
void ImportPass::finish_batch(BatchAnswer&& answer) {
  for (auto& report : answer.reports) reports_.push_back(std::move(report));
  for (const auto& [product, facts] : answer.decided) decided_[product] = facts;
  std::stable_sort(reports_.begin(), reports_.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  for (const auto& report : reports_) {
    count_row(counts_, report.fate);
    if (watch_.row) watch_.row(report);
  }
  if (watch_.progress) watch_.progress(counts_);
}

}  // namespace intake
