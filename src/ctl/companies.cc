#include <iostream>

#include "base/text.h"
#include "ctl/staff.h"
#include "customers/company.h"

namespace ctl {
namespace {

int refused(customers::CompanyRefusal why) {
  switch (why) {
    case customers::CompanyRefusal::NoName:
      std::cerr << "gdsctl: a company has a name\n";
      break;
    case customers::CompanyRefusal::NameTaken:
      std::cerr << "gdsctl: there is a company of that name\n";
      break;
    case customers::CompanyRefusal::NoSuchCompany:
      std::cerr << "gdsctl: there is no such company\n";
      break;
    case customers::CompanyRefusal::UnknownTerms:
      std::cerr << "gdsctl: terms are none, net_15, net_30 or net_60\n";
      break;
    case customers::CompanyRefusal::LimitMissing:
      std::cerr << "gdsctl: net terms take a --limit above 0, none takes none\n";
      break;
  }
  return 1;
}

int refused(customers::MemberRefusal why) {
  switch (why) {
    case customers::MemberRefusal::NoSuchCompany:
      std::cerr << "gdsctl: there is no such company\n";
      break;
    case customers::MemberRefusal::OtherCompany:
      std::cerr << "gdsctl: that customer buys for another company\n";
      break;
    case customers::MemberRefusal::NotAMember:
      std::cerr << "gdsctl: that customer does not buy for this company\n";
      break;
    case customers::MemberRefusal::NeedsAdmin:
      std::cerr << "gdsctl: a company with members has an admin\n";
      break;
  }
  return 1;
}

// What staff add is a member at once: they asked the person.
base::Result<base::Done, customers::MemberRefusal> admit(store::Tx& tx, base::CompanyId company,
                                                         base::CustomerId customer,
                                                         customers::Role role, base::Instant now) {
  const auto set = customers::set_member(tx, company, customer, role, actor(), now);
  return set ? customers::join_company(tx, company, customer, now) : set;
}

}  // namespace

// gdsctl companies create NAME [--tax-id ID].
int companies_create(Call& call) {
  const auto tax_id = call.args.take_option("--tax-id").value_or("");
  const auto name = take_word(call, "the company's name");
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  const auto made = db.transact("companies_create", [&](store::Tx& tx) {
    return customers::create_company(tx, name, tax_id, actor(), now);
  });
  return made ? 0 : refused(made.why());
}

// gdsctl companies terms NAME none|net_15|net_30|net_60 [--limit CENTS].
int companies_terms(Call& call) {
  const auto limit = call.args.take_option("--limit");
  const auto name = take_word(call, "the company's name");
  auto terms = take_word(call, "the terms: none, net_15, net_30 or net_60");
  call.args.done();
  const auto cents = base::parse_integer<std::int64_t>(limit.value_or("0"));
  if (!cents) throw base::UsageError{"--limit wants cents"};
  if (terms == "none") terms.clear();
  auto db = database(call);
  const auto now = base::clock_now();
  const auto set = db.transact(
      "companies_terms", [&](store::Tx& tx) -> base::Result<base::Done, customers::CompanyRefusal> {
        const auto company = customers::find_company(tx, name);
        if (!company) return customers::CompanyRefusal::NoSuchCompany;
        return customers::set_terms(tx, company->id, terms, base::Money::cents(*cents), actor(),
                                    now);
      });
  return set ? 0 : refused(set.why());
}

// gdsctl companies member NAME MAIL admin|buyer|remove.
int companies_member(Call& call) {
  const auto name = take_word(call, "the company's name");
  const auto mail = take_word(call, "the member's mail address");
  const auto what = take_word(call, "admin, buyer or remove");
  call.args.done();
  const auto role = customers::parse_role(what);
  if (!role && what != "remove") throw base::UsageError{"say admin, buyer or remove"};
  auto db = database(call);
  const auto now = base::clock_now();
  const auto set = db.transact(
      "companies_member", [&](store::Tx& tx) -> base::Result<base::Done, customers::MemberRefusal> {
        const auto company = customers::find_company(tx, name);
        if (!company) return customers::MemberRefusal::NoSuchCompany;
        const auto found = customers::find_by_mail(tx, mail);
        if (!role)
          return found ? customers::remove_member(tx, company->id, found->id)
                       : customers::MemberRefusal::NotAMember;
        const auto customer = found ? found->id : customers::for_mail(tx, mail, "", now);
        return admit(tx, company->id, customer, *role, now);
      });
  return set ? 0 : refused(set.why());
}

}  // namespace ctl
