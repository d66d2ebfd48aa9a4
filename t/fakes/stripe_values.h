#pragma once
#include "form.h"
#include "json.h"

namespace fakes {

// Metadata as stored: an empty value means that the key is not there.
inline Json metadata_of(const Param& param) {
  Json out = Json::object();
  for (const auto& [key, value] : param.children()) {
    if (!value.text().empty()) out.set(key, value.text());
  }
  return out;
}

// Metadata after an update: named keys change, empty values clear, "metadata=" clears all.
inline void update_metadata(Json& object, const Param& param) {
  if (!param.given()) return;
  if (param.is_leaf()) object.set("metadata", Json::object());
  for (const auto& [key, value] : param.children()) {
    if (value.text().empty()) {
      object.at("metadata").erase(key);
    } else {
      object.at("metadata").set(key, value.text());
    }
  }
}

inline Json text_or_null(const Param& param) {
  return param.given() ? Json{param.text()} : Json{};
}

}  // namespace fakes
