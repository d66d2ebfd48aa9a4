#include "ctl/product_import.h"

#include <algorithm>
#include <unordered_map>

#include "base/csv.h"
#include "base/result.h"
#include "base/text.h"
#include "catalog/import_batch.h"
#include "catalog/picture.h"
#include "inventory/count.h"

namespace ctl {
namespace {

using catalog::ProductRow;

// The rows of one batch side by side; a row with a report is done with.
struct Rows {
  std::vector<ProductRow> rows;
  std::vector<catalog::RowPictures> pictures;
};

// What came of one batch's transaction. Nothing of it counts before the commit.
struct BatchAnswer {
  std::vector<RowReport> reports;
  catalog::ToldFacts told;
};

enum class Undo { OnPurpose };
using BatchResult = base::Result<BatchAnswer, std::pair<Undo, BatchAnswer>>;

void refuse(RowReport& report, const std::string& why) {
  report.fate = RowFate::Error;
  report.detail = why;
}

std::string joined(const std::vector<const char*>& words) {
  std::string out;
  for (const auto* word : words) out += (out.empty() ? "" : ", ") + std::string{word};
  return out;
}

// Refuses counts below what is allocated to orders, with the rows locked that a count changes.
class StockCheck {
 public:
  StockCheck(store::Tx& tx, const std::vector<ProductRow>& rows,
             const std::vector<std::optional<catalog::KnownVariant>>& known) {
    std::vector<base::VariantId> variants;
    for (const auto& one : known)
      if (one) variants.push_back(one->id);
    for (const auto& level : inventory::stock_levels(tx, variants)) levels_[level.variant] = level;
    std::vector<base::VariantId> changing;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto* level = known[i] ? of(known[i]->id) : nullptr;
      if (level != nullptr && rows[i].quantity && *rows[i].quantity != level->on_hand)
        changing.push_back(level->variant);
    }
    for (const auto& level : inventory::lock_stock_levels(tx, changing))
      levels_[level.variant] = level;
  }
  const inventory::StockLevel* of(base::VariantId variant) const {
    const auto at = levels_.find(variant);
    return at == levels_.end() ? nullptr : &at->second;
  }

 private:
  std::unordered_map<base::VariantId, inventory::StockLevel> levels_;
};

BatchAnswer apply(store::Tx& tx, const Rows& batch, const catalog::ToldFacts& told,
                  base::Instant now) {
  BatchAnswer answer;
  const auto known = catalog::find_variants(tx, batch.rows);
  const StockCheck stock{tx, batch.rows, known};
  Rows good;
  std::vector<std::optional<catalog::KnownVariant>> good_known;
  std::vector<std::size_t> good_at;
  for (std::size_t i = 0; i < batch.rows.size(); ++i) {
    const auto& row = batch.rows[i];
    auto& report =
        answer.reports.emplace_back(RowReport{row.line, RowFate::Unchanged, row.sku, {}});
    const auto* level = known[i] ? stock.of(known[i]->id) : nullptr;
    if (auto problem = catalog::ownership_problem(row, known[i]); !problem.empty()) {
      refuse(report, problem);
    } else if (level != nullptr && row.quantity && *row.quantity < level->allocated) {
      refuse(report, "quantity " + std::to_string(*row.quantity) + " is below the " +
                         std::to_string(level->allocated) + " allocated to orders");
    } else {
      good.rows.push_back(row);
      good.pictures.push_back(batch.pictures[i]);
      good_known.push_back(known[i]);
      good_at.push_back(i);
    }
  }
  if (good.rows.empty()) return answer;
  auto applied = catalog::apply_rows(tx, good.rows, good_known, good.pictures, told, now);
  answer.told = std::move(applied.told);

  std::vector<inventory::Count> opened;
  std::vector<inventory::Count> counts;
  for (std::size_t i = 0; i < good.rows.size(); ++i) {
    auto& done = applied.rows[i];
    const auto* level = stock.of(done.variant);
    inventory::Count count{done.variant, good.rows[i].quantity, good.rows[i].reorder_threshold};
    if (count.on_hand == (level == nullptr ? 0 : level->on_hand)) count.on_hand.reset();
    if (count.reorder_threshold == (level == nullptr ? 0 : level->reorder_threshold))
      count.reorder_threshold.reset();
    if (count.on_hand) done.changed.push_back("quantity");
    if (count.reorder_threshold) done.changed.push_back("reorder_threshold");
    if (level == nullptr) {
      opened.push_back(count);
      count.reorder_threshold.reset();
    }
    if (count.on_hand || count.reorder_threshold) counts.push_back(count);
    auto& report = answer.reports[good_at[i]];
    if (done.created) {
      report.fate = RowFate::Create;
    } else if (!done.changed.empty()) {
      report.fate = RowFate::Update;
      report.detail = joined(done.changed);
    }
  }
  inventory::open_stock(tx, opened);
  inventory::set_counts(tx, counts, "import", now);
  return answer;
}

// One pass over a file.
class Import {
 public:
  Import(store::Db& db, std::istream& file, const ImportOptions& options, const ImportWatch& watch)
      : db_{db}, options_{options}, watch_{watch}, reader_{file}, columns_{header()} {
    for (const auto& name : columns_.unknown())
      notice("the column \"" + name + "\" is not known and is left out");
  }

