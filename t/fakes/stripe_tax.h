#pragma once
#include "stripe_world.h"

namespace fakes {

Json create_calculation(StripeWorld& world, const Call& call);
Json retrieve_calculation(StripeWorld& world, const Call& call);
Json list_calculation_lines(StripeWorld& world, const Call& call);

Json create_tax_transaction(StripeWorld& world, const Call& call);
Json create_tax_reversal(StripeWorld& world, const Call& call);
Json retrieve_tax_transaction(StripeWorld& world, const Call& call);
Json list_transaction_lines(StripeWorld& world, const Call& call);

}  // namespace fakes
