#include "payment/ask.h"

#include "order/state.h"
#include "payment/saved.h"
#include "payment/settle.h"

namespace payment {
namespace {

stripe::Reply send(const Till& t, const Attempt& attempt) {
  if (attempt.coupon_body) {
    auto coupon = t.stripe.create_coupon(attempt.idempotency_key + "-coupon",
                                         attempt.coupon_body->raw, t.deadline);
    // Its name is the attempt's own: what stands under it was made by an earlier try.
    if (!coupon && coupon.why().code != "resource_already_exists") return coupon;
  }
  return t.stripe.create_session(attempt.idempotency_key, attempt.session_body.raw, t.deadline);
}

// Ends a session at Stripe; answers how it stands then, nothing when Stripe does not know it.
std::optional<stripe::Session> ended(const Till& t, const Attempt& attempt,
                                     const std::string& session_id) {
  auto reply = t.stripe.expire_session(attempt.idempotency_key + "-expire", session_id, t.deadline);
  // A 400 means that it is no longer open: paid or expired. Only Stripe knows which.
  if (!reply) reply = t.stripe.retrieve_session(session_id, t.deadline);
  if (reply) return stripe::understood(*reply, stripe::read_session);
  if (reply.why().is_missing()) return std::nullopt;
  throw stripe::Unknown{"retrieve session: refused with " + std::to_string(reply.why().status)};
}

// Ends a session and writes down what Stripe said; the units go back to the cart.
void end_session(const Till& t, const Attempt& attempt, const std::string& session_id,
                 const order::Because& because, Instant now) {
  if (const auto session = ended(t, attempt, session_id)) {
    settle(t, *session, Units::BackToCart, because.actor, because.reason, now);
  } else {
    give_up_gone(t, attempt.order, Units::BackToCart, because.actor, now);
  }
}

Standing standing_now(const Till& t, const Attempt& attempt) {
  return t.db.at_once("standing", [&](store::Tx& tx) { return standing(tx, attempt.id); });
}

bool is_over(const Standing& s) {
  return s.order_state == order::to_word(order::State::Expired) ||
         s.order_state == order::to_word(order::State::Cancelled);
}

// Whoever ended the order, and however: what the shopper who cancels is told.
CancelOutcome cancelled(const Standing& s) {
  if (is_over(s)) return CancelOutcome::Reopened;
  if (s.order_state != order::to_word(order::State::AwaitingPayment)) return CancelOutcome::Paid;
  return s.attempt_state == "processing" ? CancelOutcome::Waiting : CancelOutcome::Unknown;
}

// A session that is not what was frozen: the order is given up when Stripe confirms its end.
Asked undo(const Till& t, const Attempt& attempt, const std::string& session_id, Instant now) {
  end_session(t, attempt, session_id, {"shopper", "the payment page differed from the order"}, now);
  const auto now_stands = standing_now(t, attempt);
  if (is_over(now_stands)) return {AskOutcome::Refused};
  return {now_stands.attempt_state == "open" ? AskOutcome::Unknown : AskOutcome::NotWaiting};
}

// The customer was deleted at Stripe: the next order names none.
void forget(const Till& t, const Attempt& attempt, Instant now) {
  t.db.transact("forget_saved", [&](store::Tx& tx) {
    forget_saved(tx, attempt.id, now);
    return base::Done{};
  });
}

Asked send_and_keep(const Till& t, const Attempt& attempt, Instant now) {
  const auto reply = send(t, attempt);
  if (!reply) {
    const auto& why = reply.why();
    if (!stripe::is_certain_refusal(why)) return {AskOutcome::Unknown};
    if (why.param == "customer") forget(t, attempt, now);
    const bool ended = given_up(t, attempt.order, Units::BackToCart, "shopper",
                                "Stripe refused: " + why.code + " " + why.param, now);
    return {ended ? AskOutcome::Refused : AskOutcome::NotWaiting, "", why.param};
  }
  const auto session = stripe::understood(*reply, stripe::read_session);
  const bool as_frozen = keep_session(t, attempt, session, now);
  if (session.status != "open") {
    settle(t, session, Units::BackToCart, "shopper", "the payment page expired", now);
    return {AskOutcome::NotWaiting};
  }
  if (!as_frozen) return undo(t, attempt, session.id, now);
  if (!session.url.starts_with("https://") && !session.url.starts_with("http://"))
    throw stripe::Unknown{"the session is open and has no page"};
  return {AskOutcome::Open, session.url};
}

}  // namespace

Asked ask(const Till& t, const Attempt& attempt, Instant now) {
  if (attempt.session_url) return {AskOutcome::Open, *attempt.session_url};
  try {
    if (attempt.state == "stored") return send_and_keep(t, attempt, now);
    if (attempt.state == "open") return undo(t, attempt, attempt.session_id.value(), now);
    return {AskOutcome::NotWaiting};
  } catch (const stripe::Unknown&) {
    return {AskOutcome::Unknown};
  }
}

CancelOutcome cancel(const Till& t, const Attempt& attempt, Instant now) {
  if (attempt.state == "processing") return CancelOutcome::Waiting;
  try {
    auto session_id = attempt.session_id;
    if (!session_id) {
      // Whether the first call made a session is not known: the same bytes tell.
      const auto reply = send(t, attempt);
      if (!reply && !stripe::is_certain_refusal(reply.why())) return CancelOutcome::Unknown;
      if (!reply) {
        given_up(t, attempt.order, Units::BackToCart, "shopper", "cancelled before it was asked",
                 now);
        return cancelled(standing_now(t, attempt));
      }
      const auto session = stripe::understood(*reply, stripe::read_session);
      keep_session(t, attempt, session, now);
      session_id = session.id;
    }
    end_session(t, attempt, *session_id, {"shopper", "cancelled to edit the cart"}, now);
    return cancelled(standing_now(t, attempt));
  } catch (const stripe::Unknown&) {
    return CancelOutcome::Unknown;
  }
}

void end_page(const Till& t, const Attempt& attempt, Instant now) {
  end_session(t, attempt, attempt.session_id.value(),
              {"carding defence", "too many cards were declined"}, now);
}

}  // namespace payment
