#pragma once
#include <string>

#include "base/json.h"
#include "net/http_client.h"
#include "stripe/exchange.h"

// Private to stripe: what of a request and its answer is kept.
namespace stripe {

struct Sent {
  std::string call;
  const std::string& method;
  const std::string& path;  // with its query
  const std::string& key;
  const std::string& body;
  int attempt;
};
struct Came {
  const net::HttpResponse* response;  // null: none came
  const base::Json* json;             // null: it is no JSON
  std::string failure;
};
// Without the time it took.
Exchange exchange_of(const Sent& sent, const Came& came);

}  // namespace stripe
