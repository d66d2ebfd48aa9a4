#pragma once
#include "base/columns.h"
#include "customers/customers.h"

// Companies: on what terms they buy, and who buys for them. A customer buys for one company at
// most. Members and their roles change under the company's lock, so that an admin stays.
namespace customers {

struct Company {
  CompanyId id;
  std::string name;
  std::string terms;  // "" pays at the checkout; net_15, net_30, net_60
  Money credit_limit;
  std::string tax_id;
  static constexpr auto columns() {
    return base::Columns<&Company::id, &Company::name, &Company::terms, &Company::credit_limit,
                         &Company::tax_id>{};
  }
};
std::optional<Company> find_company(store::Tx& tx, CompanyId company);
std::optional<Company> find_company(store::Tx& tx, const std::string& name);  // in any letter case

// How much the company may owe at a time; its row stays locked, so that two orders do not share
// what is left of it. Zero for a company that is not there.
Money lock_credit(store::Tx& tx, CompanyId company);

// How long after placement such an order is to be paid; nothing for terms that are no credit.
std::optional<std::chrono::days> net_days(const std::string& terms);

enum class CompanyRefusal { NoName, NameTaken, NoSuchCompany, UnknownTerms, LimitMissing };
base::Result<CompanyId, CompanyRefusal> create_company(store::Tx& tx, const std::string& name,
                                                       const std::string& tax_id,
                                                       const std::string& actor, Instant now);
// Terms of credit take a limit above zero; "" takes none.
base::Result<base::Done, CompanyRefusal> set_terms(store::Tx& tx, CompanyId company,
                                                   const std::string& terms, Money credit_limit,
                                                   const std::string& actor, Instant now);

enum class Role { Admin, Buyer };
std::string_view to_word(Role role);
std::optional<Role> parse_role(std::string_view word);

struct Member {
  CustomerId customer;
  CompanyId company;
  std::string role;
  std::string invited_by;
  std::optional<Instant> joined_at;  // nothing while invited only
  static constexpr auto columns() {
    return base::Columns<&Member::customer, &Member::company, &Member::role, &Member::invited_by,
                         &Member::joined_at>{};
  }
};
std::vector<Member> members(store::Tx& tx, CompanyId company);
// Whom the customer buys for; an invitation does not count.
std::optional<Member> membership(store::Tx& tx, CustomerId customer);

enum class MemberRefusal { NoSuchCompany, OtherCompany, NotAMember, NeedsAdmin };
// Invites, or gives a member another role. A company with members has an admin: the first member is
// one, and the only one stays one.
base::Result<base::Done, MemberRefusal> set_member(store::Tx& tx, CompanyId company,
                                                   CustomerId customer, Role role,
                                                   const std::string& invited_by, Instant now);
// The customer says yes. Twice is once.
base::Result<base::Done, MemberRefusal> join_company(store::Tx& tx, CompanyId company,
                                                     CustomerId customer, Instant now);
// The only admin may leave when nobody is left behind.
base::Result<base::Done, MemberRefusal> remove_member(store::Tx& tx, CompanyId company,
                                                      CustomerId customer);

}  // namespace customers