  ImportCounts run(store::Tx* whole) {
    while (fill()) {
      write(whole);
      if (watch_.progress) watch_.progress(counts_);
    }
    return counts_;
  }

 private:
  std::vector<std::string> header() {
    if (!reader_.next(record_)) throw base::Error{"the file is empty"};
    if (!record_.problem.empty()) throw base::Error{"the first line: " + record_.problem};
    return record_.fields;
  }
  void notice(const std::string& text) {
    if (watch_.notice) watch_.notice(text);
  }
  bool fill();
  void take(ProductRow row);
  std::string read_pictures(const ProductRow& row, catalog::RowPictures& pictures);
  void write(store::Tx* whole);
  void write_batch(const Rows& batch);
  void keep(BatchAnswer&& answer);
  void report_all();

  store::Db& db_;
  const ImportOptions& options_;
  const ImportWatch& watch_;
  base::CsvRecord record_;
  base::CsvReader reader_;
  catalog::ProductColumns columns_;
  // The SKUs so far, as hashes: the one thing that grows with the file, 16 bytes and a node a row.
  std::unordered_map<std::size_t, std::size_t> line_of_sku_;
  catalog::ToldFacts told_;
  Rows batch_;
  std::vector<RowReport> reports_;  // of this batch
  ImportCounts counts_;
};

// Reads until the batch is full; false when there is nothing more.
bool Import::fill() {
  batch_ = {};
  reports_.clear();
  while (batch_.rows.size() < options_.batch && reports_.size() < options_.batch &&
         reader_.next(record_)) {
    ProductRow row;
    auto problem = columns_.parse(record_, row);
    catalog::RowPictures pictures;
    if (problem.empty()) {
      const auto hash = std::hash<std::string>{}(base::lower_ascii(row.sku));
      const auto [at, fresh] = line_of_sku_.emplace(hash, row.line);
      if (!fresh)
        problem =
            "sku \"" + row.sku + "\" stands on line " + std::to_string(at->second) + " already";
    }
    if (problem.empty()) problem = read_pictures(row, pictures);
    if (!problem.empty()) {
      reports_.push_back({row.line, RowFate::Error, row.sku, problem});
      continue;
    }
    batch_.rows.push_back(std::move(row));
    batch_.pictures.push_back(std::move(pictures));
  }
  return !batch_.rows.empty() || !reports_.empty();
}

std::string Import::read_pictures(const ProductRow& row, catalog::RowPictures& pictures) {
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
  auto problem = read(row.image_front, pictures.front);
  return problem.empty() ? read(row.image_rear, pictures.rear) : problem;
}

void Import::keep(BatchAnswer&& answer) {
  for (auto& report : answer.reports) reports_.push_back(std::move(report));
  for (const auto& [product, facts] : answer.told) told_[product] = facts;
}

// In a transaction of its own. Whatever the database still finds wrong with the data is pinned to
// its row by halving the batch; the other rows are written.
void Import::write_batch(const Rows& batch) {
  try {
    const auto answer = db_.transact("import_products", [&](store::Tx& tx) -> BatchResult {
      auto applied = apply(tx, batch, told_, options_.now);
      if (options_.mode == ImportMode::DryRun)
        return std::pair{Undo::OnPurpose, std::move(applied)};
      return applied;
    });
    keep(answer ? BatchAnswer{*answer} : BatchAnswer{answer.why().second});
  } catch (const store::DbError& e) {
    const bool of_the_data = e.sqlstate().starts_with("22") || e.sqlstate().starts_with("23");
    if (!of_the_data) throw;
    if (batch.rows.size() == 1) {
      reports_.push_back({batch.rows[0].line, RowFate::Error, batch.rows[0].sku, e.what()});
      return;
    }
    const auto half = static_cast<std::ptrdiff_t>(batch.rows.size() / 2);
    write_batch({{batch.rows.begin(), batch.rows.begin() + half},
                 {batch.pictures.begin(), batch.pictures.begin() + half}});
    write_batch({{batch.rows.begin() + half, batch.rows.end()},
                 {batch.pictures.begin() + half, batch.pictures.end()}});
  }
}

void Import::write(store::Tx* whole) {
  if (!batch_.rows.empty()) {
    if (whole != nullptr)
      keep(apply(*whole, batch_, told_, options_.now));
    else
      write_batch(batch_);
  }
  report_all();
}

void Import::report_all() {
  std::stable_sort(reports_.begin(), reports_.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  for (const auto& report : reports_) {
    ++counts_.rows;
    switch (report.fate) {
      case RowFate::Create:
        ++counts_.created;
        break;
      case RowFate::Update:
        ++counts_.updated;
        break;
      case RowFate::Unchanged:
        ++counts_.unchanged;
        break;
      case RowFate::Error:
        ++counts_.errors;
    }
    if (watch_.row) watch_.row(report);
  }
}

// All or nothing: first it is tried without keeping anything, which also reports every bad row;
// a file without one is then written in a single transaction.
ImportCounts import_strictly(store::Db& db, std::istream& file, const ImportOptions& options,
                             const ImportWatch& watch) {
  auto trial = options;
  trial.mode = ImportMode::DryRun;
  const auto counts = Import{db, file, trial, watch}.run(nullptr);
  if (counts.errors > 0) return counts;
  db.transact("import_products", [&](store::Tx& tx) {
    file.clear();
    file.seekg(0);
    ImportWatch quiet;
    quiet.row = [](const RowReport& report) {
      if (report.fate == RowFate::Error)
        throw base::Error{"line " + std::to_string(report.line) + ": " + report.detail};
    };
    Import{db, file, options, quiet}.run(&tx);
    return base::Done{};
  });
  return counts;
}

}  // namespace

const char* word_of(RowFate fate) {
  switch (fate) {
    case RowFate::Create:
      return "create";
    case RowFate::Update:
      return "update";
    case RowFate::Unchanged:
      return "unchanged";
    case RowFate::Error:
      return "error";
  }
  throw base::BugError{"a row without a fate"};
}

ImportCounts import_products(store::Db& db, std::istream& file, const ImportOptions& options,
                             const ImportWatch& watch) {
  if (options.mode == ImportMode::Strict) return import_strictly(db, file, options, watch);
  return Import{db, file, options, watch}.run(nullptr);
}

}  // namespace ctl
