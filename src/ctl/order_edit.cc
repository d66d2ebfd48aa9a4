#include "ctl/order_edit.h"

#include <iostream>

#include "base/text.h"
#include "ctl/order_call.h"

namespace ctl {

using base::Money;
using order::EditWhy;

std::string say(EditWhy why) {
  switch (why) {
    case EditWhy::NoSuchOrder:
      return "there is no such order";
    case EditWhy::NotOpen:
      return "the order is not placed, or is wholly sent or cancelled";
    case EditWhy::OneIsOpen:
      return "an edit of the order is open: confirm or abandon it first";
    case EditWhy::NoOpenEdit:
      return "no edit of the order is open: begin one";
    case EditWhy::BadUnits:
      return "units are 1 to 999";
    case EditWhy::NotForSale:
      return "it is not on sale";
    case EditWhy::GiftCard:
      return "gift cards are sold by an order of their own";
    case EditWhy::BySupplier:
      return "a supplier sends it, or a part of it: write a quote instead";
    case EditWhy::NoReason:
      return "a price of yours needs a --reason";
    case EditWhy::MoreUnits:
      return "the line has fewer units that are neither packed, nor sent, nor cancelled";
    case EditWhy::BadAddress:
      return "an address has --name, --line1, --city and --zip";
    case EditWhy::OtherState:
      return "tax and shipping are those of the order's state: cancel it and write a quote";
    case EditWhy::MoreShipping:
      return "less is left of the shipping";
    case EditWhy::Nothing:
      return "the edit changes nothing yet";
    case EditWhy::NothingLeft:
      return "nothing would be left of the order: cancel it instead";
    case EditWhy::NoRates:
      return "no goods of the order say how goods are taxed: write a quote instead";
    case EditWhy::NotApproved:
      return "it answers a return: approve that with gdsctl returns exchange";
    case EditWhy::Outdated:
      return "it is not as it was previewed any more: preview it again";
    case EditWhy::SoldOut:
      return "stock lacks units: preview it";
    case EditWhy::OverLimit:
      return "the company would owe more than its limit";
  }
  return "";
}

namespace {

template <class T>
int answered(const base::Result<T, EditWhy>& done) {
  return done ? 0 : refused(say(done.why()));
}

}  // namespace

void print(const order::EditPreview& plan, const std::vector<order::Progress>& lines) {
  for (const auto& line : plan.added)
    std::cout << "  + " << line.units << " x " << line.sku << "  " << base::to_text(line.unit_price)
              << " (web " << base::to_text(line.list_price) << ")  " << base::to_text(line.total())
              << " and " << base::to_text(line.tax()) << " tax\n";
  for (const auto& want : plan.cancelled)
    for (const auto& line : lines)
      if (line.line == want.line)
        std::cout << "  - " << want.units << " of line " << line.position << " (" << line.sku
                  << ")\n";
  if (plan.address)
    std::cout << "  to " << plan.address->name << ", " << plan.address->line1 << ", "
              << plan.address->city << ' ' << plan.address->state << ' ' << plan.address->zip
              << "; tax stays as it was charged\n";
  std::cout << "  total " << base::to_text(plan.before.total()) << " -> "
            << base::to_text(plan.after.total()) << " (tax " << base::to_text(plan.before.tax)
            << " -> " << base::to_text(plan.after.tax) << ", shipping "
            << base::to_text(plan.before.shipping) << " -> " << base::to_text(plan.after.shipping)
            << ")\n";
  if (!plan.given.shares.empty()) {
    std::cout << "  given back:\n";
    print(plan.given, lines);
  }
  std::cout << "  balance due " << base::to_text(plan.balance_before) << " -> "
            << base::to_text(plan.balance);
  if (!plan.awaited.is_zero())
    std::cout << ", of which " << base::to_text(plan.awaited) << " comes back";
  std::cout << '\n';
  for (const auto& item : plan.lacking)
    std::cout << "  lacking: " << item.sku << ", " << item.available << " of " << item.needed
              << '\n';
}

namespace {

// Adds what "SKU=UNITS" says.
int add(store::Db& db, order::OrderEditId edit, base::Args& args) {
  const auto word = args.take_word().value_or("");
  const auto price = args.take_option("--price");
  const auto reason = args.take_option("--reason").value_or("");
  args.done();
  const auto equals = word.rfind('=');
  const auto units = equals == std::string::npos
                         ? std::nullopt
                         : base::parse_integer<int>(word.substr(equals + 1));
  if (!units) throw base::UsageError{"\"" + word + "\" is not SKU=UNITS"};
  const auto amount = price ? std::optional{parse_amount("--price", *price)} : std::nullopt;
  return answered(db.transact("orders_edit_add", [&](store::Tx& tx) {
    const auto variant = variant_of(tx, word.substr(0, equals));
    return order::edit_add(tx, edit, {variant, *units, amount, reason});
  }));
}

int cancel(store::Db& db, const order::EditRow& edit, base::Args& args) {
  const auto words = take_lines(args);
  args.done();
  using Done = base::Result<base::Done, EditWhy>;
  return answered(db.transact("orders_edit_cancel", [&](store::Tx& tx) -> Done {
    const auto lines = order::progress(tx, edit.order);
    for (const auto& word : words) {
      const auto line = line_units({{word.position, std::max(word.units, 1), ""}}, lines).front();
      const auto done = order::edit_cancel(tx, edit.id, {line.line, word.units});
      if (!done) return done;
    }
    return base::Done{};
  }));
}

// What is not said stays as it is.
int address(store::Db& db, const order::EditRow& edit, base::Args& args) {
  auto wanted =
      db.snapshot("orders_address", [&](store::Tx& tx) { return order::address(tx, edit.order); });
  const auto take = [&](const char* option, std::string& into) {
    if (auto text = args.take_option(option)) into = std::move(*text);
  };
  take("--name", wanted.name);
  take("--company", wanted.company);
  take("--line1", wanted.line1);
  take("--line2", wanted.line2);
  take("--city", wanted.city);
  take("--state", wanted.state);
  take("--zip", wanted.zip);
  take("--phone", wanted.phone);
  args.done();
  return answered(db.transact("orders_edit_address", [&](store::Tx& tx) {
    return order::edit_address(tx, edit.id, wanted);
  }));
}

int shipping(store::Db& db, order::OrderEditId edit, base::Args& args) {
  auto text = args.take_word().value_or("");
  args.done();
  const bool less = text.starts_with("less:");
  if (less) text = text.substr(5);
  const auto amount = parse_amount("AMOUNT", text);
  return answered(db.transact("orders_edit_shipping", [&](store::Tx& tx) {
    return order::edit_shipping(tx, edit, less ? Money{} - amount : amount);
  }));
}

int preview(store::Db& db, const order::EditRow& edit, const std::string& number) {
  const auto now = base::clock_now();
  return db.snapshot("orders_edit_preview", [&](store::Tx& tx) {
    const auto plan = order::preview_edit(tx, edit.id, now);
    if (!plan) return refused(say(plan.why()));
    print(*plan, order::progress(tx, edit.order));
    const auto way = edit.return_id ? std::string{"returns exchange RETURN "}
                                    : "orders edit " + number + " confirm ";
    std::cout << "to do it: gdsctl " << way << plan->fingerprint.substr(0, kTyped) << '\n';
    return 0;
  });
}

int confirm(store::Db& db, const order::EditRow& edit, base::Args& args) {
  const auto typed = args.take_word().value_or("");
  const auto reason = args.take_option("--reason").value_or("");
  args.done();
  if (typed.size() < kTyped) throw base::UsageError{"say the word that the preview ends with"};
  const auto now = base::clock_now();
  using Done = base::Result<order::EditPreview, EditWhy>;
  const auto done = db.transact("orders_edit_confirm", [&](store::Tx& tx) -> Done {
    const auto plan = order::preview_edit(tx, edit.id, now);
    if (!plan) return plan.why();
    if (!plan->fingerprint.starts_with(typed)) return EditWhy::Outdated;
    return order::confirm_edit(tx, edit.id, plan->fingerprint, {actor(), reason}, now);
  });
  if (!done) return refused(say(done.why()));
  std::cout << "the order is changed; balance due " << base::to_text(done->balance) << '\n';
  return 0;
}

int begin(store::Db& db, base::OrderId order, base::Args& args) {
  const auto reason = args.take_option("--reason").value_or("");
  args.done();
  return answered(db.transact("orders_edit_begin", [&](store::Tx& tx) {
    return order::begin_edit(tx, order, {actor(), reason}, base::clock_now());
  }));
}

int abandon(store::Db& db, order::OrderEditId edit, base::Args& args) {
  const auto reason = args.take_option("--reason").value_or("");
  args.done();
  return answered(db.transact("orders_edit_abandon", [&](store::Tx& tx) {
    return order::abandon_edit(tx, edit, {actor(), reason}, base::clock_now());
  }));
}

}  // namespace

// gdsctl orders edit NUMBER begin|add|cancel|address|shipping|preview|confirm|abandon: what staff
// change of a placed order. Nothing is changed before it is confirmed.
int orders_edit(Call& call) {
  const auto number = call.args.take_word().value_or("");
  const auto verb = call.args.take_word().value_or("");
  auto db = database(call);
  const auto found = find_order(db, number);
  if (!found) return 1;
  if (verb == "begin") return begin(db, found->id, call.args);
  const auto edit =
      db.snapshot("orders_edit", [&](store::Tx& tx) { return order::open_edit(tx, found->id); });
  if (!edit) return refused(say(EditWhy::NoOpenEdit));
  if (verb == "add") return add(db, edit->id, call.args);
  if (verb == "cancel") return cancel(db, *edit, call.args);
  if (verb == "address") return address(db, *edit, call.args);
  if (verb == "shipping") return shipping(db, edit->id, call.args);
  if (verb == "confirm") return confirm(db, *edit, call.args);
  if (verb == "abandon") return abandon(db, edit->id, call.args);
  call.args.done();
  if (verb == "preview") return preview(db, *edit, number);
  throw base::UsageError{
      "say what: begin, add, cancel, address, shipping, preview, confirm, abandon"};
}

}  // namespace ctl
