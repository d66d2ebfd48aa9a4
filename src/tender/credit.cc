#include "tender/entry.h"
#include "tender/locks.h"

namespace tender {
namespace {

using store::Query;

const Query<StoreCreditAccountId(base::CustomerId)> kAccount{"tender.account_of", R"sql(
    SELECT id FROM store_credit_accounts WHERE customer_id = $1)sql"};
const Query<void(base::CustomerId, Instant)> kOpen{"tender.open_account", R"sql(
    INSERT INTO store_credit_accounts (customer_id, opened_at) VALUES ($1, $2)
    ON CONFLICT (customer_id) DO NOTHING)sql"};

}  // namespace

std::optional<StoreCreditAccountId> account_of(store::Tx& tx, base::CustomerId customer) {
  return tx.one_or_none(kAccount, customer);
}

Written grant_credit(store::Tx& tx, base::CustomerId customer, Money amount,
                     const std::string& reason, const Cause& cause, Instant now) {
  BASE_CHECK(amount > Money{});
  tx.exec(kOpen, customer, now);
  const Source source{.credit = tx.one(kAccount, customer)};
  lock(tx, {source});
  if (is_written(tx, "issued", cause)) return Written::Before;
  write(tx, {.source = source, .kind = "issued", .amount_delta = amount, .reason = reason}, cause,
        now);
  return Written::Now;
}

}  // namespace tender
