#pragma once
// clang 14 reads the sources for clang-tidy and has no source_location; only that reading gets
// this.
#include <source_location>
#if defined(__clang__) && !defined(__cpp_lib_source_location)
namespace std {
struct source_location {  // NOLINT(readability-identifier-naming): the standard's name
  static constexpr source_location current() noexcept { return {}; }
  constexpr const char* file_name() const noexcept { return ""; }
  constexpr const char* function_name() const noexcept { return ""; }
  constexpr unsigned line() const noexcept { return 0; }
};
}  // namespace std
#endif
