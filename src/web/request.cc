#include "web/request.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "base/utf8.h"

namespace web {
namespace {

char folded(char c) {
  if (c == '_') return '-';
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_same_header(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return folded(x) == folded(y); });
}

std::string urlencoded(const base::Fields& fields) {
  std::string out;
  for (const auto& field : fields) {
    if (!out.empty()) out += '&';
    out += base::percent_encoded(field.name) + '=' + base::percent_encoded(field.value);
  }
  return out;
}

}  // namespace

bool parse_urlencoded(std::string_view text, base::Fields& into) {
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const auto pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = base::percent_decoded(pair.substr(0, equals), base::Plus::Blank);
    auto value =
        base::percent_decoded(pair.substr(std::min(equals + 1, pair.size())), base::Plus::Blank);
    if (!name || !value || into.size() == kMostFields) return false;
    into.add(*std::move(name), *std::move(value));
  }
  return true;
}

Request::Request(std::string request_method, std::string_view target, const base::Fields& form)
    : method{std::move(request_method)} {
  set_target(target);
  if (form.empty()) return;
  body = urlencoded(form);
  set_header("Content-Type", "application/x-www-form-urlencoded");
}

void Request::set_target(std::string_view target) {
  const auto mark = target.find('?');
  path = target.substr(0, mark);
  query = mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [known, value] : headers_)
    if (is_same_header(known, name)) return value;
  return {};
}

void Request::set_header(std::string_view name, std::string value) {
  for (auto& [known, old] : headers_)
    if (is_same_header(known, name)) return static_cast<void>(old = std::move(value));
  headers_.emplace_back(name, std::move(value));
}

bool Request::has_content_type(std::string_view type) const {
  const auto sent = content_type();
  return base::equal_ignoring_case(base::trimmed(sent.substr(0, sent.find(';'))), type);
}

const std::string* Request::cookie(std::string_view full_name) const {
  if (!cookies_.done) {
    cookies_.done = true;
    auto rest = header("Cookie");
    while (!rest.empty() && cookies_.fields.size() < kMostFields) {
      const auto end = std::min(rest.find(';'), rest.size());
      const auto pair = base::trimmed(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const auto equals = pair.find('=');
      if (equals == std::string_view::npos || equals == 0) continue;
      auto value = base::trimmed(pair.substr(equals + 1));
      if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.substr(1, value.size() - 2);
      cookies_.fields.add(std::string{base::trimmed(pair.substr(0, equals))}, std::string{value});
    }
  }
  return cookies_.fields.find(full_name);
}

const std::string& Request::param(std::string_view name) const {
  const auto* found = params_.find(name);
  BASE_CHECK(found != nullptr);
  return *found;
}

const Request::Parsed& Request::parsed(Parsed& kept, std::string_view text) {
  if (!kept.done) {
    kept.done = true;
    kept.malformed = !parse_urlencoded(text, kept.fields);
  }
  return kept;
}

// A query is read by who has no form as well: what is no text does not get that far.
const base::Fields& Request::query_fields() const {
  if (query_.done) return query_.fields;
  base::Fields readable;
  for (const auto& field : parsed(query_, query).fields) {
    if (base::is_clean_utf8(field.name) && base::is_clean_utf8(field.value))
      readable.add(field.name, field.value);
    else
      query_.malformed = true;
  }
  query_.fields = std::move(readable);
  return query_.fields;
}
bool Request::query_is_malformed() const {
  query_fields();
  return query_.malformed;
}

const base::Fields& Request::body_fields() const {
  if (!form_.done && has_content_type("multipart/form-data")) {
    form_.done = true;
    auto read = parse_multipart(content_type(), body);
    form_.malformed = !read;
    if (read) {
      form_.fields = std::move(read->fields);
      files_ = std::move(read->files);
    }
  }
  return parsed(form_, has_content_type("application/x-www-form-urlencoded") ? body : "").fields;
}
bool Request::body_is_malformed() const {
  body_fields();
  return form_.malformed;
}
const UploadedFile* Request::file(std::string_view field) const {
  body_fields();
  const auto found = std::ranges::find(files_, field, &UploadedFile::field);
  return found == files_.end() ? nullptr : &*found;
}

BodyRead Request::read_body(std::size_t limit) {
  if (source_ != nullptr) {
    // The header only spares the reading: what counts is what comes.
    const auto announced = base::parse_integer<std::size_t>(header("Content-Length"));
    if (announced && *announced > limit) return BodyRead::TooLarge;
    body.reserve(std::min(limit, announced.value_or(0)));
    const bool whole = source_->read(body, limit);
    source_ = nullptr;
    if (!whole) body.clear();
    return whole ? BodyRead::Whole : BodyRead::TooLarge;
  }
  return body.size() > limit ? BodyRead::TooLarge : BodyRead::Whole;
}

}  // namespace web
