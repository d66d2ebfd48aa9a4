#pragma once
#include <optional>
#include <string>

#include "base/json.h"
#include "identity/keys.h"
#include "pages/api/api.h"
#include "t/pages/asking.h"
#include "t/placed.h"

namespace t {

// What is asked besides the path.
struct ApiAsked {
  std::string body{};
  std::string name{};   // Idempotency-Key
  std::string match{};  // If-Match
  std::string query{};
};

// The handlers of the API behind their guards: a key has been let in.
struct ApiAsking : PlacedOrder {
  void setUp() override {
    PlacedOrder::setUp();
    const auto made = db().transact("key", [](store::Tx& tx) {
      return identity::make_key(tx, {"test", {"catalog.view"}, 60, 30}, {"gdsctl test"}, kNoon);
    });
    key_ = db().at_once(
        "key", [&](store::Tx& tx) { return identity::find_key(tx, made->text.reveal(), kNoon); });
    number_ = sql("SELECT number FROM orders");
  }

  using Handler = Asking::Handler;
  web::Response ask(store::Db& db, Handler handler, const base::Fields& path,
                    const ApiAsked& asked = {}) {
    web::Request request{asked.body.empty() ? "GET" : "POST", "/api/v1/test?" + asked.query};
    request.body = asked.body;
    request.id = "request";
    request.address = "192.0.2.7";
    request.set_params(path);
    if (!asked.name.empty()) request.set_header("Idempotency-Key", asked.name);
    if (!asked.match.empty()) request.set_header("If-Match", asked.match);
    return asking_.ask(db, request, handler, [&](pages::Ctx& ctx) { ctx.key = key_; });
  }
  web::Response ask(Handler handler, const base::Fields& path, const ApiAsked& asked = {}) {
    return ask(db(), handler, path, asked);
  }
  static std::string title(const web::Response& response) {
    return base::Json::parse(response.body).at("title").text();
  }
  web::Response send(const std::string& body, const std::string& name) {
    return ask(pages::api::parcel_send, {{"number", number_}}, {.body = body, .name = name});
  }
  std::string tag(Handler handler, const base::Fields& path) {
    return std::string{ask(handler, path).header("ETag")};
  }
  std::string answers() { return sql("SELECT count(*) FROM api_answers"); }
  std::string id(base::VariantId variant) { return std::to_string(variant.raw()); }

  std::optional<identity::ApiKey> key_{};
  std::string number_{};

 private:
  Asking asking_;
};

}  // namespace t
