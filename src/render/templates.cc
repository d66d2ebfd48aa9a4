#include "render/templates.h"

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_modifiers.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/error.h"
#include "render/markers.h"
#include "render/strict.h"
#include "render/view.h"

namespace render {
namespace {

// {{LD:x-json}}: finished JSON inside a script element. Without these escapes a product called
// "</script>" would end the element.
class JsonInHtml : public ctemplate::TemplateModifier {
 public:
  void Modify(const char* in, std::size_t length, const ctemplate::PerExpandData*,
              ctemplate::ExpandEmitter* out, const std::string&) const override {
    for (std::size_t i = 0; i < length; ++i) {
      switch (in[i]) {
        case '<':
          out->Emit("\\u003c");
          break;
        case '>':
          out->Emit("\\u003e");
          break;
        case '&':
          out->Emit("\\u0026");
          break;
        default:
          out->Emit(in[i]);
      }
    }
  }
};

// CTemplate keeps modifiers for the whole process and wants each added once.
void add_modifiers_once() {
  static const JsonInHtml kModifier;
  static const bool kAdded = ctemplate::AddXssSafeModifier("x-json", &kModifier);
  if (!kAdded) throw base::Error{"CTemplate refused the x-json modifier"};
}

constexpr std::string_view kEnding = ".tpl";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw base::Error{"cannot read the template " + path.string()};
  return text.str();
}

struct OneTemplate {
  std::string file;  // relative to the folder
  ctemplate::Strip strip = ctemplate::STRIP_BLANK_LINES;
  Markers markers;       // its own and those of its includes
  std::size_t size = 0;  // of the last page: room for the next
  bool checked = false;
};

}  // namespace

struct Templates::State {
  Strictness strictness;
  ctemplate::TemplateCache cache;
  std::map<std::string, OneTemplate, std::less<>> all;
  IncludeFiles files;
  std::set<std::string> include_names;  // what the keys of `files` point into
  std::vector<std::string> reports;

  OneTemplate& named(std::string_view name);
  void find_one(const std::filesystem::path& folder, const std::string& name);
  void find_all(const std::string& folder);
  void find_with_includes(const std::string& folder, std::vector<std::string> names);
  void resolve_includes();
  std::string expand(std::string_view name, const Model& model);
};

OneTemplate& Templates::State::named(std::string_view name) {
  const auto found = all.find(name);
  if (found == all.end()) throw base::BugError{"no template " + std::string{name}};
  return found->second;
}

void Templates::State::find_one(const std::filesystem::path& folder, const std::string& name) {
  OneTemplate one;
  one.file = name + std::string{kEnding};
  const auto text = read_file(folder / one.file);
  const bool plain_text = name.ends_with(".txt");
  if (!plain_text && !text.starts_with("{{%AUTOESCAPE context="))
    throw base::Error{"template " + one.file + " does not begin with AUTOESCAPE"};
  if (plain_text) one.strip = ctemplate::DO_NOT_STRIP;
  try {
    one.markers = markers_of(text);
  } catch (base::Error& e) {
    e.while_doing("reading template " + one.file);
    throw;
  }
  all.emplace(name, std::move(one));
}

void Templates::State::find_all(const std::string& folder) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (entry.path().extension() != kEnding) continue;
    const auto file = entry.path().lexically_relative(folder).string();
    find_one(folder, file.substr(0, file.size() - kEnding.size()));
  }
}

void Templates::State::find_with_includes(const std::string& folder,
                                          std::vector<std::string> names) {
  while (!names.empty()) {
    const auto name = names.back();
    names.pop_back();
    if (all.contains(name)) continue;
    find_one(folder, name);
    for (const auto& [marker, uses] : all.at(name).markers) {
      if ((uses & kInclude) == 0) continue;
      const auto file = included_file(marker);
      names.push_back(file.substr(0, file.size() - kEnding.size()));
    }
  }
}

