#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

// One request to Stripe and what came of it, as it may be kept: secrets and persons are left out
// (stripe/redaction.h).
namespace stripe {

struct Exchange {
  std::string call;  // "create_session"
  std::string method;
  std::string path;  // without its query
  std::string idempotency_key;
  int attempt;                // of the call, from 1
  std::string request;        // the form, or the query of a GET
  std::optional<int> status;  // nothing: no answer
  std::string request_id;
  std::string answer;   // of a list its ids, of anything but JSON its size
  std::string failure;  // why there was no answer
  // By what it is found: the order's UUID, and Stripe's ids of what it was about.
  std::string order;
  std::vector<std::string> objects;
  std::chrono::microseconds took;
};

}  // namespace stripe
