#pragma once
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "web/route.h"

namespace web {

// Finds the row for a method and a path. Fixed paths go before patterns. A path with a trailing
// slash, an empty segment or a broken % is no path of ours.
class Paths {
 public:
  // Two rows that answer the same requests are a bug and throw.
  explicit Paths(std::vector<RouteRow> rows);

  struct Found {
    int row = -1;       // -1: none
    std::string allow;  // the methods of this path, when only the method did not fit
    base::Fields params;
  };
  Found find(std::string_view method, std::string_view path) const;

 private:
  struct Pattern {
    std::vector<std::string_view> segments;
    std::vector<int> rows;  // one a method
  };
  int pick(const std::vector<int>& rows, std::string_view method, Found& found) const;

  std::vector<RouteRow> rows_;
  std::unordered_map<std::string_view, std::vector<int>> fixed_;
  std::vector<Pattern> patterns_;
};

// The rows of one pool with their handlers.
template <class Ctx>
class Router {
 public:
  Router(std::span<const Route<Ctx>> table, Pool pool)
      : routes_{of_pool(table, pool)}, paths_{rows_of(routes_)} {}

  struct Found {
    const Route<Ctx>* route = nullptr;
    std::string allow;
    base::Fields params;
  };
  Found find(std::string_view method, std::string_view path) const {
    auto found = paths_.find(method, path);
    const auto* route = found.row < 0 ? nullptr : &routes_[static_cast<std::size_t>(found.row)];
    return {route, std::move(found.allow), std::move(found.params)};
  }

 private:
  static std::vector<Route<Ctx>> of_pool(std::span<const Route<Ctx>> table, Pool pool) {
    std::vector<Route<Ctx>> routes;
    for (const auto& route : table)
      if (route.pool == pool) routes.push_back(route);
    return routes;
  }
  static std::vector<RouteRow> rows_of(const std::vector<Route<Ctx>>& routes) {
    std::vector<RouteRow> rows;
    rows.reserve(routes.size());
    for (const auto& route : routes) rows.push_back(route.row());
    return rows;
  }

  std::vector<Route<Ctx>> routes_;
  Paths paths_;
};

}  // namespace web
