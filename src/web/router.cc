#include "web/router.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "base/text.h"

namespace web {
namespace {

using Segments = std::vector<std::string_view>;

// The parts between slashes; nothing for a path that is none of ours ("/a/", "//").
std::optional<Segments> segments_of(std::string_view path) {
  if (!path.starts_with('/')) return std::nullopt;
  Segments segments;
  if (path == "/") return segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    if (end == 0) return std::nullopt;
    segments.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

bool is_param(std::string_view segment) {
  return segment.starts_with(':');
}

bool have_same_shape(const Segments& a, const Segments& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](auto x, auto y) { return is_param(x) ? is_param(y) : x == y; });
}

// More fixed segments first, so that "/orders/lookup/:a" goes before "/orders/:number/:b".
bool is_plainer(const Segments& a, const Segments& b) {
  const auto first = [](const Segments& segments) {
    return std::find_if(segments.begin(), segments.end(), is_param) - segments.begin();
  };
  return first(a) > first(b);
}

std::string_view answered_by(std::string_view method) {
  return method == "HEAD" ? "GET" : method;
}

bool bind_params(const Segments& pattern, const Segments& segments, base::Fields& params) {
  base::Fields bound;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_param(pattern[i])) {
      if (pattern[i] != segments[i]) return false;
      continue;
    }
    auto value = base::percent_decoded(segments[i], base::Plus::Kept);
    if (!value || base::text_flaw(*value, base::Lines::One) != base::TextFlaw::None) return false;
    bound.add(std::string{pattern[i].substr(1)}, *std::move(value));
  }
  params = std::move(bound);
  return true;
}

}  // namespace

Paths::Paths(std::vector<RouteRow> rows) : rows_{std::move(rows)} {
  for (int i = 0; i < static_cast<int>(rows_.size()); ++i) {
    const auto& row = rows_[static_cast<std::size_t>(i)];
    const auto segments = segments_of(row.path);
    BASE_CHECK(segments.has_value());
    auto* known = &fixed_[row.path];
    if (std::any_of(segments->begin(), segments->end(), is_param)) {
      fixed_.erase(row.path);
      auto pattern = std::find_if(patterns_.begin(), patterns_.end(), [&](const Pattern& p) {
        return have_same_shape(p.segments, *segments);
      });
      if (pattern == patterns_.end()) pattern = patterns_.insert(pattern, {*segments, {}});
      known = &pattern->rows;
    }
    for (const int other : *known)
      if (rows_[static_cast<std::size_t>(other)].method == row.method)
        throw base::BugError{"two routes for " + std::string{row.method} + ' ' +
                             std::string{row.path}};
    known->push_back(i);
  }
  std::stable_sort(patterns_.begin(), patterns_.end(), [](const Pattern& a, const Pattern& b) {
    return is_plainer(a.segments, b.segments);
  });
}

int Paths::pick(const std::vector<int>& rows, std::string_view method, Found& found) const {
  for (const int row : rows)
    if (rows_[static_cast<std::size_t>(row)].method == answered_by(method)) return row;
  for (const int row : rows) {
    const auto known = rows_[static_cast<std::size_t>(row)].method;
    found.allow += (found.allow.empty() ? "" : ", ") + std::string{known};
    if (known == "GET") found.allow += ", HEAD";
  }
  return -1;
}

Paths::Found Paths::find(std::string_view method, std::string_view path) const {
  Found found;
  if (const auto fixed = fixed_.find(path); fixed != fixed_.end()) {
    found.row = pick(fixed->second, method, found);
    return found;
  }
  const auto segments = segments_of(path);
  if (!segments) return found;
  for (const auto& pattern : patterns_) {
    if (pattern.segments.size() != segments->size() ||
        !bind_params(pattern.segments, *segments, found.params))
      continue;
    found.row = pick(pattern.rows, method, found);
    return found;
  }
  return found;
}

}  // namespace web
