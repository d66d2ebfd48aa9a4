#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "render/html.h"
#include "render/model.h"

namespace render {

// Throw is for tests and sitegen: a page that lacks a value is not published. Report keeps the
// page going for a visitor and remembers the name.
enum class Strictness { Throw, Report };

// The templates of a folder, loaded and checked once, at the start of a program. A template's
// name is its path without ".tpl": "shop/cart". {{>SHOP_HEAD}} includes shop/head.tpl: the first
// underscore stands for the slash; with rows of that name in the model it is included once a row.
// A name that ends in ".txt" keeps its blank lines.
class Templates {
 public:
  // Throws base::Error naming the first template that does not load.
  Templates(const std::string& folder, Strictness strictness);
  // Only these and what they include: for a program that renders a few pages and ends, loading all
  // takes longer than the pages.
  Templates(const std::string& folder, Strictness strictness, const std::vector<std::string>& only);
  ~Templates();
  Templates(const Templates&) = delete;
  Templates& operator=(const Templates&) = delete;

  // With Strictness::Throw a name out of place throws base::BugError that lists them all.
  std::string render(std::string_view name, const Model& model) const;
  // The same as a part of another page.
  Html fragment(std::string_view name, const Model& model) const;

  bool has(std::string_view name) const;
  std::vector<std::string> names() const;
  // With Strictness::Report: what was out of place since the last call ("shop/cart: no TOTAL").
  std::vector<std::string> take_reports() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace render
