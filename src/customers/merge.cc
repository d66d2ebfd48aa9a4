#include "customers/locks.h"

namespace customers {
namespace {

using store::Query;

const Query<bool(CustomerId, CustomerId)> kTwoCompanies{"customers.have_two_companies", R"sql(
    SELECT EXISTS (SELECT FROM company_members a JOIN company_members b
                       ON b.customer_id = $2 AND b.company_id <> a.company_id
                    WHERE a.customer_id = $1))sql"};

// Where `into` has a default of its own, it stays.
const Query<void(CustomerId, CustomerId, Instant)> kAddresses{"customers.merge_addresses", R"sql(
    UPDATE addresses a
       SET customer_id = $2, updated_at = $3,
           default_shipping = a.default_shipping
             AND NOT EXISTS (SELECT FROM addresses WHERE customer_id = $2 AND default_shipping),
           default_billing = a.default_billing
             AND NOT EXISTS (SELECT FROM addresses WHERE customer_id = $2 AND default_billing)
     WHERE a.customer_id = $1)sql"};

const Query<void(CustomerId, CustomerId)> kTags{"customers.merge_tags", R"sql(
    WITH gone AS (
      DELETE FROM customer_tags WHERE customer_id = $1 RETURNING tag, actor, at)
    INSERT INTO customer_tags (customer_id, tag, actor, at)
    SELECT $2, tag, actor, at FROM gone
    ON CONFLICT DO NOTHING)sql"};

// Two rows of one company become one: an admin of the two stays an admin, a member a member.
const Query<void(CustomerId, CustomerId)> kMember{"customers.merge_member", R"sql(
    WITH gone AS (
      DELETE FROM company_members WHERE customer_id = $1
      RETURNING company_id, role, invited_by, invited_at, joined_at)
    INSERT INTO company_members AS m (customer_id, company_id, role, invited_by, invited_at, joined_at)
    SELECT $2, company_id, role, invited_by, invited_at, joined_at FROM gone
    ON CONFLICT (customer_id) DO UPDATE
       SET role = least(m.role, excluded.role),
           joined_at = least(m.joined_at, excluded.joined_at))sql"};

// What was merged into `from` before goes on to `into`: one step leads to who stayed.
const Query<void(CustomerId, CustomerId, Instant)> kRow{"customers.merge", R"sql(
    UPDATE customers SET merged_into_id = $2, updated_at = $3
     WHERE id = $1 OR merged_into_id = $1)sql"};

const Query<CompanyId(CustomerId)> kCompanyOf{"customers.company_of", R"sql(
    SELECT company_id FROM company_members WHERE customer_id = $1)sql"};

}  // namespace

base::Result<base::Done, MergeRefusal> merge(store::Tx& tx, CustomerId from, CustomerId into,
                                             const std::string& actor, Instant now) {
  if (from == into) return MergeRefusal::Same;
  const auto locked = lock_customers(tx, {from, into});
  if (locked.size() != 2) return MergeRefusal::NoSuchCustomer;
  for (const auto& one : locked)
    if (one.merged_into) return MergeRefusal::AlreadyMerged;
  if (const auto company = tx.one_or_none(kCompanyOf, from)) lock_company(tx, *company);
  if (tx.one(kTwoCompanies, from, into)) return MergeRefusal::TwoCompanies;
  tx.exec(kAddresses, from, into, now);
  tx.exec(kTags, from, into);
  tx.exec(kMember, from, into);
  tx.exec(kRow, from, into, now);
  note(tx, into,
       "customer " + std::to_string(from.raw()) + " was merged into customer " +
           std::to_string(into.raw()),
       actor, now);
  return base::Done{};
}

}  // namespace customers
