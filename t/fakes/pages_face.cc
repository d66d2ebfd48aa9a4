#include "pages_face.h"

#include <algorithm>

#include "json.h"

namespace fakes {
namespace {

constexpr std::size_t kMostUrls = 10'000;

Reply refuse(int status, const std::string& why) {
  return {.status = status, .type = "text/plain", .body = why + '\n'};
}

bool is_key(const std::string& key) {
  return key.size() >= 8 && key.size() <= 128 && std::all_of(key.begin(), key.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-';
         });
}

// The body, where it is JSON with no members but these.
std::optional<Json> body_of(const Request& request, std::initializer_list<std::string_view> names) {
  if (!header(request.headers, "Content-Type").starts_with("application/json")) return {};
  auto body = Json::parse(request.body);
  if (!body || !body->is_object()) return {};
  for (const auto& member : body->members())
    if (std::find(names.begin(), names.end(), member.name) == names.end()) return {};
  return body;
}

bool are_urls(const Json& list, const std::string& host) {
  return list.is_array() && !list.items().empty() &&
         std::all_of(list.items().begin(), list.items().end(), [&](const Json& url) {
           const auto text = url.text();
           const auto at = text.find("//" + host);
           return (text.starts_with("http://") || text.starts_with("https://")) &&
                  at != std::string::npos &&
                  (host.empty() || text.substr(at + 2 + host.size()).starts_with("/"));
         });
}

}  // namespace

Reply answer_purge(const Request& request) {
  if (request.method != "POST") return refuse(405, "POST alone");
  const auto body = body_of(request, {"urls", "everything"});
  if (!body || body->members().size() != 1) return refuse(400, "urls or everything, as JSON");
  const auto& everything = (*body)["everything"];
  if (everything.boolean() || are_urls((*body)["urls"], "")) return {.body = "{}"};
  return refuse(400, "urls are whole addresses");
}

Reply answer_index_now(const Request& request) {
  if (request.method != "POST") return refuse(405, "POST alone");
  const auto body = body_of(request, {"host", "key", "keyLocation", "urlList"});
  if (!body) return refuse(400, "host, key, keyLocation and urlList, as JSON");
  const auto key = (*body)["key"].text();
  const auto host = (*body)["host"].text();
  if (!is_key(key)) return refuse(403, "the key is none");
  const auto& urls = (*body)["urlList"];
  if (host.empty() || !are_urls(urls, host) || urls.items().size() > kMostUrls)
    return refuse(422, "the addresses are not of this host, or too many");
  return {.status = 200, .type = "text/plain", .body = ""};
}

}  // namespace fakes
