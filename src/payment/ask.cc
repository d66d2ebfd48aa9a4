#include "payment/ask.h"

namespace payment {
namespace {

using store::Query;

const Query<void(PaymentAttemptId, std::string, std::string, Instant)> kOpened{
    "payment.attempt_opened", R"sql(
    UPDATE payment_attempts
       SET state = 'open', session_id = $2, session_url = $3, updated_at = $4
     WHERE id = $1 AND state = 'stored')sql"};

// Writes down a session as Stripe described it.
void settle(const Counter& c, const stripe::Session& session, Units units, const std::string& actor,
            const std::string& reason, Instant now) {
  c.db.transact("settle", [&](store::Tx& tx) {
    if (session.status == "complete") complete(tx, session, c.terms, actor, now);
    if (session.status == "expired")
      if (const auto order = order_of_session(tx, session.id))
        give_up(tx, *order, units, c.terms, actor, reason, now);
    return base::Done{};
  });
}

bool given_up(const Counter& c, const Attempt& attempt, const std::string& reason, Instant now) {
  return c.db.transact("give_up", [&](store::Tx& tx) {
    return give_up(tx, attempt.order, Units::BackToCart, c.terms, "shopper", reason, now);
  });
}

stripe::Reply send(const Counter& c, const Attempt& attempt) {
  if (attempt.coupon_body) {
    auto coupon =
        c.stripe.create_coupon(attempt.idempotency_key + "-coupon", attempt.coupon_body->raw);
    if (!coupon) return coupon;
  }
  return c.stripe.create_session(attempt.idempotency_key, attempt.session_body.raw);
}

}  // namespace

Asked ask(const Counter& c, const Attempt& attempt, Instant now) {
  if (attempt.session_url) return {AskOutcome::Open, *attempt.session_url};
  if (attempt.state != "stored") return {AskOutcome::NotWaiting, {}};
  try {
    const auto reply = send(c, attempt);
    if (!reply) {
      const auto& why = reply.why();
      // 401 and 403 are the key's fault, not the request's: once it is mended the same bytes will
      // do.
      if (why.status == 401 || why.status == 403) return {AskOutcome::Unknown, {}};
      const bool ended = given_up(c, attempt, "Stripe refused: " + why.code + " " + why.param, now);
      return {ended ? AskOutcome::Refused : AskOutcome::NotWaiting, {}};
    }
    const auto session = stripe::read_session(reply->body);
    c.db.at_once("attempt_opened", [&](store::Tx& tx) {
      return tx.exec(kOpened, attempt.id, session.id, session.url, now);
    });
    if (session.status != "open") {
      settle(c, session, Units::BackToCart, "shopper", "the payment page expired", now);
      return {AskOutcome::NotWaiting, {}};
    }
    return {AskOutcome::Open, session.url};
  } catch (const stripe::Unknown&) {
    return {AskOutcome::Unknown, {}};
  }
}

CancelOutcome cancel(const Counter& c, const Attempt& attempt, Instant now) {
  if (attempt.state == "processing") return CancelOutcome::Waiting;
  try {
    auto session_id = attempt.session_id;
    if (!session_id) {
      // Whether the first call made a session is not known: the same bytes tell.
      const auto reply = send(c, attempt);
      if (!reply)
        return given_up(c, attempt, "cancelled before it was asked", now) ? CancelOutcome::Reopened
                                                                          : CancelOutcome::Paid;
      const auto session = stripe::read_session(reply->body);
      c.db.at_once("attempt_opened", [&](store::Tx& tx) {
        return tx.exec(kOpened, attempt.id, session.id, session.url, now);
      });
      session_id = session.id;
    }
    auto reply = c.stripe.expire_session(attempt.idempotency_key + "-expire", *session_id);
    // A 400 means that it is no longer open: paid or expired. Only Stripe knows which.
    if (!reply) reply = c.stripe.retrieve_session(*session_id);
    if (!reply) return CancelOutcome::Unknown;
    const auto session = stripe::read_session(reply->body);
    settle(c, session, Units::BackToCart, "shopper", "cancelled to edit the cart", now);
    if (session.status == "expired") return CancelOutcome::Reopened;
    if (session.status != "complete") return CancelOutcome::Unknown;
    return session.payment_status == "unpaid" ? CancelOutcome::Waiting : CancelOutcome::Paid;
  } catch (const stripe::Unknown&) {
    return CancelOutcome::Unknown;
  }
}

void refresh(const Counter& c, const std::string& session_id, const std::string& actor,
             Instant now) {
  const auto reply = c.stripe.retrieve_session(session_id);
  if (!reply) {
    if (reply.why().is_missing()) return;
    throw stripe::Unknown{"retrieve session: refused with " + std::to_string(reply.why().status)};
  }
  settle(c, stripe::read_session(reply->body), Units::Released, actor, "the payment page expired",
         now);
}

}  // namespace payment
