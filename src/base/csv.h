#pragma once
#include <cstddef>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace base {

// May a quoted field hold a line end? Where no field of a file takes one, a line end inside quotes
// is a quote that somebody forgot, and the record ends there.
enum class CsvRecords { MayCrossLines, OneLineEach };

struct CsvLimits {
  std::size_t field_bytes = std::size_t{256} * 1024;
  std::size_t fields = 512;
  CsvRecords records = CsvRecords::MayCrossLines;
};

// One record of a CSV file. `problem` is empty, or says in plain words why the record cannot be
// read; its fields are then not to be used.
struct CsvRecord {
  std::size_t line = 0;  // where the record begins, counted from 1
  std::vector<std::string> fields;
  std::string problem;
};

// Reads RFC 4180 record by record, in flat memory: quotes, doubled quotes, commas and line ends
// inside quotes, CRLF or LF, a UTF-8 byte order mark before the first field, a last line without
// its end. Empty lines are skipped. A bad record (text around quotes, a lone CR, NUL, malformed
// UTF-8, a field or record over the limits, a quote never closed) is reported in its place and
// reading goes on with the next line. With OneLineEach that holds for every bad record, so that one
// bad row never hides the good ones; where records may cross lines, a quote that is never closed
// takes all up to the next quote or the end of the file with it.
class CsvReader {
 public:
  explicit CsvReader(std::istream& in, CsvLimits limits = {});
  // Reads the next record into `record`, reusing its memory; false at the end of the file.
  bool next(CsvRecord& record);

 private:
  enum class After { Field, Record, End };
  int get();
  int peek();
  After read_field(CsvRecord& record, std::string& field);
  After read_quoted(CsvRecord& record, std::string& field);
  After read_plain(CsvRecord& record, std::string& field);
  After skip_line(CsvRecord& record, const char* problem);
  bool take_line_end(int c);
  void append(CsvRecord& record, std::string& field, int c);

  std::istream& in_;
  CsvLimits limits_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  std::size_t line_ = 1;
  bool begun_ = false;
};

// A field that a spreadsheet would compute ("=1+1", "@SUM(…)", "+1", "-1") as one that it shows: an
// apostrophe stands before it. as_meant() takes it off again, so that nothing changes on the way
// out and back, not even a text that began with apostrophes before.
std::string shown_only(std::string field);
std::string_view as_meant(std::string_view field);

// Writes one record with CRLF; a field is quoted when it has to be.
void write_csv(std::ostream& out, const std::vector<std::string>& fields);

}  // namespace base
