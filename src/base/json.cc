#include "base/json.h"

#include <Poco/Exception.h>
#include <Poco/JSON/Parser.h>

#include <algorithm>
#include <cstdint>

#include "base/utf8.h"

namespace base {

struct Json::Node {
  Kind kind = Kind::Null;
  bool boolean = false;
  std::int64_t integer = 0;
  double fraction = 0;
  std::string text;
  std::vector<Node> items;         // of an array, or the values of an object
  std::vector<std::string> names;  // of an object, one for each item
};

namespace {

using Node = Json::Node;
using Kind = Json::Kind;

// Builds our own tree from Poco's parsing events. The pointers in open_ stay good since only the
// innermost container grows.
class TreeBuilder : public Poco::JSON::Handler {
 public:
  explicit TreeBuilder(int max_depth) : max_depth_{max_depth} {}
  void reset() override {
    root = {};
    open_.clear();
  }
  void startObject() override { enter(Kind::Object); }
  void endObject() override { open_.pop_back(); }
  void startArray() override { enter(Kind::Array); }
  void endArray() override { open_.pop_back(); }
  void key(const std::string& name) override {
    check(name);
    auto& names = open_.back()->names;
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      throw JsonError{"JSON with one key twice in an object"};
    }
    names.push_back(name);
  }
  void null() override { place(); }
  void value(int v) override { value(Poco::Int64{v}); }
  void value(unsigned v) override { value(Poco::Int64{v}); }
  void value(Poco::Int64 v) override {
    auto& node = place();
    node.kind = Kind::Integer;
    node.integer = v;
  }
  void value(Poco::UInt64 v) override {
    if (v > INT64_MAX) throw JsonError{"JSON with a number beyond 64 bits"};
    value(static_cast<Poco::Int64>(v));
  }
  void value(const std::string& v) override {
    check(v);
    auto& node = place();
    node.kind = Kind::Text;
    node.text = v;
  }
  void value(double v) override {
    auto& node = place();
    node.kind = Kind::Fraction;
    node.fraction = v;
  }
  void value(bool v) override {
    auto& node = place();
    node.kind = Kind::Boolean;
    node.boolean = v;
  }

  Node root;

 private:
  static void check(const std::string& text) {
    if (!is_clean_utf8(text)) throw JsonError{"JSON with NUL or malformed UTF-8 in a string"};
  }
  Node& place() { return open_.empty() ? root : open_.back()->items.emplace_back(); }
  void enter(Kind kind) {
    if (std::ssize(open_) >= max_depth_) throw JsonError{"JSON nested too deeply"};
    auto& node = place();
    node.kind = kind;
    open_.push_back(&node);
  }
  int max_depth_;
  std::vector<Node*> open_;
};

const Node kNull{};

const Node* member(const Node& object, std::string_view name) {
  const auto found = std::find(object.names.begin(), object.names.end(), name);
  if (found == object.names.end()) return nullptr;
  const auto& node = object.items[static_cast<std::size_t>(found - object.names.begin())];
  return node.kind == Kind::Null ? nullptr : &node;
}

}  // namespace

Json Json::parse(std::string_view text, int max_depth) {
  Poco::SharedPtr<TreeBuilder> builder{new TreeBuilder{max_depth}};
  try {
    Poco::JSON::Parser parser{builder};
    parser.parse(std::string{text});
  } catch (const Poco::Exception&) {
    // The parser's own words quote the text, which may hold what no log should.
    throw JsonError{"not JSON"};
  }
  const auto document = std::make_shared<const Node>(std::move(builder->root));
  if (document->kind != Kind::Object && document->kind != Kind::Array) throw JsonError{"not JSON"};
  return Json{document, document.get(), ""};
}

Json::Json(std::shared_ptr<const Node> document, const Node* node, std::string path)
    : document_{std::move(document)}, node_{node}, path_{std::move(path)} {}

Json Json::inner(const Node& node, std::string path) const {
  return Json{document_, &node, std::move(path)};
}

const Json::Node& Json::need(Kind wanted, const char* name) const {
  if (node_->kind != wanted) {
    throw JsonError{(path_.empty() ? "the document" : path_) + ": not " + name};
  }
  return *node_;
}

Json::Kind Json::kind() const {
  return node_->kind;
}

bool Json::has(std::string_view name) const {
  return member(need(Kind::Object, "an object"), name) != nullptr;
}

Json Json::find(std::string_view name) const {
  const auto* found = member(need(Kind::Object, "an object"), name);
  const auto path = path_.empty() ? std::string{name} : path_ + "." + std::string{name};
  return inner(found == nullptr ? kNull : *found, path);
}

Json Json::at(std::string_view name) const {
  auto found = find(name);
  if (found.is_null()) throw JsonError{found.path_ + ": missing"};
  return found;
}

std::vector<std::pair<std::string, Json>> Json::members() const {
  const auto& object = need(Kind::Object, "an object");
  std::vector<std::pair<std::string, Json>> out;
  for (const auto& name : object.names) out.emplace_back(name, find(name));
  return out;
}

std::vector<Json> Json::items() const {
  const auto& array = need(Kind::Array, "an array");
  std::vector<Json> out;
  out.reserve(array.items.size());
  for (std::size_t i = 0; i < array.items.size(); ++i) {
    out.push_back(inner(array.items[i], path_ + "[" + std::to_string(i) + "]"));
  }
  return out;
}

const std::string& Json::text() const {
  return need(Kind::Text, "a text").text;
}

std::int64_t Json::integer() const {
  return need(Kind::Integer, "a whole number").integer;
}

bool Json::boolean() const {
  return need(Kind::Boolean, "true or false").boolean;
}

double Json::fraction() const {
  if (node_->kind == Kind::Integer) return static_cast<double>(node_->integer);
  return need(Kind::Fraction, "a number").fraction;
}

std::string Json::text_or(std::string_view name, std::string_view otherwise) const {
  const auto found = find(name);
  return found.is_null() ? std::string{otherwise} : found.text();
}

std::int64_t Json::integer_or(std::string_view name, std::int64_t otherwise) const {
  const auto found = find(name);
  return found.is_null() ? otherwise : found.integer();
}

}  // namespace base
