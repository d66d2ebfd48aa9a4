#pragma once
#include "shipping/rate.h"

// Private to shipping: the rows that one request needs, in a constant number of statements.
namespace shipping {

// The request's goods as the catalog and shipping_facts know them, packed. Nothing to carry: no
// parts.
Cargo load_cargo(store::Tx& tx, const Request& request);

// Active methods with the tariff in force at `now` and its rows for the address.
std::vector<Method> load_methods(store::Tx& tx, const Request& request, Instant now);

// Of the location that parcels leave from.
Calendar load_calendar(store::Tx& tx, Instant now);

}  // namespace shipping
