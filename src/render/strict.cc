#include "render/strict.h"

#include <algorithm>

namespace render {

void Strict::check(const Model& model) {
  for (std::size_t i = 0; i < model.size_; ++i) {
    check_entry(model.entries_[i]);
    for (const auto* row = model.entries_[i].first; row != nullptr; row = row->next_) check(*row);
  }
}

void Strict::check_entry(const Model::Entry& entry) {
  const auto found = markers_.find(entry.name);
  const unsigned uses = found == markers_.end() ? 0 : found->second;
  if (uses == 0) return find_fault("nobody asks for", entry.name);
  switch (entry.kind) {
    case Model::Kind::Text:
      if ((uses & kRaw) != 0) find_fault("text where :none leaves it unescaped,", entry.name);
      if ((uses & (kPlain | kJson)) != kPlain) find_fault("not asked for as text,", entry.name);
      return;
    case Model::Kind::Html:
      if (uses != kRaw) find_fault("HTML without :none,", entry.name);
      return;
    case Model::Kind::Json:
      if (uses != kJson) find_fault("JSON without :x-json,", entry.name);
      return;
    case Model::Kind::Rows:
    case Model::Kind::Shown:
    case Model::Kind::Hidden:
      if ((uses & (kSection | kInclude)) == 0) find_fault("no section", entry.name);
  }
}

void Strict::find_fault(const char* fault, std::string_view name) {
  auto finding = std::string{fault} + ' ' + std::string{name};
  if (std::find(findings_.begin(), findings_.end(), finding) == findings_.end())
    findings_.push_back(std::move(finding));
}

}  // namespace render