void Templates::State::resolve_includes() {
  for (auto& [name, one] : all) {
    std::set<std::string> seen;
    std::vector<std::string> ahead;
    const auto look_at = [&](const Markers& markers, const std::string& where) {
      for (const auto& [marker, uses] : markers) {
        if ((uses & kInclude) == 0) continue;
        const auto file = included_file(marker);
        const auto wanted = file.substr(0, file.size() - std::min<std::size_t>(4, file.size()));
        if (!all.contains(wanted))
          throw base::Error{"template " + where + " includes " + marker + ", which is no file"};
        files.emplace(*include_names.insert(marker).first, file);
        if (seen.insert(wanted).second) ahead.push_back(wanted);
      }
    };
    look_at(Markers{one.markers}, one.file);
    while (!ahead.empty()) {
      const auto& inner = all.at(ahead.back());
      ahead.pop_back();
      const Markers copy{inner.markers};
      for (const auto& [marker, uses] : copy) one.markers[marker] |= uses;
      look_at(copy, inner.file);
    }
  }
}

Templates::Templates(const std::string& folder, Strictness strictness)
    : Templates{folder, strictness, {}} {}

Templates::Templates(const std::string& folder, Strictness strictness,
                     const std::vector<std::string>& only)
    : state_{std::make_unique<State>()} {
  add_modifiers_once();
  state_->strictness = strictness;
  if (!std::filesystem::is_directory(folder))
    throw base::Error{"the template folder " + folder + " is not there"};
  if (only.empty())
    state_->find_all(folder);
  else
    state_->find_with_includes(folder, only);
  state_->resolve_includes();
  state_->cache.SetTemplateRootDirectory(std::filesystem::absolute(folder).string());
  for (const auto& [name, one] : state_->all) {
    // Mails include the same parts in HTML and in text, so parts are loaded both ways.
    for (const auto strip : {ctemplate::STRIP_BLANK_LINES, ctemplate::DO_NOT_STRIP})
      if ((strip == one.strip || name.starts_with("mail/")) &&
          !state_->cache.LoadTemplate(one.file, strip))
        throw base::Error{"template " + one.file + " does not load (see standard error)"};
  }
  state_->cache.Freeze();
}

Templates::~Templates() = default;

std::string Templates::State::expand(std::string_view name, const Model& model) {
  auto& one = named(name);
  std::string out;
  out.reserve(one.size + one.size / 8);
  Missing missing;
  const Expansion expansion{missing, files};
  const View view{&model, nullptr, expansion};
  if (!cache.ExpandNoLoad(one.file, one.strip, &view, nullptr, &out))
    throw base::Error{"template " + one.file + " does not expand"};
  one.size = out.size();

  std::vector<std::string> findings;
  // In production once a template is enough: a model has the same names each time.
  if (strictness == Strictness::Throw || !one.checked) {
    one.checked = true;
    Strict{one.markers, findings}.check(model);
  }
  for (const auto& lacked : missing) {
    auto finding = "no value for " + lacked;
    if (std::find(findings.begin(), findings.end(), finding) == findings.end())
      findings.push_back(std::move(finding));
  }
  if (findings.empty()) return out;
  std::string list;
  for (const auto& finding : findings) list += (list.empty() ? "" : "; ") + finding;
  if (strictness == Strictness::Throw) throw base::BugError{one.file + ": " + list};
  reports.push_back(one.file + ": " + list);
  return out;
}

std::string Templates::render(std::string_view name, const Model& model) const {
  return state_->expand(name, model);
}

Html Templates::fragment(std::string_view name, const Model& model) const {
  return Html{state_->expand(name, model)};
}

bool Templates::has(std::string_view name) const {
  return state_->all.contains(name);
}

std::vector<std::string> Templates::names() const {
  std::vector<std::string> names;
  for (const auto& [name, one] : state_->all) names.push_back(name);
  return names;
}

std::vector<std::string> Templates::take_reports() const {
  std::vector<std::string> taken;
  taken.swap(state_->reports);
  return taken;
}

}  // namespace render
