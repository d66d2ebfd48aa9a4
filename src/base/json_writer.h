#pragma once
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace base {

// Writes JSON text in the order of the calls, without blanks. Fast and dumb: commas and escapes
// are right by construction, that every begin_ meets its end_ is the caller's part (checked by
// take()). Strings must be UTF-8; malformed bytes become U+FFFD, so that the output always
// parses. Inside a script element it still has to pass render's x-json modifier.
class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view{text}); }
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(std::same_as<int> auto number) { return value(std::int64_t{number}); }
  JsonWriter& value(std::same_as<bool> auto yes) { return raw(yes ? "true" : "false"); }
  JsonWriter& null() { return raw("null"); }
  // Finished JSON from another writer, taken as it is.
  JsonWriter& raw(std::string_view json);
  template <class T>
  JsonWriter& field(std::string_view name, const T& what) {
    return key(name).value(what);
  }
  // The finished text; the writer is empty again. Throws BugError when something is still open.
  std::string take();

 private:
  void separate();
  std::string out_;
  int open_ = 0;
  bool comma_ = false;
};

// A JSON string literal with its quotes.
std::string json_quoted(std::string_view text);

}  // namespace base
