#pragma once
#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace base {

// What nobody expected: the world failed, or a bug. It gains a line of context at each level
// ("while placing order 1042: ...") and ends at a ladder, never in between. What the shop
// expects to answer (out of stock, code expired) is a Result instead.
class Error : public std::exception {
 public:
  explicit Error(std::string message) : message_{std::move(message)} {}
  const char* what() const noexcept override { return message_.c_str(); }
  // Puts "while <doing>: " in front of the message; for `catch (Error& e) { e.while_doing(...);
  // throw; }`.
  void while_doing(std::string_view doing) {
    message_ = "while " + std::string{doing} + ": " + message_;
  }

 private:
  std::string message_;
};

// A broken invariant of our own. Reported as a bug by every ladder.
class BugError : public Error {
 public:
  using Error::Error;
};

[[noreturn]] void broken(const char* condition, const char* file, int line);

}  // namespace base

// Holds in release builds too: a shop that goes on with a broken invariant sells what it lacks.
#define BASE_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::base::broken(#condition, __FILE__, __LINE__))
