#pragma once
#include "stripe_world.h"

namespace fakes {

// Calls of the API. Their parameters have passed their schema.
Json create_session(StripeWorld& world, const Call& call);
Json retrieve_session(StripeWorld& world, const Call& call);
Json list_sessions(StripeWorld& world, const Call& call);
Json list_session_lines(StripeWorld& world, const Call& call);
Json expire_session_call(StripeWorld& world, const Call& call);

// Lines as the embedded list: the first ten only, has_more when there are others.
Json embedded_lines(StripeWorld& world, const std::string& session_id);

// Moves of an open session, each with the events it causes.
void expire_session(StripeWorld& world, Json& session, const Call* cause);
void pay_session(StripeWorld& world, Json& session);
void decline_session(StripeWorld& world, Json& session);
// A delayed method: the session completes unpaid, the money is on its way.
void wait_session(StripeWorld& world, Json& session);

// The end of the wait. Only for a session that waits.
enum class Settlement { Succeeded, Failed };
void settle_session(StripeWorld& world, Json& session, Settlement settlement);

}  // namespace fakes
