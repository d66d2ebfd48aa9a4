#include "stripe_payment.h"
#include "stripe_session.h"
#include "stripe_subscription.h"

namespace fakes {
namespace {

// The intent of a session is made with the first attempt to pay, not with the session.
Json& intent_of(StripeWorld& world, Json& session) {
  if (Json* found = world.intents.find(session["payment_intent"].text())) return *found;
  Json& intent = make_intent(world, session, world.intent_plans[session["id"].text()]);
  session.set("payment_intent", intent["id"]);
  return intent;
}

void complete(StripeWorld& world, Json& session, const char* payment_status) {
  session.set("status", "complete");
  session.set("payment_status", payment_status);
  session.set("url", Json{});
  session.set("customer_details", Json::object({{"address", Json::object({{"city", Json{}},
                                                                          {"country", "US"},
                                                                          {"line1", Json{}},
                                                                          {"line2", Json{}},
                                                                          {"postal_code", Json{}},
                                                                          {"state", Json{}}})},
                                                {"email", session["customer_email"]},
                                                {"name", Json{}},
                                                {"phone", Json{}},
                                                {"tax_exempt", "none"},
                                                {"tax_ids", Json::array()}}));
  for (const auto& discount : session["discounts"].items()) {
    Json* coupon = world.coupons.find(discount["coupon"].text());
    if (coupon == nullptr) continue;
    const auto times = (*coupon)["times_redeemed"].number() + 1;
    coupon->set("times_redeemed", times);
    const auto& most = (*coupon)["max_redemptions"];
    if (most.is_number() && times >= most.number()) coupon->set("valid", false);
  }
}

}  // namespace

void expire_session(StripeWorld& world, Json& session, const Call* cause) {
  session.set("status", "expired");
  session.set("url", Json{});
  if (Json* intent = world.intents.find(session["payment_intent"].text())) {
    cancel_intent(world, *intent, cause);
  }
  emit(world, "checkout.session.expired", session, cause);
}

void pay_session(StripeWorld& world, Json& session) {
  if (session["mode"].text() == "subscription") {
    begin_subscription(world, session);
    complete(world, session, "paid");
    emit(world, "checkout.session.completed", session, nullptr);
    return;
  }
  Json& intent = intent_of(world, session);
  charge_intent(world, intent, ChargeFate::Succeeded);
  complete(world, session, "paid");
  emit(world, "checkout.session.completed", session, nullptr);
}

void decline_session(StripeWorld& world, Json& session) {
  charge_intent(world, intent_of(world, session), ChargeFate::Declined);
}

void wait_session(StripeWorld& world, Json& session) {
  charge_intent(world, intent_of(world, session), ChargeFate::Pending);
  complete(world, session, "unpaid");
  emit(world, "checkout.session.completed", session, nullptr);
}

void settle_session(StripeWorld& world, Json& session, Settlement settlement) {
  Json& intent = intent_of(world, session);
  if (settlement == Settlement::Succeeded) {
    charge_intent(world, intent, ChargeFate::Succeeded);
    session.set("payment_status", "paid");
    emit(world, "checkout.session.async_payment_succeeded", session, nullptr);
  } else {
    charge_intent(world, intent, ChargeFate::Declined);
    emit(world, "checkout.session.async_payment_failed", session, nullptr);
  }
}

}  // namespace fakes
