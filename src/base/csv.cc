#include "base/csv.h"

#include "base/utf8.h"

namespace base {
namespace {

constexpr int kEnd = -1;
constexpr const char* kNeverClosed = "a quote that is never closed";
constexpr std::size_t kBuffer = std::size_t{64} * 1024;

// Apostrophes before it left aside.
bool is_computed(std::string_view field) {
  const auto at = field.find_first_not_of('\'');
  return at != std::string_view::npos &&
         std::string_view{"=+-@\t\r"}.find(field[at]) != std::string_view::npos;
}

}  // namespace

CsvReader::CsvReader(std::istream& in, CsvLimits limits)
    : in_{in}, limits_{limits}, buffer_(kBuffer, '\0') {}

int CsvReader::peek() {
  if (at_ == filled_) {
    in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    filled_ = static_cast<std::size_t>(in_.gcount());
    at_ = 0;
    if (filled_ == 0) return kEnd;
  }
  return static_cast<unsigned char>(buffer_[at_]);
}

int CsvReader::get() {
  const int c = peek();
  if (c == kEnd) return c;
  ++at_;
  if (c == '\n') ++line_;
  return c;
}

// Has `c`, just read, ended the line? Eats the LF of a CRLF.
bool CsvReader::take_line_end(int c) {
  if (c == '\n') return true;
  if (c != '\r' || peek() != '\n') return false;
  get();
  return true;
}

void CsvReader::append(CsvRecord& record, std::string& field, int c) {
  if (field.size() < limits_.field_bytes) {
    field += static_cast<char>(c);
  } else if (record.problem.empty()) {
    record.problem = "a field is longer than " + std::to_string(limits_.field_bytes) + " bytes";
  }
}

// The rest of a line that cannot be read; the next record begins on the line after it.
CsvReader::After CsvReader::skip_line(CsvRecord& record, const char* problem) {
  if (record.problem.empty()) record.problem = problem;
  for (int c = get(); c != kEnd; c = get()) {
    if (c == '\n') return After::Record;
  }
  return After::End;
}

CsvReader::After CsvReader::read_quoted(CsvRecord& record, std::string& field) {
  get();
  for (int c = get(); c != kEnd; c = get()) {
    if (c != '"') {
      if (c == '\n' && limits_.records == CsvRecords::OneLineEach) {
        if (record.problem.empty()) record.problem = kNeverClosed;
        return After::Record;
      }
      append(record, field, c);
      continue;
    }
    const int after = get();
    if (after == '"') {
      append(record, field, '"');
    } else if (after == ',') {
      return After::Field;
    } else if (after == kEnd) {
      return After::End;
    } else if (take_line_end(after)) {
      return After::Record;
    } else {
      return skip_line(record, "text after a closing quote");
    }
  }
  if (record.problem.empty()) record.problem = kNeverClosed;
  return After::End;
}

CsvReader::After CsvReader::read_plain(CsvRecord& record, std::string& field) {
  for (int c = get(); c != kEnd; c = get()) {
    if (c == ',') return After::Field;
    if (take_line_end(c)) return After::Record;
    if (c == '"') return skip_line(record, "a quote inside a field that is not quoted");
    if (c == '\r') return skip_line(record, "a carriage return without a line feed");
    append(record, field, c);
  }
  return After::End;
}

CsvReader::After CsvReader::read_field(CsvRecord& record, std::string& field) {
  field.clear();
  const auto after = peek() == '"' ? read_quoted(record, field) : read_plain(record, field);
  if (record.problem.empty() && !is_clean_utf8(field)) record.problem = "NUL or malformed UTF-8";
  return after;
}

bool CsvReader::next(CsvRecord& record) {
  if (!begun_) {
    begun_ = true;
    peek();
    if (std::string_view{buffer_}.substr(0, filled_).starts_with("\xEF\xBB\xBF")) at_ = 3;
  }
  for (int c = peek(); c == '\n' || c == '\r'; c = peek()) get();
  record.problem.clear();
  record.line = line_;
  if (peek() == kEnd) {
    record.fields.clear();
    return false;
  }
  std::size_t count = 0;
  for (auto after = After::Field; after == After::Field; ++count) {
    if (count == limits_.fields) {
      skip_line(record, "too many fields");
      break;
    }
    if (count == record.fields.size()) record.fields.emplace_back();
    after = read_field(record, record.fields[count]);
  }
  record.fields.resize(count);
  return true;
}

std::string shown_only(std::string field) {
  if (is_computed(field)) field.insert(field.begin(), '\'');
  return field;
}

std::string_view as_meant(std::string_view field) {
  if (field.starts_with('\'') && is_computed(field.substr(1))) field.remove_prefix(1);
  return field;
}

void write_csv(std::ostream& out, const std::vector<std::string>& fields) {
  const char* separator = "";
  for (const auto& field : fields) {
    out << separator;
    separator = ",";
    const bool padded = !field.empty() && (field.front() == ' ' || field.back() == ' ');
    // At the beginning of a file it would be taken for the mark of its encoding.
    const bool marked = field.starts_with("\xef\xbb\xbf");
    const bool lonely = field.empty() && fields.size() == 1;
    if (!padded && !marked && !lonely && field.find_first_of(",\"\r\n") == std::string::npos) {
      out << field;
      continue;
    }
    out << '"';
    for (const char c : field) {
      if (c == '"') out << '"';
      out << c;
    }
    out << '"';
  }
  out << "\r\n";
}

}  // namespace base
