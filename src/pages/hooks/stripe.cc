#include "pages/hooks/hooks.h"
#include "payment/inbox.h"
#include "stripe/client.h"
#include "stripe/signature.h"

namespace pages::hooks {

bool is_signed(Ctx& ctx, const Route& route) {
  if (route.path != "/webhooks/stripe") return false;
  const auto verified = ::stripe::verify(ctx.req.header("Stripe-Signature"), ctx.req.body,
                                         ctx.config.stripe.webhook_secrets, ctx.now);
  if (!verified)
    ctx.log.write(base::LogLine{"webhook"}
                      .add("id", ctx.req.id)
                      .add("flaw", std::to_string(static_cast<int>(verified.why()))));
  return static_cast<bool>(verified);
}

web::Response stripe(Ctx& ctx) {
  std::optional<::stripe::Event> event;
  try {
    event = ::stripe::read_event(base::Json::parse(ctx.req.body));
  } catch (const base::JsonError& e) {
    return web::Response::text("not an event\n", 400);
  }
  const auto kept = payment::keep_event(ctx.db, *event, ctx.req.body, ctx.now);
  const auto outcome = payment::process_event(ctx.db, kept, payment::terms(ctx.config), ctx.now);
  base::LogLine line{"event"};
  line.add("id", ctx.req.id).add("event", event->id).add("type", event->type);
  // The endpoint was made with another version than we read: operations.md says what to do.
  if (event->api_version != ::stripe::kApiVersion) line.add("version", event->api_version);
  ctx.log.write(line.add("outcome", outcome));
  return web::Response::text(outcome + "\n");
}

}  // namespace pages::hooks
