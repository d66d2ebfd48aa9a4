#include "customers/company.h"
#include "customers/locks.h"

namespace customers {
namespace {

using store::Query;

const Query<Member(CompanyId)> kMembers{"customers.members", R"sql(
    SELECT customer_id, company_id, role, invited_by, joined_at
      FROM company_members WHERE company_id = $1 ORDER BY customer_id)sql"};

const Query<Member(CustomerId)> kMembership{"customers.membership", R"sql(
    SELECT customer_id, company_id, role, invited_by, joined_at
      FROM company_members WHERE customer_id = $1 AND joined_at IS NOT NULL)sql"};

// Nothing is written for a member of another company.
const Query<void(CompanyId, CustomerId, std::string, std::string, Instant)> kSet{
    "customers.set_member", R"sql(
    INSERT INTO company_members AS m (company_id, customer_id, role, invited_by, invited_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (customer_id) DO UPDATE SET role = excluded.role
     WHERE m.company_id = excluded.company_id)sql"};

const Query<void(CompanyId, CustomerId, Instant)> kJoin{"customers.join_company", R"sql(
    UPDATE company_members SET joined_at = coalesce(joined_at, $3)
     WHERE company_id = $1 AND customer_id = $2)sql"};

const Query<void(CompanyId, CustomerId)> kRemove{"customers.remove_member", R"sql(
    DELETE FROM company_members WHERE company_id = $1 AND customer_id = $2)sql"};

const Query<bool(CompanyId, CustomerId)> kHasOtherAdmin{"customers.has_other_admin", R"sql(
    SELECT EXISTS (SELECT FROM company_members
                    WHERE company_id = $1 AND customer_id <> $2 AND role = 'admin'))sql"};

const Query<bool(CompanyId, CustomerId)> kHasOthers{"customers.has_other_members", R"sql(
    SELECT EXISTS (SELECT FROM company_members WHERE company_id = $1 AND customer_id <> $2))sql"};

}  // namespace

std::string_view to_word(Role role) {
  switch (role) {
    case Role::Admin:
      return "admin";
    case Role::Buyer:
      return "buyer";
  }
  return "";
}

std::optional<Role> parse_role(std::string_view word) {
  if (word == "admin") return Role::Admin;
  if (word == "buyer") return Role::Buyer;
  return std::nullopt;
}

std::vector<Member> members(store::Tx& tx, CompanyId company) {
  return tx.all(kMembers, company);
}

std::optional<Member> membership(store::Tx& tx, CustomerId customer) {
  return tx.one_or_none(kMembership, customer);
}

base::Result<base::Done, MemberRefusal> set_member(store::Tx& tx, CompanyId company,
                                                   CustomerId customer, Role role,
                                                   const std::string& invited_by, Instant now) {
  if (!lock_company(tx, company)) return MemberRefusal::NoSuchCompany;
  if (role == Role::Buyer && !tx.one(kHasOtherAdmin, company, customer))
    return MemberRefusal::NeedsAdmin;
  if (tx.exec(kSet, company, customer, std::string{to_word(role)}, invited_by, now) == 0)
    return MemberRefusal::OtherCompany;
  return base::Done{};
}

base::Result<base::Done, MemberRefusal> join_company(store::Tx& tx, CompanyId company,
                                                     CustomerId customer, Instant now) {
  if (!lock_company(tx, company)) return MemberRefusal::NoSuchCompany;
  if (tx.exec(kJoin, company, customer, now) == 0) return MemberRefusal::NotAMember;
  return base::Done{};
}

base::Result<base::Done, MemberRefusal> remove_member(store::Tx& tx, CompanyId company,
                                                      CustomerId customer) {
  if (!lock_company(tx, company)) return MemberRefusal::NoSuchCompany;
  if (!tx.one(kHasOtherAdmin, company, customer) && tx.one(kHasOthers, company, customer))
    return MemberRefusal::NeedsAdmin;
  if (tx.exec(kRemove, company, customer) == 0) return MemberRefusal::NotAMember;
  return base::Done{};
}

}  // namespace customers
