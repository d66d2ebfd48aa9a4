#include "base/log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.h"
#include "base/instant.h"

namespace base {
namespace {

bool is_plain(std::string_view value) {
  for (const char c : value)
    if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '=') return false;
  return !value.empty();
}

void append_quoted(std::string& out, std::string_view value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += '"';
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\x";
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    } else {
      out += c;
    }
  }
  out += '"';
}

int opened(const std::string& path) {
  return open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
}

}  // namespace

LogLine::LogLine(std::string_view what) : text_{"what="} {
  text_ += what;
}

LogLine& LogLine::add(std::string_view key, std::string_view value) {
  text_ += ' ';
  text_ += key;
  text_ += '=';
  if (is_plain(value))
    text_ += value;
  else
    append_quoted(text_, value);
  return *this;
}

LogLine& LogLine::add(std::string_view key, std::int64_t value) {
  return add(key, std::string_view{std::to_string(value)});
}

LogLine& LogLine::add_milliseconds(std::string_view key, std::int64_t microseconds) {
  auto fraction = std::to_string(microseconds % 1000);
  fraction.insert(0, 3 - fraction.size(), '0');
  return add(key, std::to_string(microseconds / 1000) + '.' + fraction);
}

Log::Log(std::string path) : path_{std::move(path)} {
  if (path_.empty()) return;
  descriptor_ = opened(path_);
  if (descriptor_ < 0) throw Error{"cannot open the log " + path_ + ": " + std::strerror(errno)};
}

Log::~Log() {
  flush();
  if (descriptor_ != STDERR_FILENO) close(descriptor_);
}

void Log::append(const LogLine& line) {
  waiting_ += "at=";
  waiting_ += to_iso8601(clock_now());
  waiting_ += ' ';
  waiting_ += line.text();
  waiting_ += '\n';
}

void Log::write(const LogLine& line) {
  append(line);
  flush();
}

void Log::defer(const LogLine& line) {
  constexpr std::size_t kMostWaiting = 8192;
  append(line);
  if (waiting_.size() > kMostWaiting) flush();
}

void Log::flush() {
  if (waiting_.empty()) return;
  // The result does not matter: there is nowhere to say that the log is full.
  [[maybe_unused]] const auto written = ::write(descriptor_, waiting_.data(), waiting_.size());
  waiting_.clear();
}

void Log::reopen() {
  if (path_.empty()) return;
  const int fresh = opened(path_);
  if (fresh < 0) return;
  close(descriptor_);
  descriptor_ = fresh;
}

}  // namespace base
