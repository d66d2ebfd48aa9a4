#pragma once
#include <string>

#include "render/templates.h"
#include "t/page_samples.h"
#include "t/test.h"

namespace t {

// The templates of the tree, strict: a name out of place fails the test. Loaded once for all tests,
// since loading takes longer than rendering.
const render::Templates& templates();

// How often `part` stands in `text`.
int times(const std::string& text, const std::string& part);
inline bool has(const std::string& text, const std::string& part) {
  return times(text, part) > 0;
}

// Compares with the file t/golden/<name>; ACCEPT=1 writes it.
void assert_golden(const std::string& name, const std::string& text);

}  // namespace t
