#pragma once
#include <string>

#include "base/json.h"

namespace base {

// A parsed document as text again, members in the order they came: same content, our own blanks.
std::string to_json_text(const Json& json);

}  // namespace base
