#include "stripe/client.h"

#include <random>
#include <thread>

#include "base/breaker.h"
#include "base/text.h"
#include "net/http_client.h"
#include "stripe/exchange_of.h"
#include "stripe/form_body.h"
#include "stripe/retry.h"

namespace stripe {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// A few in a row, so that one slow call does not shut the checkout; then a pause that a shopper who
// tries again will have waited out.
constexpr int kBreakerFailures = 3;
constexpr milliseconds kBreakerPause{10000};
constexpr milliseconds kConnect{5000};
constexpr std::size_t kMostBytes = std::size_t{8} * 1024 * 1024;

struct Call {
  const char* name;  // for the log
  std::string method;
  std::string path;
  std::string key{};
  std::string body{};
  Deadline deadline = kNoDeadline;
};

// An id in a path; ids are opaque, but never hold what would change the path.
std::string segment(const std::string& id) {
  if (id.empty()) throw base::BugError{"an empty id in a call to Stripe"};
  return base::percent_encoded(id);
}

std::optional<base::Json> parse(const std::string& body) {
  try {
    return base::Json::parse(body);
  } catch (const base::JsonError&) {
    return std::nullopt;
  }
}

// A refusal stays one however it is worded.
Refused read_error(int status, const base::Json& json, std::string request_id) {
  Refused refused{status, "", "", "", "", std::move(request_id)};
  if (json.kind() != base::Json::Kind::Object) return refused;
  const auto error = json.find("error");
  if (error.kind() != base::Json::Kind::Object) return refused;
  const auto word = [&](std::string_view name) {
    const auto found = error.find(name);
    return found.kind() == base::Json::Kind::Text ? found.text() : std::string{};
  };
  refused.type = word("type");
  refused.code = word("code");
  refused.param = word("param");
  refused.message = word("message");
  return refused;
}

}  // namespace

bool is_certain_refusal(const Refused& refused) {
  return refused.status >= 400 && refused.status < 500 && refused.status != 401 &&
         refused.status != 403 && refused.status != 409 && refused.status != 429 &&
         refused.type != "idempotency_error";
}

struct Client::Impl {
  explicit Impl(ClientOptions given)
      : options{std::move(given)},
        http{{options.ca_file}},
        breaker{kBreakerFailures, kBreakerPause},
        random{std::random_device{}()} {
    if (!options.pause)
      options.pause = [](milliseconds time) { std::this_thread::sleep_for(time); };
    if (!options.clock) options.clock = [] { return steady_clock::now(); };
  }

  Reply call(const Call& call);
  std::optional<Reply> attempt(const Call& call, int number, milliseconds time, std::string& why);
  void record(const Call& call, int number, steady_clock::time_point began, const Came& came) const;
  net::HttpRequest request(const Call& call) const;
  void log(const Call& call, const Reply* reply, int tries, steady_clock::duration took) const;

  ClientOptions options;
  net::HttpClient http;
  base::Breaker breaker;
  std::minstd_rand random;
  std::function<void(const Exchange&)> keep{};
};

net::HttpRequest Client::Impl::request(const Call& call) const {
  net::HttpRequest out;
  out.method = call.method;
  out.url = options.api_base + call.path;
  out.headers = {{"Authorization", "Bearer " + options.secret_key.reveal()},
                 {"Stripe-Version", std::string{kApiVersion}},
                 {"Accept", "application/json"}};
  if (call.method == "POST") {
    out.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    out.headers.emplace_back("Idempotency-Key", call.key);
    out.body = call.body;
  }
  // A POST has its key, and deleting what is deleted changes nothing.
  out.repeat = net::Repeat::Harmless;
  return out;
}

void Client::Impl::record(const Call& call, int number, steady_clock::time_point began,
                          const Came& came) const {
  if (!keep) return;
  auto exchange =
      exchange_of({call.name, call.method, call.path, call.key, call.body, number}, came);
  exchange.took = std::chrono::duration_cast<std::chrono::microseconds>(options.clock() - began);
  keep(exchange);
}

