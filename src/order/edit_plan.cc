#include "order/edit_plan.h"

#include <map>

#include "base/crypto.h"
#include "base/json_writer.h"
#include "order/books.h"
#include "order/life.h"
#include "order/worth.h"
#include "pricing/pricing.h"

namespace order {
namespace {

// An exchange adds to what has left too.
bool may_be_edited(const std::string& word, bool is_exchange) {
  const auto state = parse_state(word);
  BASE_CHECK(state);
  switch (*state) {
    case State::Placed:
    case State::PartlyShipped:
      return true;
    case State::Shipped:
    case State::Delivered:
      return is_exchange;
    case State::AwaitingPayment:
    case State::NeedsAttention:
    case State::Cancelled:
    case State::Expired:
      return false;
  }
  return false;
}

base::Result<std::vector<AddedLine>, EditWhy> added_lines(store::Tx& tx, const OpenEdit& edit,
                                                          Instant now) {
  const auto all = wishes(tx, edit.id);
  std::vector<pricing::Wanted> wanted;
  for (const auto& wish : all) {
    if (!wish.is_on_sale) return EditWhy::NotForSale;
    if (wish.is_gift_card) return EditWhy::GiftCard;
    if (wish.is_by_supplier) return EditWhy::BySupplier;
    wanted.push_back({wish.variant, wish.units});
  }
  if (all.empty()) return std::vector<AddedLine>{};
  if (!has_goods(tx, edit.order)) return EditWhy::NoRates;
  const auto rates = goods_rates(tx, edit.order);
  const auto prices = pricing::unit_prices(tx, wanted, {}, now);
  std::vector<AddedLine> out;
  for (const auto& wish : all) {
    const auto list = prices[out.size()].price;
    out.push_back({wish.variant, wish.sku, wish.title, wish.units, list,
                   wish.staff_price.value_or(list), wish.reason});
    out.back().taxes = taxes_like(rates, out.back().total());
  }
  return out;
}

// Do the cancelled units fit, and is anything of the order left then?
std::optional<EditWhy> flaw(const Books& books, const EditPreview& plan) {
  for (const auto& want : plan.cancelled) {
    bool fits = false;
    for (const auto& line : books.lines)
      fits = fits || (line.line == want.line && want.units <= line.open());
    if (!fits) return EditWhy::MoreUnits;
  }
  int left = 0;
  for (const auto& line : books.lines) left += line.units - line.cancelled;
  for (const auto& line : plan.added) left += line.units;
  for (const auto& want : plan.cancelled) left -= want.units;
  if (left <= 0) return EditWhy::NothingLeft;
  return std::nullopt;
}

// What goes up: goods and shipping, with their tax.
void add_up(store::Tx& tx, EditPreview& plan, Money more_shipping) {
  plan.after = plan.before;
  for (const auto& line : plan.added) {
    plan.after.subtotal += line.total();
    plan.after.tax += line.tax();
  }
  if (more_shipping <= Money{}) return;
  auto rates = shipping_rates(tx, plan.order);
  if (rates.empty()) rates = goods_rates(tx, plan.order);
  plan.shipping_taxes = taxes_like(rates, more_shipping);
  plan.after.shipping += more_shipping;
  for (const auto& row : plan.shipping_taxes) plan.after.tax += row.tax;
}

// What goes back: units that are cancelled, shipping that is taken off. The worth rose first.
std::optional<EditWhy> give_back(Books books, EditPreview& plan, Money less_shipping) {
  books.order.total = plan.after.total();
  Give give{not_granted(books, plan.cancelled), {}, {}};
  if (less_shipping > Money{}) {
    if (less_shipping > shipping_left(books)) return EditWhy::MoreShipping;
    give.shipping = less_shipping;
  }
  const auto given = shares(books, give);
  BASE_CHECK(given);
  plan.given = *given;
  return std::nullopt;
}

void put(base::JsonWriter& json, const Amounts& a) {
  for (const auto part : {a.subtotal, a.discount, a.shipping, a.shipping_discount, a.tax})
    json.value(part.in_cents());
}

void put(base::JsonWriter& json, const std::vector<EditTax>& taxes) {
  for (const auto& row : taxes)
    json.value(row.like).value(row.taxable.in_cents()).value(row.tax.in_cents());
}

// Everything that was shown but stock, which confirming asks again under its lock.
std::string fingerprint(const EditPreview& plan) {
  base::JsonWriter json;
  json.begin_array().value(plan.edit.raw());
  put(json, plan.before);
  put(json, plan.after);
  for (const auto& line : plan.added) {
    json.value(line.variant.raw()).value(line.units).value(line.unit_price.in_cents());
    put(json, line.taxes);
  }
  put(json, plan.shipping_taxes);
  for (const auto& want : plan.cancelled) json.value(want.line.raw()).value(want.units);
  for (const auto& share : plan.given.shares)
    json.value(to_word(share.share)).value(share.units).value(share.amount.in_cents());
  if (const auto& a = plan.address)
    for (const auto& part :
         {a->name, a->company, a->line1, a->line2, a->city, a->state, a->zip, a->phone})
      json.value(part);
  json.value(plan.balance_before.in_cents()).value(plan.balance.in_cents());
  json.value(plan.awaited.in_cents()).end_array();
  return base::sha256_hex(json.take());
}

}  // namespace

std::vector<inventory::Demand> needed_beside(const std::vector<inventory::Demand>& taken,
                                             const std::vector<inventory::Demand>& freed) {
  std::map<base::StockItemId, int> units;
  for (const auto& demand : taken) units[demand.item] += demand.units;
  for (const auto& demand : freed) units[demand.item] -= demand.units;
  std::vector<inventory::Demand> out;
  for (const auto& [item, n] : units)
    if (n > 0) out.push_back({item, n});
  return out;
}

base::Result<EditPreview, EditWhy> planned(store::Tx& tx, const OpenEdit& edit, Instant now) {
  const auto standing = books(tx, edit.order);
  if (!may_be_edited(standing.order.state, edit.return_id.has_value())) return EditWhy::NotOpen;
  EditPreview plan{edit.id, edit.order};
  plan.before = amounts(tx, edit.order);
  auto added = added_lines(tx, edit, now);
  if (!added) return added.why();
  plan.added = std::move(*added);
  plan.cancelled = cancels(tx, edit.id);
  plan.address = wanted_address(tx, edit.id);
  if (plan.added.empty() && plan.cancelled.empty() && !plan.address &&
      edit.shipping_change.is_zero())
    return EditWhy::Nothing;
  if (plan.address && plan.address->state != address(tx, edit.order).state)
    return EditWhy::OtherState;
  if (const auto why = flaw(standing, plan)) return *why;
  add_up(tx, plan, edit.shipping_change);
  if (const auto why = give_back(standing, plan, Money{} - edit.shipping_change)) return *why;
  plan.balance_before = account(tx, edit.order).balance();
  plan.balance = plan.balance_before + plan.rise() - plan.given.total();
  if (edit.return_id) plan.awaited = expected_back(standing, coming_back(tx, *edit.return_id));
  plan.lacking =
      lacking(tx, needed_beside(demands_of(tx, plan.added), stock_of(tx, plan.cancelled)), now);
  plan.fingerprint = fingerprint(plan);
  return plan;
}

base::Result<EditPreview, EditWhy> preview_edit(store::Tx& tx, OrderEditId id, Instant now) {
  const auto edit = read_edit(tx, id);
  if (!edit) return EditWhy::NoOpenEdit;
  return planned(tx, *edit, now);
}

}  // namespace order
