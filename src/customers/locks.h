#pragma once
#include "customers/customers.h"

// Rows locked until the transaction ends, by ascending id. Private to customers.
namespace customers {

std::optional<CustomerId> lock_customer(store::Tx& tx, CustomerId customer);
// Those of them that there are.
std::vector<Customer> lock_customers(store::Tx& tx, const std::vector<CustomerId>& customers);
std::optional<CompanyId> lock_company(store::Tx& tx, CompanyId company);

}  // namespace customers
