#include "base/log.h"

#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <sstream>

#include "t/test.h"

namespace {

CPPUNIT_TEST_FIXTURE(t::Plain, no_value_makes_a_second_line_or_another_key) {
  base::LogLine line{"test"};
  line.add("plain", "a/b:c").add("blank", "a b").add("empty", "");
  line.add("quote", "say \"x\" \\").add("break", "a\nat=fake\r").add("equals", "a=b").add("n", -5);
  line.add_milliseconds("ms", 1234567).add_milliseconds("short", 45);

  CPPUNIT_ASSERT_EQUAL(
      std::string{"what=test plain=a/b:c blank=\"a b\" empty=\"\" quote=\"say \\\"x\\\" \\\\\" "
                  "break=\"a\\x0aat=fake\\x0d\" equals=\"a=b\" n=-5 ms=1234.567 short=0.045"},
      line.text());
}

struct LogFile : CppUnit::TestFixture {
  void setUp() override {
    std::string pattern = "/tmp/log-XXXXXX";
    close(mkstemp(pattern.data()));
    path_ = pattern;
  }
  void tearDown() override { std::remove(path_.c_str()); }
  std::size_t lines() const {
    std::ifstream in{path_};
    std::string line;
    std::size_t n = 0;
    while (std::getline(in, line)) ++n;
    return n;
  }
  std::string path_;
};

CPPUNIT_TEST_FIXTURE(LogFile, deferred_lines_wait_for_the_flush_and_are_never_lost_at_the_end) {
  {
    base::Log log{path_};
    log.defer(base::LogLine{"one"});
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, lines());
    log.flush();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lines());
    log.defer(base::LogLine{"two"});
  }
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, lines());
}

CPPUNIT_TEST_FIXTURE(LogFile, a_reopened_log_writes_to_the_new_file) {
  base::Log log{path_};
  const auto moved = path_ + ".1";
  std::rename(path_.c_str(), moved.c_str());
  log.reopen();
  log.write(base::LogLine{"here"});

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lines());
  std::remove(moved.c_str());
}

}  // namespace
