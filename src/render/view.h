#pragma once
#include <ctemplate/template_dictionary_interface.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "render/model.h"

// A Model as CTemplate asks for it. Private to render.
namespace render {

// Names the template asked for and no model had, in this expansion.
using Missing = std::vector<std::string>;
using IncludeFiles = std::unordered_map<std::string_view, std::string>;

// What one expansion shares: where missing names go, and which file an include marker names.
struct Expansion {
  Missing& missing;
  const IncludeFiles& files;
};

// A model as seen from a place in the template: what it lacks is looked for further out. A null
// model is a place that adds no names of its own (a section that is only shown, an include).
class View : public ctemplate::TemplateDictionaryInterface {
 public:
  View(const Model* model, const View* outer, const Expansion& expansion)
      : model_{model}, outer_{outer}, expansion_{&expansion} {}

 protected:
  ctemplate::TemplateString GetValue(const ctemplate::TemplateString& name) const override;
  bool IsHiddenSection(const ctemplate::TemplateString& name) const override;
  bool IsUnhiddenSection(const ctemplate::TemplateString& name) const override;
  bool IsHiddenTemplate(const ctemplate::TemplateString& name) const override;
  const char* GetIncludeTemplateName(const ctemplate::TemplateString& name, int n) const override;
  Iterator* CreateTemplateIterator(const ctemplate::TemplateString& name) const override;
  Iterator* CreateSectionIterator(const ctemplate::TemplateString& name) const override;
  void DumpToString(std::string* out, int level) const override;

 private:
  class RowWalk;  // of this class, since only those who inherit see Iterator
  const Model::Entry* find(const ctemplate::TemplateString& name) const;

  const Model* model_;
  const View* outer_;
  const Expansion* expansion_;
};

}  // namespace render
