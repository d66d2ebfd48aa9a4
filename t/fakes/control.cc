#include "control.h"

#include <algorithm>

#include "stripe_dispute.h"
#include "stripe_refund.h"
#include "stripe_session.h"
#include "stripe_subscription.h"

namespace fakes {
namespace {

Json done(Json details = Json::object()) {
  details.set("ok", true);
  return details;
}

Json advance_clock(StripeWorld& world, const Json& body) {
  only_members(body, {"advance"});
  if (!body["advance"].is_number()) throw NotUnderstood{"advance is a number of seconds"};
  const std::lock_guard lock{world.mutex};
  world.clock_offset += body["advance"].number();
  settle_clock(world);
  return done(Json::object({{"now", world.now()}}));
}

Json settle(StripeWorld& world, const Json& body) {
  only_members(body, {"session", "outcome"});
  const auto outcome = body["outcome"].text();
  if (outcome != "succeeded" && outcome != "failed") {
    throw NotUnderstood{"outcome is succeeded or failed"};
  }
  const std::lock_guard lock{world.mutex};
  Json* session = world.sessions.find(body["session"].text());
  if (session == nullptr) throw NotUnderstood{"no such session"};
  const Json* intent = world.intents.find((*session)["payment_intent"].text());
  if (intent == nullptr || (*intent)["status"].text() != "processing") {
    throw NotUnderstood{"the session does not wait for its money"};
  }
  settle_session(world, *session,
                 outcome == "succeeded" ? Settlement::Succeeded : Settlement::Failed);
  return done();
}

// Sets members of a stored object as only a fault of the service could: an amount, a currency.
Json tamper(StripeWorld& world, const Json& body) {
  only_members(body, {"id", "set"});
  const std::lock_guard lock{world.mutex};
  for (Shelf* shelf : {&world.sessions, &world.intents, &world.charges, &world.calculations,
                       &world.tax_transactions, &world.refunds, &world.coupons}) {
    if (Json* found = shelf->find(body["id"].text())) {
      for (const auto& member : body["set"].members()) found->set(member.name, member.value);
      return done();
    }
  }
  throw NotUnderstood{"no such object"};
}

Json fail_refund_call(StripeWorld& world, const Json& body) {
  only_members(body, {"refund"});
  const std::lock_guard lock{world.mutex};
  Json* refund = world.refunds.find(body["refund"].text());
  if (refund == nullptr) throw NotUnderstood{"no such refund"};
  fail_refund(world, *refund);
  return done();
}

Json dispute_call(StripeWorld& world, const Json& body) {
  only_members(body, {"payment_intent", "reason", "verdict"});
  const std::lock_guard lock{world.mutex};
  const Json* intent = world.intents.find(body["payment_intent"].text());
  Json* charge = world.charges.find(intent == nullptr ? "" : (*intent)["latest_charge"].text());
  if (charge == nullptr) throw NotUnderstood{"no such paid intent"};
  const auto verdict = body["verdict"].text();
  if (verdict.empty()) {
    open_dispute(world, *charge, body["reason"].text("general"));
    return done();
  }
  for (const auto& id : world.disputes.ids()) {
    Json& dispute = *world.disputes.find(id);
    if (dispute["charge"].text() != (*charge)["id"].text()) continue;
    decide_dispute(world, dispute, verdict == "won" ? Verdict::Won : Verdict::Lost, nullptr);
    return done();
  }
  throw NotUnderstood{"the charge is not disputed"};
}

// The calendar of a subscription: a period that is paid, one that is not, or its end.
Json renew_call(StripeWorld& world, const Json& body) {
  only_members(body, {"subscription", "outcome"});
  const std::lock_guard lock{world.mutex};
  Json* found = world.subscriptions.find(body["subscription"].text());
  if (found == nullptr) throw NotUnderstood{"no such subscription"};
  const auto outcome = body["outcome"].text();
  if (outcome == "ended") {
    end_subscription(world, *found);
  } else if (outcome == "paid" || outcome == "failed") {
    renew_subscription(world, *found, outcome == "paid" ? Renewal::Paid : Renewal::Failed);
  } else {
    throw NotUnderstood{"outcome is paid, failed or ended"};
  }
  return done();
}

// What only banks and Stripe itself do: an event of any type around any object.
Json emit_event(StripeWorld& world, const Json& body) {
  only_members(body, {"type", "object"});
  if (body["type"].text().empty() || !body["object"].is_object()) {
    throw NotUnderstood{"type is a text, object an object"};
  }
  const std::lock_guard lock{world.mutex};
  emit(world, body["type"].text(), body["object"], nullptr);
  return done();
}

Json change_settings(StripeWorld& world, const Json& body) {
  only_members(body, {"calculation_seconds"});
  const std::lock_guard lock{world.mutex};
  world.calculation_seconds = body["calculation_seconds"].number(world.calculation_seconds);
  return done();
}

Json all_of(StripeWorld& world, Shelf& shelf) {
  const std::lock_guard lock{world.mutex};
  settle_clock(world);
  Json out = Json::array();
  for (const auto& id : shelf.ids()) out.push(*shelf.find(id));
  return out;
}

Json add_fault(FaultPlan& faults, const Json& body) {
  auto fault = fault_of(body);
  if (!fault) throw NotUnderstood{"no such fault, or a member that faults do not have"};
  faults.add(*std::move(fault));
  return done();
}

Json deliver(Courier& courier, const Json& body) {
  only_members(body, {"event", "times", "together", "timestamp_offset", "signature"});
  Tampering tampering;
  tampering.timestamp_offset = body["timestamp_offset"].number(0);
  const auto signature = body["signature"].text("right");
  if (signature == "wrong") tampering.signature = Tampering::Signature::Wrong;
  if (signature == "missing") tampering.signature = Tampering::Signature::Missing;
  const auto pace = body["together"].boolean() ? Courier::Pace::Together : Courier::Pace::OneByOne;
  Json statuses = courier.deliver_now(body["event"].text(),
                                      static_cast<int>(body["times"].number(1)), pace, tampering);
  if (statuses.is_null()) throw NotUnderstood{"no such event"};
  return done(Json::object({{"statuses", std::move(statuses)}}));
}

Json reset(Control& control) {
  {
    const std::lock_guard lock{control.world.mutex};
    control.world.clear();
  }
  control.faults.clear();
  control.courier.clear();
  control.mailbox.clear();
  control.requests.clear();
  control.turnstile.clear();
  control.google.clear();
  return done();
}

Json read(Control& control, const std::string& path) {
  if (path == "/requests") return control.requests.all();
  if (path == "/deliveries") return control.courier.record();
  if (path == "/mails") return listed_mails(control.mailbox);
  if (path == "/events") return all_of(control.world, control.world.events);
  if (path == "/sessions") return all_of(control.world, control.world.sessions);
  if (path == "/balance") return all_of(control.world, control.world.balance);
  if (path == "/coupons") return all_of(control.world, control.world.coupons);
  if (path == "/subscriptions") return all_of(control.world, control.world.subscriptions);
  if (path == "/customers") return all_of(control.world, control.world.customers);
  if (path == "/tax_transactions") return all_of(control.world, control.world.tax_transactions);
  if (path == "/faults") {
    const std::lock_guard lock{control.world.mutex};
    return Json::object(
        {{"left", control.faults.left()}, {"running", control.world.keys.running()}});
  }
  if (path == "/waiting") return Json::object({{"waiting", control.courier.waiting()}});
  if (path == "/clock") {
    const std::lock_guard lock{control.world.mutex};
    return Json::object({{"now", control.world.now()}});
  }
  return {};
}

Json change(Control& control, const std::string& path, const Json& body) {
  if (path == "/faults") return add_fault(control.faults, body);
  if (path == "/clock") return advance_clock(control.world, body);
  if (path == "/settle") return settle(control.world, body);
  if (path == "/tamper") return tamper(control.world, body);
  if (path == "/fail_refund") return fail_refund_call(control.world, body);
  if (path == "/subscription") return renew_call(control.world, body);
  if (path == "/dispute") return dispute_call(control.world, body);
  if (path == "/emit") return emit_event(control.world, body);
  if (path == "/settings") return change_settings(control.world, body);
  if (path == "/deliver") return deliver(control.courier, body);
  if (path == "/smtp") return control_mail(control.mailbox, body);
  if (path == "/reset") return reset(control);
  if (path.starts_with("/turnstile/")) return control_turnstile(control.turnstile, path, body);
  if (path.starts_with("/google/")) return control_google(control.google, path, body);
  return control_webhooks(control.courier, path, body);
}

}  // namespace

void only_members(const Json& body, std::initializer_list<std::string_view> names) {
  for (const auto& member : body.members()) {
    if (std::find(names.begin(), names.end(), member.name) == names.end()) {
      throw NotUnderstood{"unknown member " + member.name};
    }
  }
}

Reply Control::answer(const Request& request, const std::string& path) {
  try {
    Json out;
    if (request.method == "GET") {
      out = read(*this, path);
    } else if (request.method == "DELETE" && path == "/faults") {
      faults.clear();
      out = done();
    } else if (request.method == "POST") {
      const auto body = Json::parse(request.body.empty() ? "{}" : request.body);
      if (!body || !body->is_object()) throw NotUnderstood{"the body is no JSON object"};
      out = change(*this, path, *body);
    }
    if (out.is_null()) return {.status = 404, .body = "{\"error\": \"no such control call\"}"};
    return {.body = out.pretty()};
  } catch (const NotUnderstood& error) {
    return {.status = 400, .body = Json::object({{"error", error.why}}).pretty()};
  }
}

}  // namespace fakes
