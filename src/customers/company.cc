#include "customers/company.h"

#include <array>

#include "base/text.h"
#include "customers/locks.h"

namespace customers {
namespace {

using store::Query;

const Query<Company(CompanyId)> kFind{"customers.find_company", R"sql(
    SELECT id, name, terms, credit_limit_cents, tax_id FROM companies WHERE id = $1)sql"};

const Query<Company(std::string)> kFindByName{"customers.find_company_by_name", R"sql(
    SELECT id, name, terms, credit_limit_cents, tax_id FROM companies
     WHERE lower(name) = lower($1))sql"};

const Query<CompanyId(std::string, std::string, std::string, Instant)> kCreate{
    "customers.create_company", R"sql(
    WITH made AS (
      INSERT INTO companies (name, tax_id, created_at) VALUES ($1, $2, $4)
      ON CONFLICT (lower(name)) DO NOTHING RETURNING id),
    told AS (
      INSERT INTO company_events (company_id, what, actor, at) SELECT id, 'created', $3, $4 FROM made)
    SELECT id FROM made)sql"};

const Query<void(CompanyId, std::string, Money, std::string, Instant)> kSetTerms{
    "customers.set_terms", R"sql(
    WITH changed AS (
      UPDATE companies SET terms = $2, credit_limit_cents = $3 WHERE id = $1 RETURNING id)
    INSERT INTO company_events (company_id, what, actor, at)
    SELECT id, format('terms "%s", credit limit %s cents', $2, $3), $4, $5 FROM changed)sql"};

const Query<Money(CompanyId)> kLockCredit{"customers.lock_credit", R"sql(
    SELECT credit_limit_cents FROM companies WHERE id = $1 FOR NO KEY UPDATE)sql"};

struct NetTerms {
  std::string_view word;
  std::chrono::days days;
};
constexpr std::array kNetTerms = {NetTerms{"net_15", std::chrono::days{15}},
                                  NetTerms{"net_30", std::chrono::days{30}},
                                  NetTerms{"net_60", std::chrono::days{60}}};

}  // namespace

std::optional<std::chrono::days> net_days(const std::string& terms) {
  for (const auto& known : kNetTerms)
    if (known.word == terms) return known.days;
  return std::nullopt;
}

Money lock_credit(store::Tx& tx, CompanyId company) {
  return tx.one_or_none(kLockCredit, company).value_or(Money{});
}

std::optional<Company> find_company(store::Tx& tx, CompanyId company) {
  return tx.one_or_none(kFind, company);
}

std::optional<Company> find_company(store::Tx& tx, const std::string& name) {
  return tx.one_or_none(kFindByName, name);
}

base::Result<CompanyId, CompanyRefusal> create_company(store::Tx& tx, const std::string& name,
                                                       const std::string& tax_id,
                                                       const std::string& actor, Instant now) {
  const auto called = base::trimmed(name);
  if (called.empty()) return CompanyRefusal::NoName;
  const auto id = tx.one_or_none(kCreate, std::string{called}, tax_id, actor, now);
  if (!id) return CompanyRefusal::NameTaken;
  return *id;
}

base::Result<base::Done, CompanyRefusal> set_terms(store::Tx& tx, CompanyId company,
                                                   const std::string& terms, Money credit_limit,
                                                   const std::string& actor, Instant now) {
  if (!terms.empty() && !net_days(terms)) return CompanyRefusal::UnknownTerms;
  if (terms.empty() != credit_limit.is_zero() || credit_limit < Money{})
    return CompanyRefusal::LimitMissing;
  if (tx.exec(kSetTerms, company, terms, credit_limit, actor, now) == 0)
    return CompanyRefusal::NoSuchCompany;
  return base::Done{};
}

}  // namespace customers
