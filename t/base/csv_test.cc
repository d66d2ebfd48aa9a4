#include "base/csv.h"

#include <sstream>
#include <string>

#include "t/test.h"

namespace {

// Each record as line:field|field, or line!problem.
std::string read_all(const std::string& file, base::CsvLimits limits = {}) {
  std::istringstream in{file};
  base::CsvReader reader{in, limits};
  base::CsvRecord record;
  std::string out;
  while (reader.next(record)) {
    out += std::to_string(record.line) + (record.problem.empty() ? ":" : "!" + record.problem);
    if (record.problem.empty()) {
      for (std::size_t i = 0; i < record.fields.size(); ++i) {
        out += (i == 0 ? "" : "|") + record.fields[i];
      }
    }
    out += ";";
  }
  return out;
}

CPPUNIT_TEST_FIXTURE(t::Plain, csv_reads_quotes_line_ends_and_the_byte_order_mark) {
  CPPUNIT_ASSERT_EQUAL(std::string{"1:a|b|;2:1|two, \"2\"|;3:x\r\ny|z|;5:last||3;"},
                       read_all("\xEF\xBB\xBF"
                                "a,b,\r\n1,\"two, \"\"2\"\"\",\n\"x\r\ny\",z,\r\nlast,,3"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, read_all(""));
  CPPUNIT_ASSERT_EQUAL(std::string{}, read_all("\xEF\xBB\xBF\r\n\n"));
  CPPUNIT_ASSERT_EQUAL(std::string{"3:;4:a|b;"}, read_all("\n\r\n\"\"\na,b\n"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_bad_csv_record_is_reported_and_the_next_one_is_read) {
  CPPUNIT_ASSERT_EQUAL(std::string{"1!text after a closing quote;2:c|d;"},
                       read_all("\"a\"x,b\nc,d\n"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1!a quote inside a field that is not quoted;2:c;"},
                       read_all("a\"b\nc\n"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1!a carriage return without a line feed;2:c;"},
                       read_all("a\rb\nc\n"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1!NUL or malformed UTF-8;2:c;"}, read_all("a\xff,b\nc\n"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1!NUL or malformed UTF-8;2:c;"},
                       read_all(std::string{"a\0b\nc\n", 6}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_stray_quote_costs_its_line_where_records_are_one_line_each) {
  const base::CsvLimits one_line{
      .field_bytes = 1000, .fields = 5, .records = base::CsvRecords::OneLineEach};
  const std::string stray = "a,b\n\"c,d\r\ne,f\n";
  CPPUNIT_ASSERT_EQUAL(std::string{"1:a|b;2!a quote that is never closed;3:e|f;"},
                       read_all(stray, one_line));
  // The next quote does not close it.
  CPPUNIT_ASSERT_EQUAL(std::string{"1:a|b;2!a quote that is never closed;3:e|f;4:\"g|h;"},
                       read_all(stray + "\"\"\"g\",h\n", one_line));
  CPPUNIT_ASSERT_EQUAL(std::string{"1:a;2!a quote that is never closed;"},
                       read_all("a\nb,\"c", one_line));
  // Elsewhere the lines up to the next quote are the field's.
  CPPUNIT_ASSERT_EQUAL(std::string{"1:a|b;2!a quote that is never closed;"}, read_all(stray));
}

CPPUNIT_TEST_FIXTURE(t::Plain, csv_limits_hold_and_cost_one_record) {
  CPPUNIT_ASSERT_EQUAL(std::string{"1:abc;2!a field is longer than 3 bytes;3:d;"},
                       read_all("abc\nabcd,x\nd\n", {.field_bytes = 3, .fields = 2}));
  CPPUNIT_ASSERT_EQUAL(std::string{"1!too many fields;2:d|e;"},
                       read_all("a,b,c,d\nd,e\n", {.field_bytes = 3, .fields = 2}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, csv_reads_records_that_cross_its_buffer) {
  const std::string wide(70000, 'x');
  const auto read = read_all("\"" + wide + "\",\"\"\"\n\"\r\nb");
  CPPUNIT_ASSERT(read == "1:" + wide + "|\"\n;3:b;");
}

CPPUNIT_TEST_FIXTURE(t::Plain, written_csv_reads_back_the_same) {
  std::ostringstream out;
  base::write_csv(out, {"plain", "a,b", "say \"x\"", "two\nlines", " padded", ""});
  base::write_csv(out, {""});

  CPPUNIT_ASSERT_EQUAL(
      std::string{"plain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\" padded\",\r\n\"\"\r\n"},
      out.str());
  CPPUNIT_ASSERT_EQUAL(std::string{"1:plain|a,b|say \"x\"|two\nlines| padded|;3:;"},
                       read_all(out.str()));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_a_spreadsheet_would_compute_is_shown_and_comes_back_the_same) {
  for (const std::string computed : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''-1"}) {
    CPPUNIT_ASSERT_EQUAL('\'' + computed, base::shown_only(computed));
    CPPUNIT_ASSERT_EQUAL(computed, std::string{base::as_meant(base::shown_only(computed))});
  }
  for (const std::string plain : {"", "'", "''", "5 - 1", "'tis", "O'Neill", "1=1"}) {
    CPPUNIT_ASSERT_EQUAL(plain, base::shown_only(plain));
    CPPUNIT_ASSERT_EQUAL(plain, std::string{base::as_meant(plain)});
  }
}

}  // namespace
