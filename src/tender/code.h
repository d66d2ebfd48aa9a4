#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"

// The code of a gift card: twenty of 32 letters and digits, 100 random bits (invariant L5), written
// in fours. Private to tender; tables keep its hash alone.
namespace tender {

class Code {
 public:
  static Code draw();
  // However it is typed: in lower case, with blanks or dashes, O for 0, I or L for 1. Nothing when
  // it cannot be a code.
  static std::optional<Code> parse(std::string_view typed);

  base::Secret text() const;  // "7K3M-…"
  std::string hash() const;   // SHA-256 of the twenty, in hex
  std::string last4() const { return letters_.substr(letters_.size() - 4); }

 private:
  explicit Code(std::string letters) : letters_{std::move(letters)} {}
  std::string letters_;
};

}  // namespace tender
