#include "request_log.h"

namespace fakes {
namespace {

constexpr std::size_t kRemembered = 5000;

// What is no text is shown as hex, so that the log stays JSON.
Json shown(const std::string& bytes) {
  return is_clean_utf8(bytes) ? Json{bytes} : Json::object({{"hex", hex(bytes)}});
}

}  // namespace

void RequestLog::add(const Request& request, const Reply& reply) {
  Json headers = Json::object();
  for (const auto& [name, value] : request.headers) headers.set(lower(name), shown(value));
  Json call = Json::object({{"method", request.method},
                            {"path", shown(request.path)},
                            {"query", shown(request.query)},
                            {"headers", std::move(headers)},
                            {"body", shown(request.body)},
                            {"status", reply.wire == Reply::Wire::Closed ? 0 : reply.status}});
  const std::lock_guard lock{mutex_};
  calls_.push_back(std::move(call));
  if (calls_.size() > kRemembered) calls_.pop_front();
}

Json RequestLog::all() const {
  const std::lock_guard lock{mutex_};
  return Json{Json::Array(calls_.begin(), calls_.end())};
}

void RequestLog::clear() {
  const std::lock_guard lock{mutex_};
  calls_.clear();
}

}  // namespace fakes
