#pragma once
#include "form.h"
#include "json.h"
#include "schema.h"

namespace fakes {

// shipping_options and shipping_address_collection of a session.
Schema shipping_options_schema();
Schema shipping_countries_schema();

// The options as the session shows them; refuses countries and rates the service refuses.
Json shipping_options_of(const Param& options, const Param& collection);

}  // namespace fakes
