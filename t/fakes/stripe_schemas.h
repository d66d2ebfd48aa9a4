#pragma once
#include "schema.h"

namespace fakes {

// What each call of the Stripe face takes; everything else is an unknown parameter.
const Schema& only_expand();
const Schema& empty_call();
// limit, starting_after, ending_before, expand, and the fields given.
Schema list_call(std::vector<Field> filters);
const Schema& session_create_schema();
const Schema& coupon_create_schema();
const Schema& customer_create_schema();
const Schema& refund_create_schema();
const Schema& calculation_create_schema();
const Schema& transaction_create_schema();
const Schema& reversal_create_schema();
const Schema& metadata_update_schema();

// Parts that several calls share.
Schema expand_list();
Schema address(Field::Need country);
Schema currency();

}  // namespace fakes
