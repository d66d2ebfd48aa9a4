#include "order/newest.h"

namespace order {
namespace {

// Two statements for one list: a state that few orders have is found by its own index, and a plan
// that is made once (decision 0107) fits either all states or one.
const store::Query<Summary(std::optional<Instant>, OrderId, std::int64_t)> kNewest{
    "order.newest_before", R"sql(
    SELECT id, public_id, number, token, state, attention, email, subtotal_cents, discount_cents,
           shipping_cents - shipping_discount_cents, tax_cents, total_cents, due_cents,
           shipping_method_name, min_days, max_days, tax_calculation_id, frozen_at, placed_at, terms,
           po_number, payment_due_at, total_cents - granted_cents - paid_cents
      FROM orders
     WHERE placed_at IS NOT NULL
       AND (placed_at, id) < (coalesce($1::timestamptz, 'infinity'), $2)
     ORDER BY placed_at DESC, id DESC LIMIT $3)sql"};

const store::Query<Summary(std::string, std::optional<Instant>, OrderId, std::int64_t)> kNewestOf{
    "order.newest_of_state_before", R"sql(
    SELECT id, public_id, number, token, state, attention, email, subtotal_cents, discount_cents,
           shipping_cents - shipping_discount_cents, tax_cents, total_cents, due_cents,
           shipping_method_name, min_days, max_days, tax_calculation_id, frozen_at, placed_at, terms,
           po_number, payment_due_at, total_cents - granted_cents - paid_cents
      FROM orders
     WHERE placed_at IS NOT NULL AND state = $1
       AND (placed_at, id) < (coalesce($2::timestamptz, 'infinity'), $3)
     ORDER BY placed_at DESC, id DESC LIMIT $4)sql"};

const store::Query<Summary(std::string, std::optional<std::string>, std::optional<Instant>, OrderId,
                           std::int64_t)>
    kOfMail{"order.of_mail_before", R"sql(
    SELECT id, public_id, number, token, state, attention, email, subtotal_cents, discount_cents,
           shipping_cents - shipping_discount_cents, tax_cents, total_cents, due_cents,
           shipping_method_name, min_days, max_days, tax_calculation_id, frozen_at, placed_at, terms,
           po_number, payment_due_at, total_cents - granted_cents - paid_cents
      FROM orders
     WHERE placed_at IS NOT NULL AND lower(email) = lower($1) AND ($2::text IS NULL OR state = $2)
       AND (placed_at, id) < (coalesce($3::timestamptz, 'infinity'), $4)
     ORDER BY placed_at DESC, id DESC LIMIT $5)sql"};

std::optional<std::string> word_of(const std::string& state) {
  return state.empty() ? std::nullopt : std::optional{state};
}

}  // namespace

std::vector<Summary> newest_before(store::Tx& tx, const std::string& state, const Before& before,
                                   std::int64_t limit) {
  return state.empty() ? tx.all(kNewest, before.placed_at, before.id, limit)
                       : tx.all(kNewestOf, state, before.placed_at, before.id, limit);
}

std::vector<Summary> of_mail_before(store::Tx& tx, const std::string& email,
                                    const std::string& state, const Before& before,
                                    std::int64_t limit) {
  return tx.all(kOfMail, email, word_of(state), before.placed_at, before.id, limit);
}

}  // namespace order
