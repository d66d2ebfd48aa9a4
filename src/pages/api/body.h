#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "pages/api/answer.h"
#include "pages/api/read.h"

// What comes in, read strictly.
namespace pages::api {

// The body as read_object() has it. Else 400 for what is no JSON, 422 with every field that is
// wrong.
base::Result<base::Json, web::Response> read_body(const Ctx& ctx, const Shape& shape);

// Where in a list to go on, and how far. A cursor is opaque to who gets it; it names the last row,
// so that rows which come and go meanwhile neither repeat nor hide others.
struct Place {
  std::int64_t at = 0;
  std::int64_t id = 0;
};
struct Page {
  std::int64_t limit;
  std::optional<Place> after;
};
// From the query, in which nothing else may stand but `further`, each at most once:
// ?limit=50&after= CURSOR. 422 else.
base::Result<Page, web::Response> read_page(const Ctx& ctx, std::string_view list,
                                            const std::vector<std::string_view>& further = {});
std::string cursor(std::string_view list, Place last);

}  // namespace pages::api
