#include "intake/rows.h"

#include <unordered_map>

#include "inventory/count.h"

namespace intake {
namespace {

// A row of the batch with all that is known of it, and what becomes of it.
struct Row {
  const FileRow* file = nullptr;
  std::optional<catalog::KnownVariant> known;
  std::optional<inventory::StockLevel> level;
  RowReport report;

  bool is_refused() const { return report.fate == RowFate::Error; }
  void refuse(std::string why) {
    report.fate = RowFate::Error;
    report.detail = std::move(why);
  }
};

std::vector<Row> look_up(store::Tx& tx, std::span<const FileRow> file) {
  std::vector<std::string> skus;
  skus.reserve(file.size());
  for (const auto& one : file) skus.push_back(one.row.sku);
  auto known = catalog::find_variants(tx, skus);

  std::vector<Row> rows(file.size());
  std::vector<base::VariantId> variants;
  std::unordered_map<base::VariantId, Row*> row_of;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto& row = rows[i];
    row.file = &file[i];
    row.report.line = file[i].row.line;
    row.report.sku = file[i].row.sku;
    row.known = std::move(known[i]);
    if (!row.known) continue;
    variants.push_back(row.known->id);
    row_of.emplace(row.known->id, &row);
  }
  for (const auto& level : inventory::stock_levels(tx, variants))
    row_of.at(level.variant)->level = level;

  // Read again under a lock where a count will change it.
  std::vector<base::VariantId> changing;
  for (const auto& row : rows)
    if (row.level && row.file->row.quantity && *row.file->row.quantity != row.level->on_hand)
      changing.push_back(row.level->variant);
  for (const auto& level : inventory::lock_stock_levels(tx, changing))
    row_of.at(level.variant)->level = level;
  return rows;
}

void refuse_bad(std::vector<Row>& rows) {
  for (auto& row : rows) {
    const auto& given = row.file->row;
    if (auto problem = catalog::ownership_problem(given, row.known); !problem.empty())
      row.refuse(std::move(problem));
    else if (row.level && given.quantity && *given.quantity < row.level->allocated)
      row.refuse("quantity " + std::to_string(*given.quantity) + " is below the " +
                 std::to_string(row.level->allocated) + " allocated to orders");
  }
}

// A good row once the catalog has it.
struct Written {
  Row* row = nullptr;
  base::VariantId variant{0};
};

std::string joined(const std::vector<const char*>& words) {
  std::string out;
  for (const auto* word : words) out += (out.empty() ? "" : ", ") + std::string{word};
  return out;
}

void add_detail(RowReport& report, const std::string& column) {
  report.detail += (report.detail.empty() ? "" : ", ") + column;
}

std::vector<Written> write_goods(store::Tx& tx, std::vector<Row>& rows,
                                 const catalog::DecidedByProduct& decided, base::Instant now,
                                 catalog::DecidedByProduct& decided_here) {
  std::vector<catalog::RowToApply> given;
  std::vector<Row*> good;
  for (auto& row : rows) {
    if (row.is_refused()) continue;
    given.push_back({&row.file->row, &row.file->pictures, row.known ? &*row.known : nullptr});
    good.push_back(&row);
  }
  std::vector<Written> written;
  if (given.empty()) return written;
  auto applied = catalog::apply_rows(tx, given, decided, now);
  decided_here = std::move(applied.decided);
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto& outcome = applied.rows[i];
    if (!outcome.problem.empty()) {
      good[i]->refuse(std::move(outcome.problem));
      continue;
    }
    auto& report = good[i]->report;
    report.detail = joined(outcome.changed);
    const auto& known = good[i]->known;
    const auto price = good[i]->file->row.price;
    if (known && known->price != price) report.price = {known->price, price};
    report.fate = outcome.created ? RowFate::Create : RowFate::Unchanged;
    written.push_back({good[i], outcome.variant});
  }
  return written;
}

// What the file counted and the stock row has not got yet.
void write_counts(store::Tx& tx, const std::vector<Written>& written, base::Instant now) {
  std::vector<inventory::Count> opened;
  std::vector<inventory::Count> counts;
  for (const auto& [row, variant] : written) {
    const auto level = row->level.value_or(inventory::StockLevel{});
    const auto& given = row->file->row;
    inventory::Count count{variant, given.quantity, given.reorder_threshold};
    if (count.on_hand == level.on_hand) count.on_hand.reset();
    if (count.reorder_threshold == level.reorder_threshold) count.reorder_threshold.reset();
    if (count.on_hand) add_detail(row->report, "quantity");
    if (count.reorder_threshold) add_detail(row->report, "reorder_threshold");
    if (!row->level) {
      opened.push_back(count);
      count.reorder_threshold.reset();
    }
    if (count.on_hand || count.reorder_threshold) counts.push_back(count);
  }
  inventory::open_stock(tx, opened);
  inventory::set_counts(tx, counts, "import", now);
}

}  // namespace

BatchAnswer write_rows(store::Tx& tx, std::span<const FileRow> file,
                       const catalog::DecidedByProduct& decided, base::Instant now) {
  BatchAnswer answer;
  auto rows = look_up(tx, file);
  refuse_bad(rows);
  const auto written = write_goods(tx, rows, decided, now, answer.decided);
  if (!written.empty()) write_counts(tx, written, now);
  for (const auto& [row, variant] : written) {
    auto& report = row->report;
    if (report.fate == RowFate::Create)
      report.detail.clear();
    else if (!report.detail.empty())
      report.fate = RowFate::Update;
  }
  answer.reports.reserve(rows.size());
  for (auto& row : rows) answer.reports.push_back(std::move(row.report));
  return answer;
}

}  // namespace intake
