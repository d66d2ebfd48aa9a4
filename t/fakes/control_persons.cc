#include "control.h"

namespace fakes {
namespace {

Json done(Json details = Json::object()) {
  details.set("ok", true);
  return details;
}

}  // namespace

Json control_turnstile(TurnstileFace& turnstile, const std::string& path, const Json& body) {
  // A token as the widget of that form on that host would have got it so many seconds ago.
  if (path == "/turnstile/token") {
    only_members(body, {"action", "hostname", "age"});
    return done(Json::object(
        {{"token", turnstile.new_token(body["action"].text(), body["hostname"].text("127.0.0.1"),
                                       body["age"].number(0))}}));
  }
  // What the verifier says to the next calls instead of the truth.
  if (path == "/turnstile/answers") {
    only_members(body, {"answers"});
    for (const auto& answer : body["answers"].items()) {
      only_members(answer, {"status", "body", "delay_ms"});
      turnstile.say_next({static_cast<int>(answer["status"].number(200)), answer["body"].text(),
                          std::chrono::milliseconds{answer["delay_ms"].number(0)}});
    }
    return done();
  }
  return {};
}

Json control_google(GoogleFace& google, const std::string& path, const Json& body) {
  if (path == "/google/token") {
    only_members(body, {"claims", "without", "header", "append", "sign"});
    google.bend_next({body["claims"], body["without"], body["header"], body["append"].text(),
                      body["sign"].text("right")});
    return done();
  }
  if (path == "/google/rotate") {
    only_members(body, {});
    google.rotate();
    return done();
  }
  if (path == "/google/state") {
    only_members(body, {"down"});
    google.set_state(body["down"].boolean() ? GoogleFace::State::Down : GoogleFace::State::Up);
    return done();
  }
  return {};
}

}  // namespace fakes
