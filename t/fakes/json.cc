#include "json.h"

#include <algorithm>

#include "text.h"

namespace fakes {
namespace {

const Json kNull;

void write_text(std::string& out, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void line_break(std::string& out, int indent, int depth) {
  if (indent == 0) return;
  out += '\n';
  out.append(static_cast<std::size_t>(indent) * static_cast<std::size_t>(depth), ' ');
}

}  // namespace

Json::Json() = default;

Json::Json(std::nullptr_t) {}

Json::Json(const char* text) : value_(std::string{text}) {}

Json::Json(std::string text) : value_(std::move(text)) {}

Json::Json(std::string_view text) : value_(std::string{text}) {}

Json::Json(Array items) : value_(std::move(items)) {}

Json Json::object(std::initializer_list<Member> members) {
  Json out;
  out.value_ = Object{members};
  return out;
}

Json Json::array() {
  return Json{Array{}};
}

Json Json::decimal(std::string text) {
  Json out;
  out.value_ = Decimal{std::move(text)};
  return out;
}

std::string Json::text(std::string_view fallback) const {
  const auto* held = std::get_if<std::string>(&value_);
  return held != nullptr ? *held : std::string{fallback};
}

std::int64_t Json::number(std::int64_t fallback) const {
  const auto* held = std::get_if<std::int64_t>(&value_);
  return held != nullptr ? *held : fallback;
}

bool Json::boolean(bool fallback) const {
  const auto* held = std::get_if<bool>(&value_);
  return held != nullptr ? *held : fallback;
}

const Json::Array& Json::items() const {
  static const Array kNone;
  const auto* held = std::get_if<Array>(&value_);
  return held != nullptr ? *held : kNone;
}

void Json::push(Json item) {
  if (!is_array()) value_ = Array{};
  std::get<Array>(value_).push_back(std::move(item));
}

const Json::Object& Json::members() const {
  static const Object kNone;
  const auto* held = std::get_if<Object>(&value_);
  return held != nullptr ? *held : kNone;
}

bool Json::has(std::string_view name) const {
  return std::any_of(members().begin(), members().end(),
                     [&](const Member& member) { return member.name == name; });
}

const Json& Json::operator[](std::string_view name) const {
  for (const auto& member : members()) {
    if (member.name == name) return member.value;
  }
  return kNull;
}

Json& Json::at(std::string_view name) {
  if (!is_object()) value_ = Object{};
  auto& held = std::get<Object>(value_);
  for (auto& member : held) {
    if (member.name == name) return member.value;
  }
  return held.emplace_back(Member{std::string{name}, Json{}}).value;
}

void Json::set(std::string_view name, Json value) {
  at(name) = std::move(value);
}

void Json::erase(std::string_view name) {
  if (auto* held = std::get_if<Object>(&value_)) {
    std::erase_if(*held, [&](const Member& member) { return member.name == name; });
  }
}

std::string Json::pretty() const {
  std::string out;
  write(out, 2, 0);
  return out;
}

std::string Json::compact() const {
  std::string out;
  write(out, 0, 0);
  return out;
}

void Json::write(std::string& out, int indent, int depth) const {
  const auto list = [&](char open, char close, std::size_t count, auto&& item) {
    out += open;
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) out += ',';
      line_break(out, indent, depth + 1);
      item(i);
    }
    if (count > 0) line_break(out, indent, depth);
    out += close;
  };
  if (is_null()) {
    out += "null";
  } else if (is_boolean()) {
    out += boolean() ? "true" : "false";
  } else if (is_number()) {
    out += std::to_string(number());
  } else if (const auto* decimal = std::get_if<Decimal>(&value_)) {
    out += decimal->text;
  } else if (const auto* held = std::get_if<std::string>(&value_)) {
    write_text(out, *held);
  } else if (is_array()) {
    list('[', ']', items().size(),
         [&](std::size_t i) { items()[i].write(out, indent, depth + 1); });
  } else {
    list('{', '}', members().size(), [&](std::size_t i) {
      write_text(out, members()[i].name);
      out += indent == 0 ? ":" : ": ";
      members()[i].value.write(out, indent, depth + 1);
    });
  }
}

}  // namespace fakes
