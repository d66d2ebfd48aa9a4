#include "order/customer.h"

namespace order {
namespace {

using store::Query;

// The guard and the event are one statement: whoever comes second finds nothing to join.
const Query<void(CustomerId, std::string, Instant)> kJoin{"order.join_guest_orders", R"sql(
    WITH proven AS (
      SELECT c.mail_key FROM customers c JOIN customers k ON k.id = $1
       WHERE (c.id = k.id OR c.merged_into_id = k.id) AND c.email_verified_at IS NOT NULL
         AND k.email_verified_at IS NOT NULL AND k.merged_into_id IS NULL),
    joined AS (
      UPDATE orders SET joined_at = $3
       WHERE customer_id = $1 AND joined_at IS NULL AND placed_at IS NOT NULL
         AND mail_key(email) IN (SELECT mail_key FROM proven)
      RETURNING id)
    INSERT INTO order_events (order_id, what, actor, at)
    SELECT id, 'joined', $2, $3 FROM joined ORDER BY id)sql"};

const Query<void(CustomerId, CustomerId)> kFollow{"order.follow_merge", R"sql(
    UPDATE orders SET customer_id = $2 WHERE customer_id = $1)sql"};

const Query<Summary(CustomerId, std::int64_t)> kOfCustomer{"order.of_customer", R"sql(
    SELECT id, public_id, number, token, state, attention, email, subtotal_cents, discount_cents,
           shipping_cents - shipping_discount_cents, tax_cents, total_cents, due_cents,
           shipping_method_name, min_days, max_days, tax_calculation_id, frozen_at, placed_at, terms,
           po_number, payment_due_at, total_cents - granted_cents - paid_cents
      FROM orders
     WHERE customer_id = $1 AND joined_at IS NOT NULL AND placed_at IS NOT NULL
       AND EXISTS (SELECT FROM customers WHERE id = $1 AND email_verified_at IS NOT NULL)
     ORDER BY placed_at DESC, id DESC LIMIT $2)sql"};

const Query<Summary(CompanyId, CustomerId, std::int64_t)> kOfCompany{"order.of_company", R"sql(
    SELECT id, public_id, number, token, state, attention, email, subtotal_cents, discount_cents,
           shipping_cents - shipping_discount_cents, tax_cents, total_cents, due_cents,
           shipping_method_name, min_days, max_days, tax_calculation_id, frozen_at, placed_at, terms,
           po_number, payment_due_at, total_cents - granted_cents - paid_cents
      FROM orders
     WHERE company_id = $1 AND placed_at IS NOT NULL
       AND EXISTS (SELECT FROM company_members m JOIN customers c ON c.id = m.customer_id
                    WHERE m.company_id = $1 AND m.customer_id = $2 AND m.joined_at IS NOT NULL
                      AND c.email_verified_at IS NOT NULL)
     ORDER BY placed_at DESC, id DESC LIMIT $3)sql"};

const Query<Summary(CustomerId, std::string)> kFindFor{"order.find_for_customer", R"sql(
    SELECT id, public_id, number, token, state, attention, email, subtotal_cents, discount_cents,
           shipping_cents - shipping_discount_cents, tax_cents, total_cents, due_cents,
           shipping_method_name, min_days, max_days, tax_calculation_id, frozen_at, placed_at, terms,
           po_number, payment_due_at, total_cents - granted_cents - paid_cents
      FROM orders
     WHERE number = $2 AND placed_at IS NOT NULL
       AND EXISTS (SELECT FROM customers WHERE id = $1 AND email_verified_at IS NOT NULL)
       AND ((customer_id = $1 AND joined_at IS NOT NULL)
            OR company_id = (SELECT company_id FROM company_members
                              WHERE customer_id = $1 AND joined_at IS NOT NULL)))sql"};

const Query<CustomerId(OrderId)> kBuyer{"order.buyer", R"sql(
    SELECT customer_id FROM orders WHERE id = $1 AND customer_id IS NOT NULL)sql"};

const Query<NewOrder(std::int64_t)> kNotLookedAt{"order.not_looked_at", R"sql(
    SELECT o.id, o.customer_id, o.placed_at,
           NOT EXISTS (SELECT FROM orders b WHERE b.customer_id = o.customer_id AND b.id <> o.id
                        AND (b.placed_at, b.id) < (o.placed_at, o.id)),
           c.visitor_hash, mail_key(o.email),
           lower(regexp_replace(a.line1 || ' ' || a.zip, '[^[:alnum:]]+', ' ', 'g'))
      FROM orders o
      JOIN carts c ON c.id = o.cart_id
      JOIN order_addresses a ON a.order_id = o.id
     WHERE o.placed_at IS NOT NULL AND o.referral_looked_at IS NULL
     ORDER BY o.id LIMIT $1)sql"};
const Query<void(OrderId, Instant)> kSetLookedAt{"order.set_looked_at", R"sql(
    UPDATE orders SET referral_looked_at = $2
     WHERE id = $1 AND referral_looked_at IS NULL)sql"};

const Query<Money(CompanyId)> kOwed{"order.owed_by_company", R"sql(
    SELECT coalesce(sum(total_cents - granted_cents - paid_cents), 0)::bigint FROM orders
     WHERE company_id = $1 AND placed_at IS NOT NULL AND charge_status IN ('none', 'partial'))sql"};

const Query<Lifetime(CustomerId)> kLifetime{"order.lifetime", R"sql(
    SELECT count(*), coalesce(sum(total_cents - granted_cents), 0)::bigint, min(placed_at),
           max(placed_at)
      FROM orders
     WHERE customer_id = $1 AND placed_at IS NOT NULL
       AND state NOT IN ('needs_attention', 'cancelled'))sql"};

}  // namespace

int join_guest_orders(store::Tx& tx, CustomerId customer, Instant now) {
  const auto actor = "customer " + std::to_string(customer.raw());
  return static_cast<int>(tx.exec(kJoin, customer, actor, now));
}

void follow_merge(store::Tx& tx, CustomerId from, CustomerId into) {
  tx.exec(kFollow, from, into);
}

std::vector<Summary> of_customer(store::Tx& tx, CustomerId customer, std::int64_t limit) {
  return tx.all(kOfCustomer, customer, limit);
}

std::vector<Summary> of_company(store::Tx& tx, CompanyId company, CustomerId member,
                                std::int64_t limit) {
  return tx.all(kOfCompany, company, member, limit);
}

std::optional<Summary> find_for_customer(store::Tx& tx, CustomerId customer,
                                         const std::string& number) {
  return tx.one_or_none(kFindFor, customer, number);
}

Lifetime lifetime(store::Tx& tx, CustomerId customer) {
  return tx.one(kLifetime, customer);
}

std::optional<CustomerId> buyer(store::Tx& tx, OrderId order) {
  return tx.one_or_none(kBuyer, order);
}

std::vector<NewOrder> not_looked_at(store::Tx& tx, std::int64_t limit) {
  return tx.all(kNotLookedAt, limit);
}

bool set_looked_at(store::Tx& tx, OrderId order, Instant now) {
  return tx.exec(kSetLookedAt, order, now) == 1;
}

Money owed_by(store::Tx& tx, CompanyId company) {
  return tx.one(kOwed, company);
}

}  // namespace order
