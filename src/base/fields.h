#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace base {

// The fields of a form or a query string, in the order they came; names may repeat. They stand
// here, below `web` and `views`, so that a form can be shown again with what was typed.
class Fields {
 public:
  struct Field {
    std::string name;
    std::string value;
  };
  Fields() = default;
  Fields(std::initializer_list<Field> fields) : fields_{fields} {}

  void add(std::string name, std::string value) {
    fields_.push_back({std::move(name), std::move(value)});
  }
  // The first value of that name, or null.
  const std::string* find(std::string_view name) const {
    for (const auto& field : fields_)
      if (field.name == name) return &field.value;
    return nullptr;
  }
  // The same, or "".
  std::string_view value(std::string_view name) const {
    const auto* found = find(name);
    return found == nullptr ? std::string_view{} : std::string_view{*found};
  }
  std::size_t count(std::string_view name) const {
    std::size_t n = 0;
    for (const auto& field : fields_)
      if (field.name == name) ++n;
    return n;
  }
  std::size_t size() const { return fields_.size(); }
  bool empty() const { return fields_.empty(); }
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  std::vector<Field> fields_;
};

// What was wrong with a form: one sentence for a field, in the order of the form. The field ""
// stands for the form as a whole.
using FieldErrors = Fields;

}  // namespace base
