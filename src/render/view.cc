#include "render/view.h"

namespace render {
namespace {

std::string_view plain(const ctemplate::TemplateString& name) {
  return {name.data(), name.size()};
}

}  // namespace

// Goes over the rows of a section or an include; over one place without names for the others.
class View::RowWalk : public ctemplate::TemplateDictionaryInterface::Iterator {
 public:
  RowWalk(const Model* first, int extra, const View& outer)
      : next_{first}, extra_{extra}, view_{nullptr, &outer, *outer.expansion_} {}
  bool HasNext() const override { return next_ != nullptr || extra_ > 0; }
  const ctemplate::TemplateDictionaryInterface& Next() override {
    view_.model_ = next_;
    if (next_ != nullptr)
      next_ = next_->next_;
    else
      --extra_;
    return view_;
  }

 private:
  const Model* next_;
  int extra_;
  View view_;
};

const Model::Entry* View::find(const ctemplate::TemplateString& name) const {
  for (const auto* view = this; view != nullptr; view = view->outer_) {
    if (view->model_ == nullptr) continue;
    if (const auto* entry = view->model_->find(plain(name))) return entry;
  }
  return nullptr;
}

ctemplate::TemplateString View::GetValue(const ctemplate::TemplateString& name) const {
  const auto* entry = find(name);
  if (entry == nullptr) {
    expansion_->missing.emplace_back(plain(name));
    return {"", 0};
  }
  return entry->text.empty() ? ctemplate::TemplateString{"", 0}
                             : ctemplate::TemplateString{entry->text.data(), entry->text.size()};
}

bool View::IsHiddenSection(const ctemplate::TemplateString& name) const {
  const auto* entry = find(name);
  if (entry == nullptr) {
    // CTemplate asks for ROWS_separator after every row of ROWS; models never have it.
    if (!plain(name).ends_with("_separator")) expansion_->missing.emplace_back(plain(name));
    return true;
  }
  switch (entry->kind) {
    case Model::Kind::Rows:
      return entry->first == nullptr;
    case Model::Kind::Shown:
      return false;
    case Model::Kind::Hidden:
      return true;
    case Model::Kind::Text:
    case Model::Kind::Html:
    case Model::Kind::Json:
      break;
  }
  return entry->text.empty();
}

bool View::IsUnhiddenSection(const ctemplate::TemplateString& name) const {
  return !IsHiddenSection(name);
}

bool View::IsHiddenTemplate(const ctemplate::TemplateString& name) const {
  const auto* entry = find(name);
  return entry != nullptr && (entry->kind == Model::Kind::Hidden ||
                              (entry->kind == Model::Kind::Rows && entry->first == nullptr));
}

const char* View::GetIncludeTemplateName(const ctemplate::TemplateString& name, int) const {
  const auto file = expansion_->files.find(plain(name));
  return file == expansion_->files.end() ? "" : file->second.c_str();
}

ctemplate::TemplateDictionaryInterface::Iterator* View::CreateTemplateIterator(
    const ctemplate::TemplateString& name) const {
  return CreateSectionIterator(name);
}

// CTemplate deletes what it is given.
ctemplate::TemplateDictionaryInterface::Iterator* View::CreateSectionIterator(
    const ctemplate::TemplateString& name) const {
  const auto* entry = find(name);
  const bool rows = entry != nullptr && entry->kind == Model::Kind::Rows;
  return new RowWalk{rows ? entry->first : nullptr, rows ? 0 : 1, *this};
}

void View::DumpToString(std::string* out, int) const {
  *out += "render::View";
}

}  // namespace render
