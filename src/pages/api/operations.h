#pragma once
#include <span>
#include <string_view>

#include "pages/api/shapes.h"
#include "pages/ctx.h"

namespace pages::api {

// What a route of the API does, for its description. Guards, scope and limits stand in the route
// table and are described from there; a test finds each route here and nothing else.
enum class Turn { One, Page };          // a page: "items" of the answer's shape, and "next"
enum class Match { None, Wanted };      // If-Match
enum class Named { Never, May, Must };  // Idempotency-Key
enum class Clash { Never, May };        // 409
struct Operation {
  std::string_view method;
  std::string_view path;
  std::string_view id;  // "listProducts"
  std::string_view says;
  const Shape* body;  // null: none
  const Shape* answer;
  int success = 200;
  Turn turn = Turn::One;
  Match match = Match::None;
  Named named = Named::Never;
  Clash clash = Clash::Never;
  std::string_view filter{};  // a further parameter of the query
  std::string_view filter_says{};
};
std::span<const Operation> operations();

// The description of these routes, as OpenAPI 3.1. A route of the API without an operation is a
// bug.
std::string openapi_document(std::span<const Route> routes, std::string_view site_url);

}  // namespace pages::api
