#pragma once
#include "stripe_world.h"

namespace fakes {

Json retrieve_dispute(StripeWorld& world, const Call& call);
Json list_disputes(StripeWorld& world, const Call& call);
// Evidence; submit=true, the default, sends it to the bank.
Json update_dispute(StripeWorld& world, const Call& call);
// Accepts the loss.
Json close_dispute(StripeWorld& world, const Call& call);

// The cardholder's bank takes the money of a charge back, and decides.
void open_dispute(StripeWorld& world, Json& charge, const std::string& reason);
enum class Verdict { Won, Lost };
void decide_dispute(StripeWorld& world, Json& dispute, Verdict verdict, const Call* cause);

}  // namespace fakes
