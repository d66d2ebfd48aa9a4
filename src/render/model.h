#pragma once
#include <concepts>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "render/html.h"

namespace render {

// The name of a marker: a literal, so that a model can keep it without a copy.
class Name {
 public:
  template <std::size_t n>
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is a name
  consteval Name(const char (&literal)[n]) : text_{literal, n - 1} {}
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

class Arena;

// What one template shows. Values are copied in, so temporaries are fine. A row sees the names
// of what stands around it in the template; an included template sees what its includer sees.
//
//   render::Model page;
//   page.set("TITLE", product.title).set("UNITS", units);
//   page.show_if("SOLD_OUT", units == 0);
//   page.rows("LINES");
//   for (const auto& line : lines) fill_line(page.row("LINES"), line);
//
// The model is strict: a name the template asks for and the model lacks, or one the model has and
// no template asks for, is an error (see Templates). So a section that may be hidden is declared
// with show_if or rows, and a value that may be empty is set to "".
class Model {
 public:
  Model();
  ~Model();
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  // {{NAME}}: escaped for the place it stands in. Setting a name again replaces the value. As a
  // section, {{#NAME}}, a value shows itself when it is not empty.
  Model& set(Name name, std::string_view value);
  Model& set(Name name, std::integral auto value) {
    return set(name, std::string_view{std::to_string(value)});
  }
  // {{NAME:none}}: HTML already.
  Model& html(Name name, const Html& value);
  // {{NAME:x-json}} in a script element: finished JSON.
  Model& json(Name name, std::string_view finished);

  // {{#NAME}}...{{/NAME}}: one more row, which the caller fills. It lives as long as the model.
  Model& row(Name name);
  // Declares the section without a row: a list that may stay empty.
  Model& rows(Name name);
  // A section without values of its own.
  Model& show_if(Name name, bool visible);

 private:
  friend class Arena;
  friend class View;
  friend class Strict;
  enum class Kind : unsigned char { Text, Html, Json, Rows, Shown, Hidden };
  struct Entry {
    std::string_view name;
    std::string_view text;
    Model* first = nullptr;
    Model* last = nullptr;
    Kind kind = Kind::Text;
  };

  explicit Model(Arena& arena);
  Entry& entry(Name name, Kind kind);
  const Entry* find(std::string_view name) const;

  std::unique_ptr<Arena> owned_;  // null in rows
  Arena* arena_;
  Entry* entries_ = nullptr;  // in the arena
  std::size_t size_ = 0;
  std::size_t room_ = 0;
  Model* next_ = nullptr;  // the row after this one
};

}  // namespace render
