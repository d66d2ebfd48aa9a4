#include "stripe_session.h"

#include "stripe_error.h"
#include "stripe_expand.h"

namespace fakes {
namespace {

Json& session_at(StripeWorld& world, const std::string& id) {
  Json* found = world.sessions.find(id);
  if (found == nullptr) throw no_such_object("checkout.session", id);
  return *found;
}

std::string lines_url(const std::string& session_id) {
  return "/v1/checkout/sessions/" + session_id + "/line_items";
}

}  // namespace

Json retrieve_session(StripeWorld& world, const Call& call) {
  return expanded(world, session_at(world, call.id), call.params["expand"]);
}

Json list_sessions(StripeWorld& world, const Call& call) {
  const auto& p = call.params;
  return page_of(world, world.sessions, call, "/v1/checkout/sessions", [&](const Json& session) {
    return (!p["status"].given() || session["status"].text() == p["status"].text()) &&
           (!p["payment_intent"].given() ||
            session["payment_intent"].text() == p["payment_intent"].text()) &&
           (!p["customer"].given() || session["customer"].text() == p["customer"].text()) &&
           (!p["customer_details"].given() ||
            session["customer_details"]["email"].text() == p["customer_details"]["email"].text()) &&
           in_range(p["created"], session["created"].number());
  });
}

Json list_session_lines(StripeWorld& world, const Call& call) {
  session_at(world, call.id);
  return page_of(world.session_lines.at(call.id), call, lines_url(call.id));
}

Json embedded_lines(StripeWorld& world, const std::string& session_id) {
  return page_of(world.session_lines.at(session_id), Call{}, lines_url(session_id));
}

Json expire_session_call(StripeWorld& world, const Call& call) {
  Json& session = session_at(world, call.id);
  const auto status = session["status"].text();
  if (status != "open") {
    throw forbidden_now("", "",
                        "Only Checkout Sessions with a status in [\"open\"] can be expired. This "
                        "Checkout Session has a status of " +
                            status + ".");
  }
  expire_session(world, session, &call);
  return expanded(world, session, call.params["expand"]);
}

}  // namespace fakes
