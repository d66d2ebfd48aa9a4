#include "base/columns.h"
#include "base/json_writer.h"
#include "customers/company.h"
#include "inventory/fulfil.h"
#include "order/books.h"
#include "order/customer.h"
#include "order/edit_plan.h"
#include "order/life.h"
#include "store/outbox.h"

namespace order {
namespace {

using store::Query;

struct Credit {
  std::optional<base::CompanyId> company;
  std::string terms;
  static constexpr auto columns() { return base::Columns<&Credit::company, &Credit::terms>{}; }
};
const Query<Credit(OrderId)> kCredit{"order.credit", R"sql(
    SELECT company_id, terms FROM orders WHERE id = $1)sql"};

std::string name(OrderEditId edit) {
  return "edit " + std::to_string(edit.raw());
}

// More than it was on net terms is more credit.
bool is_over_limit(store::Tx& tx, const EditPreview& plan) {
  const auto credit = tx.one(kCredit, plan.order);
  if (plan.balance <= plan.balance_before || !credit.company || !customers::net_days(credit.terms))
    return false;
  const auto limit = customers::lock_credit(tx, *credit.company);
  return owed_by(tx, *credit.company) > limit;
}

// Rows of stock are locked all at once, or two edits that swap the same goods could wait for each
// other. What is cancelled is free for what is added.
std::optional<EditWhy> move_stock(store::Tx& tx, const EditPreview& plan,
                                  std::optional<RefundId> refund, const std::string& actor,
                                  Instant now) {
  const auto taken = stock_of_edit(tx, plan.edit);
  const auto freed = stock_of(tx, plan.cancelled);
  auto all = taken;
  all.insert(all.end(), freed.begin(), freed.end());
  inventory::lock_ahead(tx, all);
  if (!freed.empty()) {
    BASE_CHECK(refund);
    const inventory::Cause cause{plan.order, "refund " + std::to_string(refund->raw()), actor};
    inventory::release_allocated(tx, freed, cause, now);
  }
  if (!taken.empty() &&
      !inventory::allocate_more(tx, taken, {plan.order, name(plan.edit), actor}, now))
    return EditWhy::SoldOut;
  return std::nullopt;
}

// A cancellation is a refund, be it of units that cost nothing.
std::optional<RefundId> give_back(store::Tx& tx, const EditPreview& plan, const Because& because,
                                  Instant now) {
  if (plan.cancelled.empty() && plan.given.shares.empty()) return std::nullopt;
  BASE_CHECK(plan.cancelled.empty() || count_cancelled(tx, plan.order, plan.cancelled));
  return write(tx, plan.order, RefundKind::Edit, plan.given, {{}, plan.edit}, because, now);
}

void note_change(store::Tx& tx, const EditPreview& plan, const Because& because, Instant now) {
  const auto worth = [&](Money total) { return base::to_text(total); };
  auto text = "total " + worth(plan.before.total()) + ", now " +
              worth(plan.after.total() - plan.given.total());
  if (!because.reason.empty()) text += ": " + because.reason;
  note(tx, plan.order, "order changed", {because.actor, text}, now);
  if (plan.address) note(tx, plan.order, "address changed", {because.actor, ""}, now);
}

void tell(store::Tx& tx, const EditPreview& plan, Instant now) {
  base::JsonWriter json;
  json.begin_object().field("order", plan.order.raw()).field("edit", plan.edit.raw()).end_object();
  store::enqueue(tx, "mail.order_changed", "edit-" + std::to_string(plan.edit.raw()), {json.take()},
                 now, now);
}

// What came on top is a sale of its own for whoever counts taxes; what was taken away is a refund.
void tell_tax(store::Tx& tx, const EditPreview& plan, Instant now) {
  if (plan.added.empty() && plan.after.shipping == plan.before.shipping) return;
  base::JsonWriter json;
  json.begin_object().field("edit", plan.edit.raw()).end_object();
  store::enqueue(tx, "stripe.tax_edit", "edit-" + std::to_string(plan.edit.raw()), {json.take()},
                 now, now);
}

}  // namespace

base::Result<EditPreview, EditWhy> confirm_edit(store::Tx& tx, OrderEditId id,
                                                const std::string& seen, const Because& because,
                                                Instant now) {
  const auto edit = lock_edit(tx, id);
  if (!edit) return EditWhy::NoOpenEdit;
  if (edit->return_id && !is_approved(tx, *edit->return_id)) return EditWhy::NotApproved;
  auto plan = planned(tx, *edit, now);
  if (!plan) return plan.why();
  if (plan->fingerprint != seen) return EditWhy::Outdated;
  if (!plan->lacking.empty()) return EditWhy::SoldOut;
  const Because why{because.actor, because.reason.empty() ? edit->reason : because.reason};

  if (plan->address) keep_address_before(tx, *plan);
  confirm(tx, *plan, now);
  raise(tx, *plan);
  insert_added(tx, *plan);
  record_tax_of_edit(tx, plan->order, plan->edit, now);
  if (plan->address) change_address(tx, *plan);
  const auto refund = give_back(tx, *plan, why, now);
  if (const auto short_of = move_stock(tx, *plan, refund, why.actor, now)) return *short_of;
  if (is_over_limit(tx, *plan)) return EditWhy::OverLimit;
  note_change(tx, *plan, why, now);
  settle_state(tx, plan->order, why, now);
  tell(tx, *plan, now);
  tell_tax(tx, *plan, now);
  return *plan;
}

}  // namespace order
