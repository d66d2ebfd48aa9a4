#include "payment/ask.h"
#include "payment/settle.h"

namespace payment {

void refresh(const Till& t, const std::string& session_id, const std::string& actor, Instant now) {
  const auto reply = t.stripe.retrieve_session(session_id, t.deadline);
  if (reply) {
    settle(t, stripe::understood(*reply, stripe::read_session), Units::Released, actor,
           "the payment page expired", now);
    return;
  }
  if (!reply.why().is_missing())
    throw stripe::Unknown{"retrieve session: refused with " + std::to_string(reply.why().status)};
  const auto order = t.db.at_once("order_of_session",
                                  [&](store::Tx& tx) { return order_of_session(tx, session_id); });
  if (order) give_up_gone(t, *order, Units::Released, actor, now);
}

void recover(const Till& t, const Attempt& attempt, const std::string& actor, Instant now) {
  // Made while the attempt could be sent; Stripe's clock is not ours to the minute.
  stripe::Client::SessionsAsk ask{
      .status = {},
      .created_from = attempt.expires_at - kSessionLife - std::chrono::minutes{5},
      .starting_after = {}};
  std::optional<stripe::Session> found;
  for (bool more = true; more;) {
    const auto reply = t.stripe.list_sessions(ask);
    if (!reply) throw stripe::Unknown{"list sessions: refused " + reply.why().code};
    more = stripe::understood(*reply, [&](const base::Json& json) {
      const auto page = stripe::read_page(json);
      for (const auto& item : page.items) {
        const auto session = stripe::read_session(item);
        ask.starting_after = session.id;
        if (session.order == attempt.public_id && (!found || session.status == "complete"))
          found = session;
      }
      return page.has_more && !page.items.empty();
    });
  }
  if (!found) {
    given_up(t, attempt.order, Units::Released, actor, "the payment page was never made", now);
    return;
  }
  keep_session(t, attempt, *found, now);
  refresh(t, found->id, actor, now);
}

}  // namespace payment