// One try: a reply, or nothing and why another try is due.
std::optional<Reply> Client::Impl::attempt(const Call& call, int number, milliseconds time,
                                           std::string& why) {
  const auto began = options.clock();
  try {
    const auto response = http.send(request(call), {std::min(kConnect, time), time, kMostBytes});
    auto json = parse(response.body);
    record(call, number, began, {&response, json ? &*json : nullptr, ""});
    if (!json) {  // a proxy's page, whatever its status
      why = "status " + std::to_string(response.status) + " without JSON";
      return std::nullopt;
    }
    std::string request_id{response.header("request-id")};
    switch (judge(response.status, response.header("stripe-should-retry"))) {
      case Verdict::Answered:
        return Reply{Answer{response.status, *std::move(json), std::move(request_id)}};
      case Verdict::Refused:
        return Reply{read_error(response.status, *json, std::move(request_id))};
      case Verdict::Unclear:
        throw Unknown{std::string{call.name} + ": status " + std::to_string(response.status)};
      case Verdict::Again:
        break;
    }
    why = "status " + std::to_string(response.status);
  } catch (const net::NetError& e) {
    record(call, number, began, {nullptr, nullptr, e.what()});
    if (e.kind() == net::NetError::Kind::Refused) throw;
    why = e.what();
  }
  return std::nullopt;
}

Reply Client::Impl::call(const Call& call) {
  const auto start = options.clock();
  if (breaker.is_open(start)) {
    throw Unknown{std::string{call.name} + ": not asked, Stripe did not answer lately"};
  }
  // Under this a try would only end as another unknown.
  constexpr milliseconds kLeast{500};
  const auto end = std::min(start + options.budget.total, call.deadline);
  // No fault of Stripe's: the breaker does not count it.
  if (end - start < kLeast) throw Unknown{std::string{call.name} + ": not asked, no time is left"};
  std::string why;
  int tries = 0;
  try {
    for (; tries <= options.budget.retries;) {
      if (tries > 0) {
        const auto pause = pause_before(tries, std::uniform_real_distribution{0.5, 1.0}(random));
        if (options.clock() + pause + kLeast > end) break;
        options.pause(pause);
      }
      ++tries;
      const auto left = std::chrono::duration_cast<milliseconds>(end - options.clock());
      const auto reply = attempt(call, tries, std::min(options.budget.each, left), why);
      if (!reply) continue;
      breaker.succeeded();
      log(call, &*reply, tries, options.clock() - start);
      return *reply;
    }
    throw Unknown{std::string{call.name} + ": " + why};
  } catch (const Unknown&) {
    breaker.failed(options.clock());
    log(call, nullptr, tries, options.clock() - start);
    throw;
  }
}

