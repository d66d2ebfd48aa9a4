#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace base {

// One line of the log, put together as key=value pairs: LogLine{"request"}.add("status", 200).
// Values with blanks, quotes or control characters are quoted and escaped, so that no input makes
// a second line. Never a mail address, a name, a code or a token: log keys of rows.
class LogLine {
 public:
  explicit LogLine(std::string_view what);
  LogLine& add(std::string_view key, std::string_view value);
  LogLine& add(std::string_view key, std::int64_t value);
  LogLine& add(std::string_view key, int value) { return add(key, std::int64_t{value}); }
  LogLine& add_milliseconds(std::string_view key, std::int64_t microseconds);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// Where lines go: a file opened for appending, or standard error when the path is empty. One
// write(2) a line, so that the lines of many processes do not mix. A full disk loses lines, not
// requests.
class Log {
 public:
  explicit Log(std::string path = {});
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  // Adds the time in front and the line end.
  void write(const LogLine& line);
  // The same, but the line may wait for flush(): a busy worker writes many lines at once.
  void defer(const LogLine& line);
  void flush();
  // For SIGHUP, after the file was moved away. Keeps the old file when the new cannot be opened.
  void reopen();
  int descriptor() const { return descriptor_; }

 private:
  void append(const LogLine& line);
  std::string path_;
  std::string waiting_;
  int descriptor_ = 2;
};

}  // namespace base
