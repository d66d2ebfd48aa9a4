#include "base/csv.h"

#include <algorithm>
#include <sstream>

#include "base/utf8.h"
#include "t/fuzz/fuzz.h"

namespace {

// Good records survive being written and read again; bad ones cost no more than the file's lines.
void read_all(const std::string& bytes, base::CsvRecords records_are) {
  std::istringstream in{bytes};
  base::CsvReader reader{in, {.field_bytes = 1000, .fields = 20, .records = records_are}};
  base::CsvRecord record;
  const auto lines = std::count(bytes.begin(), bytes.end(), '\n') + 1;
  for (std::ptrdiff_t records = 0; reader.next(record); ++records) {
    fuzz::require(records < lines, "no more records than lines");
    if (!record.problem.empty()) continue;
    std::ostringstream out;
    base::write_csv(out, record.fields);
    std::istringstream again{out.str()};
    base::CsvRecord copy;
    base::CsvReader second{again};
    fuzz::require(second.next(copy) && copy.fields == record.fields, "a record reads back");
    for (const auto& field : record.fields) {
      fuzz::require(base::is_clean_utf8(field), "fields are clean UTF-8");
      fuzz::require(
          records_are == base::CsvRecords::MayCrossLines || field.find('\n') == std::string::npos,
          "a record of one line has no line end in it");
    }
  }
}

void target(const std::string& bytes) {
  read_all(bytes, base::CsvRecords::MayCrossLines);
  read_all(bytes, base::CsvRecords::OneLineEach);
}

}  // namespace

int main(int argc, char** argv) {
  return fuzz::run("csv", argc, argv, target);
}