void Client::Impl::log(const Call& call, const Reply* reply, int tries,
                       steady_clock::duration took) const {
  if (!options.log) return;
  base::LogLine line{"stripe"};
  line.add("call", call.name);
  if (reply == nullptr) {
    line.add("outcome", "unknown");
  } else if (*reply) {
    line.add("outcome", "answered").add("status", (*reply)->status);
    line.add("request", (*reply)->request_id);
  } else {
    const auto& why = reply->why();
    line.add("outcome", "refused").add("status", why.status).add("type", why.type);
    line.add("code", why.code).add("param", why.param).add("request", why.request_id);
  }
  line.add("tries", tries);
  line.add_milliseconds("ms", std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  options.log(line);
}

Client::Client(ClientOptions options) : impl_{std::make_unique<Impl>(std::move(options))} {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

void Client::keep_exchanges(std::function<void(const Exchange&)> keep) {
  impl_->keep = std::move(keep);
}

Reply Client::create_coupon(const std::string& key, const std::string& body, Deadline deadline) {
  return impl_->call({"create_coupon", "POST", "/coupons", key, body, deadline});
}

Reply Client::create_session(const std::string& key, const std::string& body, Deadline deadline) {
  return impl_->call({"create_session", "POST", "/checkout/sessions", key, body, deadline});
}

Reply Client::retrieve_session(const std::string& id, Deadline deadline) {
  FormBody query;
  query.add("expand[0]", "line_items").add("expand[1]", "payment_intent.latest_charge");
  const auto path = "/checkout/sessions/" + segment(id) + "?" + query.text();
  return impl_->call(
      {.name = "retrieve_session", .method = "GET", .path = path, .deadline = deadline});
}

Reply Client::expire_session(const std::string& key, const std::string& id, Deadline deadline) {
  return impl_->call({"expire_session", "POST", "/checkout/sessions/" + segment(id) + "/expire",
                      key, "", deadline});
}

Reply Client::delete_coupon(const std::string& id) {
  return impl_->call({"delete_coupon", "DELETE", "/coupons/" + segment(id)});
}

Reply Client::calculate_tax(const std::string& key, const std::string& body, Deadline deadline) {
  return impl_->call({"calculate_tax", "POST", "/tax/calculations", key, body, deadline});
}

Reply Client::list_calculation_lines(const std::string& calculation,
                                     const std::string& starting_after, Deadline deadline) {
  FormBody query;
  query.add("limit", 100);
  if (!starting_after.empty()) query.add("starting_after", starting_after);
  query.add("expand[0]", "data.tax_breakdown");
  const auto path = "/tax/calculations/" + segment(calculation) + "/line_items?" + query.text();
  return impl_->call(
      {.name = "list_calculation_lines", .method = "GET", .path = path, .deadline = deadline});
}

Reply Client::create_tax_transaction(const std::string& key, const std::string& body) {
  return impl_->call(
      {"create_tax_transaction", "POST", "/tax/transactions/create_from_calculation", key, body});
}

Reply Client::list_tax_lines(const std::string& transaction, const std::string& starting_after) {
  FormBody query;
  query.add("limit", 100);
  if (!starting_after.empty()) query.add("starting_after", starting_after);
  return impl_->call({"list_tax_lines", "GET",
                      "/tax/transactions/" + segment(transaction) + "/line_items?" + query.text()});
}

Reply Client::create_tax_reversal(const std::string& key, const std::string& body) {
  return impl_->call(
      {"create_tax_reversal", "POST", "/tax/transactions/create_reversal", key, body});
}

Reply Client::create_customer(const std::string& key, const std::string& body) {
  return impl_->call({"create_customer", "POST", "/customers", key, body});
}

Reply Client::update_subscription(const std::string& key, const std::string& id,
                                  const std::string& body) {
  return impl_->call({"update_subscription", "POST", "/subscriptions/" + segment(id), key, body});
}

Reply Client::retrieve_invoice(const std::string& id, Deadline deadline) {
  return impl_->call({.name = "retrieve_invoice",
                      .method = "GET",
                      .path = "/invoices/" + segment(id),
                      .deadline = deadline});
}

Reply Client::create_refund(const std::string& key, const std::string& body) {
  return impl_->call({"create_refund", "POST", "/refunds", key, body});
}

Reply Client::retrieve_dispute(const std::string& id) {
  return impl_->call({"retrieve_dispute", "GET", "/disputes/" + segment(id)});
}

Reply Client::update_dispute(const std::string& key, const std::string& id,
                             const std::string& body) {
  return impl_->call({"update_dispute", "POST", "/disputes/" + segment(id), key, body});
}

Reply Client::close_dispute(const std::string& key, const std::string& id) {
  return impl_->call({"close_dispute", "POST", "/disputes/" + segment(id) + "/close", key, ""});
}

Reply Client::list_balance_transactions(const BalanceAsk& ask) {
  FormBody query;
  query.add("created[gte]", ask.created_from).add("created[lt]", ask.created_before);
  query.add("expand[0]", "data.source").add("limit", ask.limit);
  if (!ask.starting_after.empty()) query.add("starting_after", ask.starting_after);
  return impl_->call({"list_balance_transactions", "GET", "/balance_transactions?" + query.text()});
}

Reply Client::list_refunds(const std::string& payment_intent, const std::string& starting_after) {
  FormBody query;
  query.add("payment_intent", payment_intent).add("limit", 100);
  if (!starting_after.empty()) query.add("starting_after", starting_after);
  return impl_->call({"list_refunds", "GET", "/refunds?" + query.text()});
}

Reply Client::list_events(const EventsAsk& ask) {
  FormBody query;
  for (std::size_t i = 0; i < ask.types.size(); ++i) {
    query.add("types[" + std::to_string(i) + "]", ask.types[i]);
  }
  if (!ask.starting_after.empty()) query.add("starting_after", ask.starting_after);
  if (!ask.ending_before.empty()) query.add("ending_before", ask.ending_before);
  query.add("limit", ask.limit);
  if (ask.created_from) query.add("created[gte]", *ask.created_from);
  return impl_->call({"list_events", "GET", "/events?" + query.text()});
}

Reply Client::list_sessions(const SessionsAsk& ask) {
  FormBody query;
  if (!ask.status.empty()) query.add("status", ask.status);
  if (!ask.starting_after.empty()) query.add("starting_after", ask.starting_after);
  query.add("limit", ask.limit);
  if (ask.created_from) query.add("created[gte]", *ask.created_from);
  return impl_->call({"list_sessions", "GET", "/checkout/sessions?" + query.text()});
}

}  // namespace stripe
