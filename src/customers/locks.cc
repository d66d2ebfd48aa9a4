#include "customers/locks.h"

namespace customers {
namespace {

using store::Query;

const Query<CustomerId(CustomerId)> kCustomer{"customers.lock", R"sql(
    SELECT id FROM customers WHERE id = $1 FOR NO KEY UPDATE)sql"};

// For a merge: against who is just tying an order to one of them (customer_for_mail()), too.
const Query<Customer(std::vector<CustomerId>)> kCustomers{"customers.lock_these", R"sql(
    SELECT id, email, mail_key, email_verified_at, name, phone, merged_into_id, created_at
      FROM customers WHERE id = ANY ($1) ORDER BY id FOR UPDATE)sql"};

const Query<CompanyId(CompanyId)> kCompany{"customers.lock_company", R"sql(
    SELECT id FROM companies WHERE id = $1 FOR NO KEY UPDATE)sql"};

}  // namespace

std::optional<CustomerId> lock_customer(store::Tx& tx, CustomerId customer) {
  return tx.one_or_none(kCustomer, customer);
}

std::vector<Customer> lock_customers(store::Tx& tx, const std::vector<CustomerId>& customers) {
  return tx.all(kCustomers, customers);
}

std::optional<CompanyId> lock_company(store::Tx& tx, CompanyId company) {
  return tx.one_or_none(kCompany, company);
}

}  // namespace customers
