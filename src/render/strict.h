#pragma once
#include <string>
#include <vector>

#include "render/markers.h"
#include "render/model.h"

// Private to render.
namespace render {

// Compares a model with what the text of a template (and its includes) asks for anywhere, shown
// or hidden: a name nobody asks for, HTML in a place that escapes it, text in a place that does
// not. Static, so that a value whose section happens to be hidden is no error.
class Strict {
 public:
  Strict(const Markers& markers, std::vector<std::string>& findings)
      : markers_{markers}, findings_{findings} {}
  void check(const Model& model);

 private:
  void check_entry(const Model::Entry& entry);
  void find_fault(const char* fault, std::string_view name);
  const Markers& markers_;
  std::vector<std::string>& findings_;
};

}  // namespace render
