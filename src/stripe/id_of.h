#pragma once
#include <string>
#include <string_view>

#include "base/json.h"

namespace stripe {

// The id that a member names: as a text, or as the object itself where it was expanded; "" where
// there is none.
inline std::string id_of(const base::Json& json, std::string_view name) {
  const auto found = json.find(name);
  switch (found.kind()) {
    case base::Json::Kind::Null:
      return "";
    case base::Json::Kind::Object:
      return found.at("id").text();
    default:
      return found.text();
  }
}

}  // namespace stripe
