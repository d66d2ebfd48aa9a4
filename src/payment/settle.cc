#include "payment/settle.h"

#include "payment/balance.h"

namespace payment {
namespace {

using store::Query;

// Without an address the session is known but never shown.
const Query<void(PaymentAttemptId, std::string, std::string, Instant)> kOpened{
    "payment.attempt_opened", R"sql(
    UPDATE payment_attempts
       SET state = 'open', session_id = $2, session_url = nullif($3, ''), updated_at = $4
     WHERE id = $1 AND state = 'stored')sql"};

// What of a session is not as it was frozen; empty when it is.
std::string difference(const stripe::Session& session, const Attempt& attempt, const Terms& terms) {
  if (session.amount_total != attempt.due) return "amount";
  if (session.currency != "usd") return "currency";
  if (session.livemode != terms.livemode) return "mode";
  if (session.order != attempt.public_id) return "order";
  return "";
}

}  // namespace

void settle(const Till& t, const stripe::Session& session, Units units, const std::string& actor,
            const std::string& reason, Instant now) {
  t.db.transact("settle", [&](store::Tx& tx) {
    if (session.status == "complete" && !complete_balance(tx, session, t.terms, actor, now))
      complete(tx, session, t.terms, actor, now);
    if (session.status == "expired")
      if (const auto order = order_of_session(tx, session.id))
        if (!end_balance(tx, *order, {actor, reason}, now))
          give_up(tx, *order, units, t.terms, {actor, reason}, now);
    return base::Done{};
  });
}

bool given_up(const Till& t, OrderId order, Units units, const std::string& actor,
              const std::string& reason, Instant now) {
  return t.db.transact("give_up", [&](store::Tx& tx) {
    return end_balance(tx, order, {actor, reason}, now) ||
           give_up(tx, order, units, t.terms, {actor, reason}, now);
  });
}

void give_up_gone(const Till& t, OrderId order, Units units, const std::string& actor,
                  Instant now) {
  if (given_up(t, order, units, actor, "Stripe does not know the session", now))
    t.log.write(base::LogLine{"payment"}
                    .add("problem", "Stripe does not know the session")
                    .add("order", order.raw()));
}

bool keep_session(const Till& t, const Attempt& attempt, const stripe::Session& session,
                  Instant now) {
  const auto wrong = difference(session, attempt, t.terms);
  t.db.at_once("attempt_opened", [&](store::Tx& tx) {
    return tx.exec(kOpened, attempt.id, session.id, wrong.empty() ? session.url : "", now);
  });
  if (!wrong.empty())
    t.log.write(base::LogLine{"payment"}
                    .add("problem", "the session is not as frozen: " + wrong)
                    .add("order", attempt.order.raw()));
  return wrong.empty();
}

}  // namespace payment
