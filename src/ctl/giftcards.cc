#include <iostream>

#include "base/crypto.h"
#include "base/text.h"
#include "ctl/staff.h"
#include "customers/customers.h"
#include "tender/tender.h"

namespace ctl {
namespace {

using base::Money;
using base::UsageError;

// Each call is a cause of its own: staff may give the same twice.
tender::Cause cause() {
  return {"staff " + base::random_uuid(), actor()};
}

std::int64_t whole(Call& call, const char* what) {
  const auto value = base::parse_integer<std::int64_t>(take_word(call, what));
  if (!value) throw UsageError{std::string{"say "} + what};
  return *value;
}

Money amount(Call& call) {
  const auto cents = whole(call, "how many cents");
  if (cents <= 0) throw UsageError{"an amount is more than 0 cents"};
  return Money::cents(cents);
}

// What staff answer for stands beside it for good.
std::string reason(base::Args& args) {
  auto text = args.take_option("--reason").value_or("");
  if (base::trimmed(text).empty()) throw UsageError{"say why: --reason TEXT"};
  return text;
}

std::optional<base::Instant> expiry(base::Args& args) {
  const auto text = args.take_option("--expires");
  if (!text) return std::nullopt;
  const auto at = base::parse_iso8601(*text);
  if (!at) throw UsageError{"--expires wants a time like 2031-12-31T23:59:59-06:00"};
  return at;
}

void print(const tender::Card& card) {
  std::cout << card.id << '\t' << (card.last4.empty() ? "-" : card.last4) << '\t' << card.state
            << '\t' << base::to_text(card.amount - card.used - card.authorized) << " of "
            << base::to_text(card.amount) << '\t'
            << (card.expires_at ? "expires " + base::to_iso8601(*card.expires_at) : "no expiry")
            << '\n';
}

void print(const std::vector<tender::Entry>& entries) {
  for (const auto& entry : entries)
    std::cout << "  " << base::to_iso8601(entry.at) << "  " << entry.kind << "  amount "
              << base::to_text(entry.amount_delta) << ", used " << base::to_text(entry.used_delta)
              << ", promised " << base::to_text(entry.authorized_delta) << "  (" << entry.cause
              << "; " << entry.actor << (entry.reason.empty() ? "" : ": " + entry.reason) << ")\n";
}

}  // namespace

// gdsctl giftcards issue CENTS: the code is shown here once.
int giftcards_issue(Call& call) {
  const auto worth = amount(call);
  const auto why = reason(call.args);
  const auto expires_at = expiry(call.args);
  call.args.done();
  const auto now = base::clock_now();
  if (expires_at && *expires_at <= now) throw UsageError{"--expires is past"};
  auto db = database(call);
  const auto issued = db.transact("giftcards_issue", [&](store::Tx& tx) {
    return tender::issue(tx, worth, expires_at, why, actor(), now);
  });
  std::cout << "gift card " << issued.card << ", " << base::to_text(worth)
            << "\ncode: " << issued.code.reveal() << "\nIt is not shown again.\n";
  return 0;
}

// gdsctl giftcards show ID|LAST4: cards with their ledger. Four letters are the end of a code, be
// they all digits.
int giftcards_show(Call& call) {
  const auto what = call.args.take_word().value_or("");
  call.args.done();
  const auto id = base::parse_integer<std::int64_t>(what);
  if (what.size() != 4 && !id) throw UsageError{"say which: its number, or how its code ends"};
  auto db = database(call);
  return db.snapshot("giftcards_show", [&](store::Tx& tx) {
    auto cards = what.size() == 4 ? tender::cards_ending(tx, what) : std::vector<tender::Card>{};
    if (cards.empty() && id)
      if (auto card = tender::card(tx, base::GiftCardId{*id})) cards.push_back(*std::move(card));
    if (cards.empty()) return refused("there is no gift card " + what);
    for (const auto& card : cards) {
      print(card);
      print(tender::entries(tx, {.card = card.id}));
    }
    return 0;
  });
}

// gdsctl giftcards disable ID: for good.
int giftcards_disable(Call& call) {
  const base::GiftCardId id{whole(call, "the card's number")};
  const auto why = reason(call.args);
  call.args.done();
  auto db = database(call);
  const auto taken = db.transact("giftcards_disable", [&](store::Tx& tx) {
    return tender::disable(tx, id, why, cause(), base::clock_now());
  });
  if (taken) {
    std::cout << "gift card " << id << " is disabled; " << base::to_text(*taken) << " was left\n";
    return 0;
  }
  switch (taken.why()) {
    case tender::DisableRefused::NoSuchCard:
      return refused("there is no gift card " + std::to_string(id.raw()));
    case tender::DisableRefused::Disabled:
      return refused("gift card " + std::to_string(id.raw()) + " is disabled already");
  }
  throw base::BugError{"a refusal without words"};
}

// gdsctl credit grant MAIL CENTS
int credit_grant(Call& call) {
  const auto mail = take_word(call, "the customer's mail address");
  const auto worth = amount(call);
  const auto why = reason(call.args);
  call.args.done();
  const auto now = base::clock_now();
  auto db = database(call);
  const auto left = db.transact("credit_grant", [&](store::Tx& tx) -> std::optional<Money> {
    const auto customer = customers::find_by_mail(tx, mail);
    if (!customer) return std::nullopt;
    tender::grant_credit(tx, customer->id, worth, why, cause(), now);
    return tender::balance(tx, {.credit = tender::account_of(tx, customer->id)}, now);
  });
  if (!left) return refused("nobody has bought as " + mail);
  std::cout << mail << " has " << base::to_text(*left) << " of credit\n";
  return 0;
}

// gdsctl credit show MAIL: the account with its ledger.
int credit_show(Call& call) {
  const auto mail = take_word(call, "the customer's mail address");
  call.args.done();
  auto db = database(call);
  return db.snapshot("credit_show", [&](store::Tx& tx) {
    const auto customer = customers::find_by_mail(tx, mail);
    if (!customer) return refused("nobody has bought as " + mail);
    const tender::Source source{.credit = tender::account_of(tx, customer->id)};
    if (!source.credit) return refused(mail + " has no credit");
    std::cout << mail << " has " << base::to_text(tender::balance(tx, source, base::clock_now()))
              << " of credit\n";
    print(tender::entries(tx, source));
    return 0;
  });
}

}  // namespace ctl
