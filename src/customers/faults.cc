#include "customers/customers.h"

namespace customers {
namespace {

const store::Query<std::string()> kFaults{"customers.faults", R"sql(
    SELECT 'customers: ' || c.id || ' was merged into ' || m.id || ', which was merged itself'
      FROM customers c JOIN customers m ON m.id = c.merged_into_id
     WHERE m.merged_into_id IS NOT NULL
    UNION ALL
    SELECT 'customers: ' || c.id || ' was merged away and still has ' || left_over.what
      FROM customers c
      JOIN (SELECT customer_id, 'an address' AS what FROM addresses
            UNION SELECT customer_id, 'a tag' FROM customer_tags
            UNION SELECT customer_id, 'a company' FROM company_members) left_over
        ON left_over.customer_id = c.id
     WHERE c.merged_into_id IS NOT NULL
    UNION ALL
    SELECT 'customers: ' || customer_id || ' has more than one default address'
      FROM addresses GROUP BY customer_id
    HAVING count(*) FILTER (WHERE default_shipping) > 1
        OR count(*) FILTER (WHERE default_billing) > 1
    UNION ALL
    SELECT 'customers: mail key ' || mail_key || ' is not that of its address'
      FROM customers WHERE mail_key <> mail_key(email)
    UNION ALL
    SELECT 'customers: company ' || company_id || ' has members and no admin'
      FROM company_members GROUP BY company_id
    HAVING count(*) FILTER (WHERE role = 'admin') = 0
     ORDER BY 1)sql"};

}  // namespace

std::vector<std::string> faults(store::Tx& tx) {
  return tx.all(kFaults);
}

}  // namespace customers
