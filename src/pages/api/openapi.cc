#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "base/text.h"
#include "pages/api/answer.h"
#include "pages/api/api.h"
#include "pages/api/operations.h"
#include "pages/routes.h"

namespace pages::api {
namespace {

using base::JsonWriter;

constexpr std::string_view kBelow = "/api/v1/";

constexpr std::array kProblemErrorFields{
    Field{.name = "pointer", .says = "JSON pointer into the body.", .need = Need::May},
    Field{.name = "parameter", .says = "Of the query.", .need = Need::May},
    Field{.name = "detail"},
};
// Problem details, RFC 9457.
constexpr std::array kProblemFields{
    Field{.name = "type", .says = "about:blank, or what can be told apart by programs."},
    Field{.name = "title"},
    Field{.name = "status", .kind = Kind::Integer},
    Field{.name = "detail", .need = Need::May},
    Field{.name = "request", .says = "Its number in our log."},
    Field{.name = "errors", .kind = Kind::Objects, .need = Need::May, .inner = kProblemErrorFields},
};

const Operation& operation_of(const Route& route) {
  const auto all = operations();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Operation& one) {
    return one.method == route.method && one.path == route.path;
  });
  BASE_CHECK(found != all.end());
  return *found;
}

// "/orders/:number" as "/orders/{number}".
std::string templated(std::string_view path) {
  std::string out;
  for (std::size_t at = 0; at < path.size();) {
    const auto end = std::min(path.find('/', at + 1), path.size());
    const auto segment = path.substr(at, end - at);
    if (segment.starts_with("/:"))
      out += "/{" + std::string{segment.substr(2)} + "}";
    else
      out += segment;
    at = end;
  }
  return out;
}

void write_parameter(JsonWriter& json, std::string_view in, std::string_view name,
                     std::string_view says, bool must) {
  json.begin_object().field("in", in).field("name", name).field("description", says);
  json.field("required", must);
  json.key("schema").begin_object();
  const bool limit = name == "limit";
  json.field("type", limit ? "integer" : "string");
  if (limit) json.field("minimum", 1).field("maximum", 100).field("default", 50);
  json.end_object().end_object();
}

void write_parameters(JsonWriter& json, const Operation& operation) {
  json.key("parameters").begin_array();
  for (std::size_t at = operation.path.find("/:"); at != std::string_view::npos;
       at = operation.path.find("/:", at + 1)) {
    const auto name = operation.path.substr(at + 2);
    write_parameter(json, "path", name.substr(0, name.find('/')),
                    "As a list or an answer names it.", true);
  }
  if (operation.turn == Turn::Page) {
    write_parameter(json, "query", "limit", "How many at most.", false);
    write_parameter(json, "query", "after", "The cursor that the page before has in \"next\".",
                    false);
  }
  if (!operation.filter.empty())
    write_parameter(json, "query", operation.filter, operation.filter_says, false);
  if (operation.method == "GET")
    write_parameter(json, "header", "If-None-Match", "An ETag: 304 while it is still so.", false);
  if (operation.match == Match::Wanted)
    write_parameter(json, "header", "If-Match", "The ETag of what was read.", true);
  if (operation.named != Named::Never)
    write_parameter(json, "header", "Idempotency-Key",
                    "The same request again under this name is done once and answered alike.",
                    operation.named == Named::Must);
  json.end_array();
}

std::vector<int> refusals_of(const Operation& operation) {
  std::vector<int> statuses{401, 403, 429};
  const auto may = [&](bool is, std::initializer_list<int> more) {
    if (is) statuses.insert(statuses.end(), more);
  };
  may(operation.path.find("/:") != std::string_view::npos, {404});
  may(operation.body != nullptr, {400, 413, 415, 422});
  may(operation.turn == Turn::Page, {422});
  may(operation.match == Match::Wanted, {412, 428});
  may(operation.clash == Clash::May, {409});
  std::sort(statuses.begin(), statuses.end());
  return statuses;
}

void write_reference(JsonWriter& json, const char* type, const std::string& schema) {
  json.key("content").begin_object().key(type).begin_object().key("schema");
  json.begin_object().field("$ref", "#/components/schemas/" + schema).end_object();
  json.end_object().end_object();
}

std::string answer_of(const Operation& operation) {
  return std::string{operation.answer->name} + (operation.turn == Turn::Page ? "Page" : "");
}

void write_responses(JsonWriter& json, const Operation& operation, bool any_key) {
  json.key("responses").begin_object();
  json.key(std::to_string(operation.success)).begin_object();
  json.field("description", operation.success == 201 ? "Made." : "Fine.");
  json.key("headers").begin_object().key("ETag").begin_object();
  json.field("description", "Names this version.");
  json.key("schema").begin_object().field("type", "string").end_object().end_object().end_object();
  write_reference(json, "application/json", answer_of(operation));
  json.end_object();
  if (operation.method == "GET")
    json.key("304").begin_object().field("description", "Not modified.").end_object();
  for (const auto status : refusals_of(operation)) {
    if (status == 403 && any_key) continue;
    json.key(std::to_string(status)).begin_object();
    json.field("description", web::reason_of(status));
    write_reference(json, "application/problem+json", "Problem");
    json.end_object();
  }
  json.end_object();
}

void write_operation(JsonWriter& json, const Route& route) {
  const auto& operation = operation_of(route);
  json.key(base::lower_ascii(route.method)).begin_object();
  json.field("operationId", operation.id).field("summary", operation.says);
  json.key("security").begin_array().begin_object().key("key").begin_array();
  if (!route.scope.empty()) json.value(route.scope);
  json.end_array().end_object().end_array();
  write_parameters(json, operation);
  if (operation.body != nullptr) {
    json.key("requestBody").begin_object().field("required", true);
    write_reference(json, "application/json", std::string{operation.body->name});
    json.end_object();
  }
  write_responses(json, operation, route.scope.empty());
  json.end_object();
}

// Of all operations, each shape once.
void write_schemas(JsonWriter& json, const std::vector<const Route*>& routes) {
  std::vector<std::string> written;
  const auto fresh = [&](const std::string& name) {
    if (std::find(written.begin(), written.end(), name) != written.end()) return false;
    written.push_back(name);
    json.key(name);
    return true;
  };
  const auto write = [&](const Shape* shape) {
    if (shape != nullptr && fresh(std::string{shape->name})) write_schema(json, shape->fields);
  };
  json.key("schemas").begin_object();
  for (const auto* route : routes) {
    const auto& operation = operation_of(*route);
    write(operation.body);
    write(operation.answer);
    if (operation.turn == Turn::One || !fresh(answer_of(operation))) continue;
    const std::array page{
        Field{.name = "items", .kind = Kind::Objects, .inner = operation.answer->fields},
        Field{.name = "next",
              .says = "Where the next page begins; null when there is none.",
              .null = Null::Fine},
    };
    write_schema(json, page);
  }
  const Shape problem{"Problem", kProblemFields};
  write(&problem);
  json.end_object();
}

}  // namespace

std::string openapi_document(std::span<const Route> routes, std::string_view site_url) {
  std::vector<const Route*> ours;
  for (const auto& route : routes)
    if (route.path.starts_with(kBelow)) ours.push_back(&route);
  JsonWriter json;
  json.begin_object().field("openapi", "3.1.0");
  json.key("info").begin_object().field("title", "GigDataServ").field("version", "1").end_object();
  json.key("servers").begin_array().begin_object().field("url", site_url);
  json.end_object().end_array();
  json.key("paths").begin_object();
  std::vector<std::string_view> paths;
  for (const auto* route : ours)
    if (std::find(paths.begin(), paths.end(), route->path) == paths.end())
      paths.push_back(route->path);
  for (const auto path : paths) {
    json.key(templated(path)).begin_object();
    for (const auto* route : ours)
      if (route->path == path) write_operation(json, *route);
    json.end_object();
  }
  json.end_object().key("components").begin_object();
  write_schemas(json, ours);
  json.key("securitySchemes").begin_object().key("key").begin_object();
  json.field("type", "http").field("scheme", "bearer");
  json.field("description", "A key of the API; its scopes are listed beside each operation.");
  json.end_object().end_object().end_object().end_object();
  return json.take();
}

web::Response openapi(Ctx& ctx) {
  return show(ctx, {openapi_document(routes(), ctx.config.site.url)});
}

}  // namespace pages::api
